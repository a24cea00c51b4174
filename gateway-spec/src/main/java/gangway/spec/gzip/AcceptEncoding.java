package gangway.spec.gzip;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;

/// What a client can decode, and what it likes best: `Accept-Encoding = #( codings [ weight ] )` (RFC 9110 §12.5.3).
///
/// @param weights of the codings it names, in lower case, from 0, which is "never", to 1000; `*` is all that it does not
///                name
public record AcceptEncoding(Map<String, Integer> weights) {

    private static final int MOST = 1000;

    /// Copies the map.
    public AcceptEncoding {
        weights = Map.copyOf(weights);
    }

    /// @param environ of a request
    /// @return what its client accepts
    public static AcceptEncoding of(Environ environ) {
        return parse(environ.header("Accept-Encoding").orElse(""));
    }

    /// Reads the value of the field. An element that is malformed counts for nothing: its coding will not be used. Of what
    /// is named twice the lower weight counts.
    ///
    /// @param value of one such field, or of all of them joined; empty for none
    /// @return what it says
    public static AcceptEncoding parse(String value) {
        var weights = new HashMap<String, Integer>();
        for (String element : value.split(",")) {
            String[] parts = element.split(";", 2);
            String coding = parts[0].strip().toLowerCase(Locale.ROOT);
            OptionalInt weight = parts.length < 2 ? OptionalInt.of(MOST) : weight(parts[1].strip());
            if (Header.isToken(coding) && weight.isPresent())
                weights.merge(coding.equals("x-gzip") ? "gzip" : coding, weight.getAsInt(), Math::min); // RFC 9110 §8.4.1.3
        }
        return new AcceptEncoding(weights);
    }

    /// Whether content coded with gzip may be sent and is not liked less than the plain one. A client that says nothing gets
    /// plain content, though it would have to take any (RFC 9110 §12.5.3): what it can decode, only it knows.
    ///
    /// @return whether to compress
    public boolean prefersGzip() {
        return weightOf("gzip") > 0 && weightOf("gzip") >= weightOf("identity");
    }

    private int weightOf(String coding) {
        return weights.getOrDefault(coding, weights.getOrDefault("*", 0));
    }

    /// `weight = OWS ";" OWS "q=" qvalue` (RFC 9110 §12.4.2)
    private static OptionalInt weight(String text) {
        return text.regionMatches(true, 0, "q=", 0, 2) ? thousandths(text.substring(2)) : OptionalInt.empty();
    }

    /// `qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )`
    private static OptionalInt thousandths(String text) {
        boolean hasForm = !text.isEmpty() && text.length() <= 5 && "01".indexOf(text.charAt(0)) >= 0
            && (text.length() == 1 || text.charAt(1) == '.');
        if (!hasForm) return OptionalInt.empty();
        OptionalLong fraction = Header.number((text.substring(Math.min(2, text.length())) + "000").substring(0, 3));
        int whole = (text.charAt(0) - '0') * MOST;
        return fraction.isPresent() && whole + fraction.getAsLong() <= MOST
            ? OptionalInt.of(whole + (int) fraction.getAsLong()) : OptionalInt.empty();
    }
}

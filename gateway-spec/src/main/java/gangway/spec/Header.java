package gangway.spec;

import module java.base;

import gangway.spec.rule.StartRule;

/// A header field, right by construction: a name that would split the response, or a value with a line break in it,
/// cannot be made. So nobody downstream checks again.
///
/// @param name  a token, in any case (RFC 9110 §5.1)
/// @param value printable characters up to U+00FF, spaces and tabs within; those around it are no part of it and are
///              dropped (RFC 9110 §5.5)
public record Header(String name, String value) {

    private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "proxy-connection", "te", "trailer", "trailers", "transfer-encoding", "upgrade");

    private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxy-authorization", "set-cookie");

    /// @throws Violation when name or value could not stand on the wire as they are
    public Header {
        if (!isToken(name))                                    // [4.5]
            throw new Violation(StartRule.NAME, "field name " + Violation.quote(name),
                "use letters, digits and !#$%&'*+-.^_`|~ only");
        if (!isFieldText(value))                               // [4.6]
            throw new Violation(StartRule.VALUE, "value of " + name + (isSecret(name) ? "" : ", " + Violation.quote(value)),
                "use characters up to U+00FF without control characters; encode what is not Latin-1");
        value = value.strip();                           // after the check above, only SP and HTAB count as blank (OWS)
    }

    /// Whether this is the field of that name; names do not care for case (RFC 9110 §5.1).
    ///
    /// @param other a field name
    /// @return true for the same name in whatever case
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// An error message may get into a log.
    private static boolean isSecret(String name) {
        return SECRET.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Whether fields of that name are about one connection, which belongs to the server: never an application's to send
    /// or to see.
    ///
    /// The names are those of RFC 9110 §7.6.1 and its ancestors. Trailers is PEP 3333's own misprint of Trailer, kept so that
    /// both are caught; wsgiref has only the misprint.
    ///
    /// @param name a field name, in whatever case
    /// @return true for Connection, Keep-Alive, Proxy-Authenticate, Proxy-Authorization, Proxy-Connection, TE, Trailer,
    ///         Trailers, Transfer-Encoding and Upgrade
    public static boolean isHopByHop(String name) {
        return HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT));
    }

    /// `token = 1*tchar` (RFC 9110 §5.6.2).
    ///
    /// @param text a method, a field name, a transfer coding…
    /// @return whether it is a token
    public static boolean isToken(CharSequence text) {
        for (int i = 0; i < text.length(); i++) if (!isTchar(text.charAt(i))) return false;
        return !text.isEmpty();
    }

    /// `tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~" / DIGIT / ALPHA`
    private static boolean isTchar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
            || c < 0x80 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /// `1*DIGIT`, as a Content-Length has it (RFC 9110 §8.6). Parsers of numbers take signs and the digits of other scripts.
    ///
    /// @param text of a field or variable
    /// @return its value; empty for anything but one to eighteen digits
    public static OptionalLong number(CharSequence text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? OptionalLong.of(Long.parseLong(text, 0, text.length(), 10)) : OptionalLong.empty();
    }

    /// What may stand in a field value or reason phrase: `HTAB / SP / VCHAR / obs-text` (RFC 9110 §5.5, RFC 9112 §4).
    ///
    /// @param text any text
    /// @return whether each of its characters may
    public static boolean isFieldText(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F || c > 0xFF) return false;
        }
        return true;
    }

    /// @return as on the wire: `Name: value`
    @Override
    public String toString() {
        return name + ": " + value;
    }

    /// What stands behind the value of some fields: `filename="bud.gif"` (RFC 9110 §5.6.6).
    ///
    /// @param name  a token; underscores become hyphens, as in wsgiref, whose names are Python's
    /// @param value any text that a field may hold; empty for a name that stands alone
    public record Parameter(String name, String value) {

        /// @throws Violation when name or value could not stand in a field
        public Parameter {
            name = name.replace('_', '-');
            var _ = new Header(name, value);                   // the rules are the same
        }

        /// A name without a value.
        ///
        /// @param name a token
        public Parameter(String name) {
            this(name, "");
        }

        /// @return as on the wire, the value quoted: `quoted-pair = "\" ( HTAB / SP / VCHAR / obs-text )` (RFC 9110 §5.6.4)
        @Override
        public String toString() {
            return value.isEmpty() ? name : name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }
}

package gangway.wire;

import module java.base;

import gangway.spec.Trailers;
import gangway.wire.Meaning.Message;

/// A second reader of requests, slow and by the letter: regular expressions made of the ABNF of RFC 9110, RFC 9112 and
/// RFC 3986, over the whole text at once. It has nothing in common with the server's parser but the RFCs.
///
/// Where this server is stricter than the grammar, on purpose, the constant or the line says so. Limits are not its
/// business: it is for texts below them.
final class Oracle {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String UNRESERVED = "A-Za-z0-9._~\\-", SUB_DELIMS = "!$&'()*+,;=", PCT = "%[0-9A-Fa-f]{2}";
    /// Stricter than the grammar: no NUL.
    private static final String PCHAR = "(?:[" + UNRESERVED + SUB_DELIMS + ":@]|(?!%00)" + PCT + ")";
    private static final String PATH = "(?:/" + PCHAR + "*)";
    private static final String QUERY = "(?:\\?(?:" + PCHAR + "|[/?])*)?";
    private static final String H16 = "[0-9A-Fa-f]{1,4}", DEC = "(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final String LS32 = "(?:H:H|D\\.D\\.D\\.D)".replace("H", H16).replace("D", DEC);
    private static final String IPV6 = "(?:" + String.join("|", "(?:H:){6}L", "::(?:H:){5}L", "(?:H)?::(?:H:){4}L",
        "(?:(?:H:){0,1}H)?::(?:H:){3}L", "(?:(?:H:){0,2}H)?::(?:H:){2}L", "(?:(?:H:){0,3}H)?::H:L", "(?:(?:H:){0,4}H)?::L",
        "(?:(?:H:){0,5}H)?::H", "(?:(?:H:){0,6}H)?::").replace("H", H16).replace("L", LS32) + ")";
    private static final String IP_FUTURE = "[vV][0-9A-Fa-f]+\\.[" + UNRESERVED + SUB_DELIMS + ":]+";
    /// Stricter than the grammar: no comma, and it is never empty, as no host of http is.
    private static final String REG_NAME = "(?:[" + UNRESERVED + SUB_DELIMS.replace(",", "") + "]|" + PCT + ")+";
    /// Stricter than the grammar: a port has at most five digits, and 16 bits.
    private static final String AUTHORITY = "(?:\\[(?:" + IPV6 + "|" + IP_FUTURE + ")]|" + REG_NAME + ")(?::([0-9]{0,5}))?";

    private static final Pattern ORIGIN = Pattern.compile(PATH + "+" + QUERY);
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://" + AUTHORITY + PATH + "*" + QUERY);
    private static final Pattern HOST = Pattern.compile(AUTHORITY);
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") ([^ ]+) HTTP/1\\.([0-9])");
    private static final String TEXT = "[\\t !-~\\x80-\\xFF]";
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):[ \\t]*(|[!-~\\x80-\\xFF]|[!-~\\x80-\\xFF]"
        + TEXT + "*[!-~\\x80-\\xFF])[ \\t]*");
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~\\x80-\\xFF]|\\\\" + TEXT + ")*\"";
    /// Stricter than the grammar: at most fifteen digits.
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})(?:[ \\t]*;[ \\t]*" + TOKEN
        + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?)*");
    /// A line, and what cannot become one. Neither half of a line end may stand alone.
    private static final Pattern LINE = Pattern.compile("([^\\r\\n]*)\\r\\n"), HALF = Pattern.compile("[^\\r\\n]*\\r?");

    private final String text;
    private final List<Message> messages = new ArrayList<>();
    private int at;

    private Oracle(String text) {
        this.text = text;
    }

    /// Why a message is not read further.
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1;

        Stop(String end) {
            super(end);
        }
    }

    /// @param text all that a client sent, a character for each byte
    /// @return as [Meaning#of] has it, but the end of a refusal is `refused`
    static Meaning read(String text) {
        var oracle = new Oracle(text);
        try {
            while (oracle.message());
            return new Meaning(oracle.messages, "no more", 0);
        } catch (Stop stop) {
            return new Meaning(oracle.messages, stop.getMessage(), 0);
        }
    }

    /// @return whether another may follow
    private boolean message() throws Stop {
        if (text.startsWith("\r\n", at)) at += 2;              // forgiven once; stricter than RFC 9112 §2.2
        if (at == text.length()) throw new Stop("closed");
        Matcher line = REQUEST_LINE.matcher(line("refused"));
        refuseUnless(line.matches());
        int minor = Math.min(1, Integer.parseInt(line.group(3)));
        checkTarget(line.group(1), line.group(2));
        List<String> fields = fields("refused");
        checkFields(fields, minor);
        String begin = line.group(1) + " " + line.group(2) + " HTTP/1." + minor;
        content(begin, fields, minor);
        List<String> options = elements(fields, "connection");
        return !options.contains("close") && (minor == 1 || options.contains("keep-alive"));
    }

    private static void refuseUnless(boolean condition) throws Stop {
        if (!condition) throw new Stop("refused");
    }

    /// @param incomplete how it ends if there is no whole line
    private String line(String incomplete) throws Stop {
        Matcher line = LINE.matcher(text).region(at, text.length());
        if (!line.lookingAt()) throw new Stop(HALF.matcher(text.substring(at)).matches() ? incomplete : "refused");
        at = line.end();
        return line.group(1);
    }

    private static void checkTarget(String method, String target) throws Stop {
        Matcher absolute = ABSOLUTE.matcher(target);
        refuseUnless(!method.equals("CONNECT"));               // stricter: an origin server makes no tunnels
        refuseUnless(ORIGIN.matcher(target).matches() || method.equals("OPTIONS") && target.equals("*")
            || absolute.matches() && isPort(absolute.group(1)));
    }

    private static boolean isPort(String digits) {
        return digits == null || digits.isEmpty() || Integer.parseInt(digits) < 65_536;
    }

    private List<String> fields(String incomplete) throws Stop {
        var fields = new ArrayList<String>();
        for (String line = line(incomplete); !line.isEmpty(); line = line(incomplete)) {
            Matcher field = FIELD.matcher(line);
            refuseUnless(field.matches());
            fields.add(field.group(1) + ":" + field.group(2));
        }
        return fields;
    }

    private static void checkFields(List<String> fields, int minor) throws Stop {
        List<String> hosts = values(fields, "host");
        refuseUnless(hosts.size() == 1 || hosts.isEmpty() && minor == 0);
        for (String host : hosts) {
            Matcher matcher = HOST.matcher(host);
            refuseUnless(matcher.matches() && isPort(matcher.group(1)));
        }
        refuseUnless(values(fields, "content-type").size() < 2);
        List<String> expected = elements(fields, "expect");
        refuseUnless(minor == 0 || expected.isEmpty() || expected.equals(List.of("100-continue")));
    }

    /// RFC 9112 §6.3. Stricter: a list of equal lengths is no length.
    private void content(String line, List<String> fields, int minor) throws Stop {
        List<String> codings = values(fields, "transfer-encoding"), lengths = values(fields, "content-length");
        refuseUnless(lengths.isEmpty() || codings.isEmpty());
        if (!codings.isEmpty()) {
            refuseUnless(minor == 1 && elements(fields, "transfer-encoding").equals(List.of("chunked")));
            chunks(line, fields);
            return;
        }
        refuseUnless(lengths.isEmpty() || lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,18}"));
        long length = lengths.isEmpty() ? 0 : Long.parseLong(lengths.getFirst());
        refuseUnless(length <= 1 << 30);
        int end = (int) Math.min(text.length(), at + length);
        messages.add(new Message(line, fields, text.substring(at, end), List.of(), end == at + length));
        if (end < at + length) throw new Stop("gone");
        at = end;
    }

    private void chunks(String line, List<String> fields) throws Stop {
        var content = new StringBuilder();
        try {
            for (long size = size(content.length()); size > 0; size = size(content.length())) {
                int end = (int) Math.min(text.length(), at + size);
                content.append(text, at, end);
                if (end < at + size) throw new Stop("gone");
                at = end;
                refuseUnless(at == text.length() || text.charAt(at) == '\r');
                line("gone");
            }
            List<String> trailers = fields("gone");
            for (String trailer : trailers) refuseUnless(!Trailers.isTooLate(trailer.substring(0, trailer.indexOf(':'))));
            messages.add(new Message(line, fields, content.toString(), trailers, true));
        } catch (Stop stop) {
            messages.add(new Message(line, fields, content.toString(), List.of(), false));
            throw stop;
        }
    }

    private long size(long before) throws Stop {
        Matcher chunk = CHUNK.matcher(line("gone"));
        refuseUnless(chunk.matches());
        long size = Long.parseLong(chunk.group(1), 16);
        refuseUnless(size + before <= 1 << 30);
        return size;
    }

    private static List<String> values(List<String> fields, String name) {
        return fields.stream().filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
            .map(field -> field.substring(name.length() + 1)).toList();
    }

    /// `#element = [ element ] *( OWS "," OWS [ element ] )` (RFC 9110 §5.6.1).
    private static List<String> elements(List<String> fields, String name) {
        return values(fields, name).stream().flatMap(value -> Stream.of(value.split("[ \\t]*,[ \\t]*")))
            .filter(element -> !element.isEmpty()).map(element -> element.toLowerCase(Locale.ROOT)).toList();
    }
}

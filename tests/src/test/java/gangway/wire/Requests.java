package gangway.wire;

import module java.base;

/// Makes up what a client might send: mostly what the grammar allows, with now and then something that it does not.
///
/// @param random decides
record Requests(RandomGenerator random) {

    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "OPTIONS", "CONNECT", "get", "M-SEARCH",
        "G(T", "");
    private static final List<String> TARGETS = List.of("/", "/a", "/a?b=c", "*", "http://x/", "http://x", "http://x:80?q",
        "https://[::1]:8/a", "//a", "/%41%zz", "/%00", "/a|b", "a", "x:443", "http://u@x/", "urn:a:b", "/a#b", "/\u00e9",
        "/?", "/;?/?");
    private static final List<String> VERSIONS = List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.7",
        "HTTP/2.0", "http/1.1", "HTTP/1.10", "HTTP/1", "");
    private static final List<String> HOSTS = List.of("x", "x:80", "[::1]", "[1:2:3:4:5:6:7:8]:1", "[1::1.2.3.4]", "[v1.a]",
        "a,b", "u@x", "", "x:", "x:99999", "x:123456", "[1:2]", "[::1", "x y", "a%41", "a%4", "[1::2::3]", "[:::]",
        "[1.2.3.4::]", "[::01.2.3.4]");
    private static final List<String> FIELDS = List.of("A: b", "A:", "A:\t b \t", "A: \u00e9", "A:b c", "A : b", ": b", "A",
        " b", "A: \u0000", "A\u00e9: b", "Connection: close", "Connection: keep-alive", "Connection: a, Close",
        "Expect: 100-continue", "Expect: x", "Content-Type: a/b", "TE: trailers", "Upgrade: x", "Host: x", "A: \u007f",
        "A:\u000bb", "Expect: 100-continue,");
    private static final List<String> LENGTHS = List.of("0", "1", "3", "03", "+3", "3, 3", "-1", "0x3", "3 ",
        "99999999999999999999", "");
    private static final List<String> CODINGS = List.of("chunked", "Chunked", "chunked,", ", chunked", "gzip, chunked",
        "chunked, chunked", "chunked;a=b", "identity", "", "\u000bchunked", "\"chunked\"", "gzip");
    private static final List<String> EXTENSIONS = List.of("", "", "", ";a", ";a=b", " ; a = \"b;\\\"\r\"", ";a=\"b\\\\\"",
        ";", ";a=", ";a=\"b", " ", "\t;\ta", ";a b", ";a=\"\u00e9\"", ";\"a\"=b");
    private static final List<String> TRAILERS = List.of("", "", "", "X: y\r\n", "Host: x\r\n", "X : y\r\n",
        "Content-Length: 3\r\n", "X: y\r\nZ:\r\n", " a\r\n");
    private static final List<String> BYTES = List.of("\r", "\n", "\r\n", "\0", " ", "\t", ":", ",", ";", "\"", "\\", "%",
        "/", "0", "a", "\u007f", "\u0080", "\u0085", "\u00a0", "\u00ff", "\u000b", "\u000c", "?", "#", "=", "\r\n\r\n",
        "chunked", "Content-Length: 4");

    /// One to three requests, one behind the other.
    String connection() {
        return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> request()).collect(Collectors.joining());
    }

    private String request() {
        var request = new StringBuilder(rarely() ? "\r\n" : "")
            .append(mostly(random.nextBoolean() ? "GET" : "POST", METHODS)).append(' ')
            .append(mostly("/", TARGETS)).append(' ').append(mostly("HTTP/1.1", VERSIONS)).append("\r\n");
        if (!rarely()) request.append("Host: ").append(mostly("x", HOSTS)).append("\r\n");
        for (int i = random.nextInt(3); i > 0; i--) request.append(mostly("A: b", FIELDS)).append("\r\n");
        int framing = random.nextInt(10);
        if (framing < 3) request.append("Content-Length: ").append(mostly("3", LENGTHS)).append("\r\n");
        if (framing > 5 || framing == 0 && rarely())
            request.append("Transfer-Encoding: ").append(mostly("chunked", CODINGS)).append("\r\n");
        request.append("\r\n");
        if (framing < 3) request.append(random.nextInt(8) == 0 ? "0123" : "abc");
        if (framing > 5) request.append(chunks());
        return request.toString();
    }

    private String chunks() {
        var chunks = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            int size = 1 + random.nextInt(20);
            chunks.append(rarely() ? "0" : "").append(Integer.toHexString(rarely() ? size + 1 : size))
                .append(any(EXTENSIONS)).append("\r\n").append("x".repeat(size)).append("\r\n");
        }
        return chunks.append("0").append(any(EXTENSIONS)).append("\r\n").append(any(TRAILERS)).append("\r\n").toString();
    }

    /// The same text with a few accidents.
    ///
    /// @param other a text to take pieces from
    String mutated(String text, String other) {
        String mutated = text;
        for (int i = random.nextInt(4); i >= 0; i--) mutated = mutatedOnce(mutated, other);
        return mutated;
    }

    private String mutatedOnce(String text, String other) {
        int from = random.nextInt(text.length() + 1), to = Math.min(text.length(), from + random.nextInt(1, 12));
        String before = text.substring(0, from), within = text.substring(from, to), behind = text.substring(to);
        return switch (random.nextInt(7)) {
            case 0 -> before + behind;
            case 1 -> before + within + within + behind;
            case 2 -> before + any(BYTES) + within + behind;
            case 3 -> before + any(BYTES) + within.substring(Math.min(1, within.length())) + behind;
            case 4 -> before + piece(other) + within + behind;
            case 5 -> before + (char) random.nextInt(256) + within.substring(Math.min(1, within.length())) + behind;
            default -> random.nextInt(4) == 0 ? before : before + upperCase(within) + behind;
        };
    }

    /// Of letters of ASCII: others have capitals that are no bytes.
    private static String upperCase(String text) {
        return text.chars().mapToObj(c -> Character.toString(c >= 'a' && c <= 'z' ? c - 32 : c))
            .collect(Collectors.joining());
    }

    private String piece(String other) {
        int from = random.nextInt(other.length() + 1);
        return other.substring(from, Math.min(other.length(), from + random.nextInt(1, 40)));
    }

    private boolean rarely() {
        return random.nextInt(16) == 0;
    }

    private String mostly(String usual, List<String> others) {
        return random.nextInt(9) > 0 ? usual : any(others);
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}

package gangway.server.http1;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What other servers took and should not have, table by table. In all texts LF stands for CR LF, but where a test says
/// that they are the bytes themselves.
class StrictTest {

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    private static final String HEAD = "POST / HTTP/1.1\nHost: x\n";
    /// Were it ever read as a request, the text that tells of it would have two.
    private static final String SECOND = "GET /second HTTP/1.1\r\nHost: x\r\n\r\n";

    private static void assertRefused(int status, String bytes) {
        String told = Told.whole(bytes + SECOND);
        assertTrue(told.lines().toList().getLast().startsWith(status + " "), told);
        assertFalse(told.contains("GET /second"), told);
        assertEquals(told, Told.byteByByte(bytes + SECOND), "byte by byte");
    }

    private static void assertTaken(String bytes) {
        String told = Told.whole(bytes + SECOND);
        assertTrue(told.endsWith("GET /second HTTP/1.1\nend\nclosed\n"), told);
        assertEquals(told, Told.byteByByte(bytes + SECOND), "byte by byte");
    }

    @Tag("facts-49")
    @ParameterizedTest
    @ValueSource(strings = {"+3", "-3", "0_3", "3, 3", "3, 5", "0x3", "99999999999999999999", "", "3\nContent-Length: 3",
        "3.", "3 3", "3;", "\u0663", "3\nContent-Length: 5", ",3", "3,", "\"3\"", "1e0"})
    void aLengthThatIsNotOneNumberIsRefused(String length) {
        assertRefused(400, wire(HEAD + "Content-Length: " + length + "\n\n") + "abc");
    }

    @Tag("facts-49")
    @ParameterizedTest
    @ValueSource(strings = {"3", "03", "000000000000000003", " 3", "3\t"})
    void aLengthOfDigitsIsTaken(String length) {
        assertTaken(wire(HEAD + "Content-Length:" + length + "\n\n") + "abc");
    }

    @Tag("facts-50")
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\nContent-Length: 3",
        "content-length: 3\nA: b\nTRANSFER-ENCODING: chunked", "Content-Length: 0\nTransfer-Encoding: chunked",
        "Content-Length: x\nTransfer-Encoding: chunked", "Content-Length: 3\nTransfer-Encoding: identity"})
    void twoFramingsAreRefused(String fields) {
        assertRefused(400, wire(HEAD + fields + "\n\n0\n\n"));
    }

    @Tag("facts-51")
    @ParameterizedTest
    @CsvSource(textBlock = """
        400, Transfer-Encoding: xchunked
        400, Transfer-Encoding: gzip
        501, 'Transfer-Encoding: gzip, chunked'
        501, 'Transfer-Encoding: identity, chunked'
        400, 'Transfer-Encoding: chunked, chunked'
        400, Transfer-Encoding: chunked|Transfer-Encoding: chunked
        400, Transfer-Encoding: chunked|Transfer-Encoding: identity
        400, Transfer-Encoding: chunked ;x
        400, Transfer-Encoding: chunked;q=1
        400, Transfer-Encoding: "chunked"
        400, Transfer-Encoding: identity
        400, Transfer-Encoding:
        400, Transfer-Encoding : chunked
        400, Transfer-Encoding: chunke
        """)
    void aCodingThatIsNotChunkedOnceAndLastIsRefused(int status, String fields) {
        assertRefused(status, wire(HEAD + fields.replace('|', '\n') + "\n\n0\n\n"));
    }

    @Tag("facts-51")
    @ParameterizedTest
    @ValueSource(strings = {"\u000b", "\f", "\0", "\u0085", "\u00a0", "\r"})
    void whatOthersTakeForABlankIsNone(String blank) {
        assertRefused(400, wire(HEAD) + "Transfer-Encoding: " + blank + "chunked\r\n\r\n0\r\n\r\n");
        assertRefused(400, wire(HEAD) + "Transfer-Encoding: chunked" + blank + "\r\n\r\n0\r\n\r\n");
    }

    @Tag("facts-51")
    @ParameterizedTest
    @ValueSource(strings = {"", "Host: x\n", "Connection: keep-alive\n", "Content-Length: 3\n"})
    void aCodingInHttp10IsRefused(String field) {
        assertRefused(400, wire("POST / HTTP/1.0\n" + field + "Transfer-Encoding: chunked\n\n0\n\n"));
    }

    @Tag("facts-51")
    @ParameterizedTest
    @ValueSource(strings = {"chunked", "CHUNKED", "\tchunked ", "chunked,", ",, chunked"})
    void chunkedAloneIsTaken(String coding) {
        assertTaken(wire(HEAD + "Transfer-Encoding:" + coding + "\n\n0\n\n"));
    }

    /// Bytes as they are.
    @Tag("facts-52")
    @ParameterizedTest
    @ValueSource(strings = {"0x3\r\nabc\r\n", "+3\r\nabc\r\n", "-3\r\nabc\r\n", " 3\r\nabc\r\n", "3 \r\nabc\r\n",
        "\r\nabc\r\n", "g\r\n", "12345678123456781\r\n", "0000000000000003\r\nabc\r\n", "3\r\nabc", "3\r\nabc0\r\n",
        "3\r\nabcd\r\n", "3\nabc\r\n", "3\r\nabc\n0\r\n\r\n", "3\r\nabc\r0\r\n\r\n", "3;a\nb\r\nabc\r\n",
        "3;a\rb\r\nabc\r\n", "3;a=\"b\r\nabc\r\n", "3;a=\"\n\"\r\nabc\r\n", "3;\r\nabc\r\n", "3;a=\r\nabc\r\n",
        "3,a\r\nabc\r\n", "3;a b\r\nabc\r\n", "3_0\r\nabc\r\n", "0;\r\n\r\n", "0\r\n\n", "0\r\n\rX\r\n",
        "0\r\nA : b\r\n\r\n", "0\r\n b\r\n\r\n"})
    void aMalformedChunkIsRefused(String chunk) {
        assertRefused(400, wire(HEAD + "Transfer-Encoding: chunked\n\n") + chunk);
    }

    @Tag("facts-52")
    @ParameterizedTest
    @ValueSource(ints = {4095, 4097, 100_000})
    void anExtensionOfMoreThan4KbIsRefused(int length) {
        assertRefused(400, wire(HEAD + "Transfer-Encoding: chunked\n\n3;" + "a".repeat(length) + "\nabc\n0\n\n"));
    }

    @Tag("facts-52")
    @ParameterizedTest
    @CsvSource({"413, 100000003", "413, fffffffff", "413, 7ffffffffffffff", "400, 7fffffffffffffff", "400, 8000000000000000",
        "400, ffffffffffffffffffffffff"})
    void aChunkThatIsTooLargeIsRefusedBeforeItsData(int status, String size) {
        assertRefused(status, wire(HEAD + "Transfer-Encoding: chunked\n\n" + size + "\n"));
    }

    @Tag("facts-52")
    @ParameterizedTest
    @ValueSource(strings = {"", "3", "3\n", "3\nab", "3\nabc", "3\nabc\n", "3\nabc\n0", "3\nabc\n0\n", "3\nabc\n0\nA: b\n"})
    void contentThatIsCutIsNeverComplete(String chunks) {
        String told = Told.whole(wire(HEAD + "Transfer-Encoding: chunked\n\n" + chunks));
        assertTrue(told.endsWith("gone: the connection was closed within the content of a request\n"), told);
        assertFalse(told.contains("end"), told);
    }

    @Tag("facts-52")
    @ParameterizedTest
    @ValueSource(strings = {"3", "03", "00000000000003", "3;a", "3 ;\ta = b ; c=\"d;\\\"\\\\\u00e9\"", "3;a=\"\""})
    void aWellFormedChunkIsTaken(String line) {
        assertTaken(wire(HEAD + "Transfer-Encoding: chunked\n\n" + line + "\nabc\n0\n\n"));
    }

    /// Bytes as they are.
    @Tag("facts-53")
    @ParameterizedTest
    @ValueSource(strings = {"A: b\nC: d", "A: b\n", "A: b\rC: d", "A: b\r\r", "A: \0", "A\0: b", "\0A: b", "A: \u007f",
        "A: b\u0001c", "A: \u000b", "A : b", "A\t: b", " A: b", "\tA: b", "A: b\r\n c", "A: b\r\n\tc", "A", "A b", ": b", "",
        "A\u00e9: b", "A,B: c", "\"A\": b", "A: \u001b[2J"})
    void aMalformedFieldIsRefused(String field) {
        if (field.isEmpty()) assertRefused(400, "GET / HTTP/1.1\r\nHost: x\r\n\n");
        else assertRefused(400, "GET / HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n");
    }

    @Tag("facts-53")
    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\0", "\u007f", "\t", "\u00ff"})
    void aRequestLineWithSuchAByteIsRefused(String character) {
        assertRefused(400, "GET /" + character + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertRefused(400, "GE" + character + "T / HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    @Tag("facts-54")
    @ParameterizedTest
    @ValueSource(strings = {"A: b", "Host: x\nHost: x", "Host: x\nA: b\nhost: y", "Host:", "Host: ", "Host: a b",
        "Host: a,b", "Host: u@x", "Host: u:p@x", "Host: a/b", "Host: http://x", "Host: x:y", "Host: x:65536", "Host: x:-1",
        "Host: [::1", "Host: ::1", "Host: [1:2]", "Host: a%", "Host: a%0g", "Host: a?b", "Host: a#b", "Host: a\\b",
        "Host: :80", "Host: x:80:80", "Host: \u00e9"})
    void anInvalidHostIsRefused(String fields) {
        assertRefused(400, wire("GET / HTTP/1.1\n" + fields + "\n\n"));
    }

    @Tag("facts-54")
    @ParameterizedTest
    @ValueSource(strings = {"x", "x:", "x:80", "127.0.0.1", "[::1]:8000", "[v1.x]", "a.example.", "a_b", "a%41"})
    void aValidHostIsTaken(String host) {
        assertTaken(wire("GET / HTTP/1.1\nHost: " + host + "\n\n"));
        assertTaken(wire("GET http://" + host + "/ HTTP/1.1\nHost: other\n\n"));
    }

    @Tag("facts-54")
    @ParameterizedTest
    @ValueSource(strings = {"", "Host: x\n"})
    void http10NeedsNoHost(String host) {
        assertTaken(wire("GET / HTTP/1.0\n" + host + "Connection: keep-alive\n\n"));
    }

    @Tag("facts-55")
    @ParameterizedTest
    @CsvSource(textBlock = """
        505, 'GET / HTTP/9.9'
        505, 'GET / HTTP/2.0'
        505, 'GET / HTTP/0.9'
        505, 'PRI * HTTP/2.0'
        400, 'GET / http/1.1'
        400, 'GET / HTTP/1.10'
        400, 'GET / HTTP/11.1'
        400, 'GET / HTTP/1.'
        400, 'GET / HTTP/1'
        400, 'GET / HTTP/ 1.1'
        400, 'GET / HTTP/1.1 '
        400, 'GET  / HTTP/1.1'
        400, 'GET /  HTTP/1.1'
        400, 'GET /\tHTTP/1.1'
        400, 'GET\t/ HTTP/1.1'
        400, ' GET / HTTP/1.1'
        400, 'GET / HTTP/1.\u0661'
        400, 'GET /'
        400, 'GET'
        400, 'GET / XTTP/1.1'
        """)
    void aVersionThatIsNotOursIsRefused(int status, String line) {
        assertRefused(status, wire(line + "\nHost: x\n\n"));
    }

    @Tag("facts-56")
    @ParameterizedTest
    @ValueSource(strings = {"G(T", "", "G,T", "G\"T", "\u00e9", "G\u007fT", "G{T", "<script>", "[GET]", "GET:", "G@T", "G/T",
        "G\\T", "G;T", "G=T", "G?T"})
    void aMethodThatIsNoTokenIsRefused(String method) {
        assertRefused(400, wire(method + " / HTTP/1.1\nHost: x\n\n"));
    }

    /// Whether there is such a method is for the application to say; so is whether 2000 letters are one.
    @Tag("facts-56")
    @ParameterizedTest
    @ValueSource(strings = {"XYZZY", "get", "M-SEARCH", "!#$%&'*+-.^_`|~",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    void anyTokenIsAMethodForTheApplication(String method) {
        assertTrue(Told.whole(wire(method + " / HTTP/1.1\nHost: x\n\n")).startsWith(method + " / HTTP/1.1\nend\n"));
        assertTaken(wire(method + " / HTTP/1.1\nHost: x\n\n"));
    }

    /// A limit, and what comes as near to it as one likes.
    ///
    /// @param name   of the limit
    /// @param status beyond it
    /// @param most   what fits
    /// @param text   so large, LF for CR LF
    record Edge(String name, int status, int most, IntFunction<String> text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Limits NARROW = new Limits(64, 80, 5, 200, 40, 60, 100, 0, 64, 1, 1);
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\n\n";

    static final List<Edge> EDGES = List.of(
        new Edge("request line", 414, 64, size -> "GET /" + "a".repeat(size - 14) + " HTTP/1.1\nHost: x\n\n"),
        new Edge("method", 414, 64, size -> "G".repeat(size - 11) + " / HTTP/1.1\nHost: x\n\n"),
        new Edge("field", 431, 80, size -> "GET / HTTP/1.1\nHost: x\nA: " + "b".repeat(size - 3) + "\n\n"),
        new Edge("field name", 431, 80, size -> "GET / HTTP/1.1\nHost: x\n" + "A".repeat(size - 1) + ":\n\n"),
        new Edge("count", 431, 5, size -> "GET / HTTP/1.1\nHost: x\n" + "A: b\n".repeat(size - 1) + "\n"),
        new Edge("head", 431, 200, size -> "GET / HTTP/1.1\nHost: x\n" + ("A: " + "b".repeat(77) + "\n").repeat(2)
            + "A:" + "b".repeat(size - 169) + "\n\n"),
        new Edge("body", 413, 100, size -> HEAD + "Content-Length: " + size + "\n\n" + "x".repeat(size)),
        new Edge("body in chunks", 413, 100, size -> CHUNKED + "32\n" + "x".repeat(50) + "\n"
            + Integer.toHexString(size - 50) + "\n" + "x".repeat(size - 50) + "\n0\n\n"),
        new Edge("chunk extension", 400, 40, size -> CHUNKED + "1;" + "a".repeat(size - 2) + "\nx\n0\n\n"),
        new Edge("last chunk's extension", 400, 40, size -> CHUNKED + "0;" + "a".repeat(size - 2) + "\n\n"),
        new Edge("trailers", 431, 60, size -> CHUNKED + "0\nA: " + "b".repeat(27) + "\nA: " + "b".repeat(size - 33)
            + "\n\n"),
        new Edge("count of trailers", 431, 5, size -> CHUNKED + "0\n" + "A: b\n".repeat(size) + "\n"));

    @Tag("facts-57")
    @ParameterizedTest
    @FieldSource("EDGES")
    void eachLimitHoldsOneBelowItAndAtIt(Edge edge) {
        for (int size : List.of(edge.most() - 1, edge.most())) {
            String bytes = wire(edge.text().apply(size)) + SECOND;
            String told = Told.of(bytes, Integer.MAX_VALUE, NARROW);
            assertTrue(told.endsWith("GET /second HTTP/1.1\nend\nclosed\n"), told);
            assertEquals(told, Told.of(bytes, 1, NARROW), "byte by byte");
        }
    }

    @Tag("facts-57")
    @ParameterizedTest
    @FieldSource("EDGES")
    void eachLimitRefusesOneAboveIt(Edge edge) {
        String bytes = wire(edge.text().apply(edge.most() + 1)) + SECOND;
        String told = Told.of(bytes, Integer.MAX_VALUE, NARROW);
        assertTrue(told.lines().toList().getLast().startsWith(edge.status() + " "), told);
        assertEquals(told, Told.of(bytes, 1, NARROW), "byte by byte");
    }

    /// A line is refused before its end is there: it may never come.
    @Tag("facts-57")
    @ParameterizedTest
    @CsvSource({"414, 'GET /', 64", "431, 'GET / HTTP/1.1|Host: x|', 80",
        "400, 'POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||1;', 38",
        "431, 'POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||0|', 80"})
    void aLineWithoutEndIsRefusedAtItsLimit(int status, String begin, int more) {
        String told = Told.of(wire(begin.replace('|', '\n')) + "a".repeat(more + 1), 1, NARROW);
        assertTrue(told.lines().toList().getLast().startsWith(status + " "), told);
    }

    private static final int MUCH = 1 << 25;
    private static final Limits WIDE = new Limits(MUCH, MUCH, MUCH, MUCH, MUCH, MUCH, MUCH, 0, 64, 1, 1);

    /// What a megabyte of it might make somebody read again and again.
    static final List<String> HOSTILE = List.of("GET /%25 HTTP/1.1\n\n", "GET / HTTP/1.1\nA:\tb\n\n",
        "GET / HTTP/1.1\nA b\n\n", "GET / HTTP/1.1\nConnection:,x\n\n", "GET / HTTP/1.1\nTransfer-Encoding:,x\n\n",
        "GET / HTTP/1.1\nHost: [:x]\n\n", "GET / HTTP/1.1\nHost: %x\n\n", "GET / HTTP/1.1\nExpect: ,x\n\n",
        "GET / HTTP/1.1\nContent-Length: 0,x\n\n", "GET  / HTTP/1.1\n\n", "GET / HTTP/1.1\nA:b\n\n",
        CHUNKED + "1;a\nx\n0\n\n", CHUNKED + "1 ;a\n", CHUNKED + "1;a=\"\\\\\"\nx\n0\n\n", CHUNKED + "0\nA:\tb\n\n");

    /// The hostile part, which stands at the same place in each of [#HOSTILE], is as long as one likes.
    private static String hostile(String text, int size) {
        Map<String, String> grows = new LinkedHashMap<>();
        for (String part : List.of("\\\\", " ;a", ";a", "%25", "%", ":,", "0,", " ,", "  ", ":\t", "A:b\n"))
            grows.put(part, part.repeat(size / part.length()));
        grows.put("[:", "[" + ":".repeat(size));
        grows.put("A b", "A ".repeat(size / 2));
        String part = grows.keySet().stream().filter(text::contains).findFirst().orElseThrow();
        return wire(text.replace(part, grows.get(part)));
    }

    /// Each byte is looked at a few times, however long the line is of which it is a part. A reader that began each line
    /// anew with each byte would look at 10^12 of them for a megabyte that arrives byte by byte, and take many minutes.
    @Tag("facts-89")
    @ParameterizedTest
    @FieldSource("HOSTILE")
    @Timeout(60)
    void aMegabyteOfHostilityIsReadOnce(String text) {
        String megabyte = hostile(text, 1 << 20);
        assertEquals(Told.of(megabyte, Integer.MAX_VALUE, WIDE), Told.of(megabyte, 1, WIDE));
    }
}

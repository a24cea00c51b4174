package gangway.server.http1;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Whole conversations: bytes in, events out; responses in, bytes out.
class Http1Test {

    /// Text blocks have LF; the wire has CR LF.
    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    private static final String GONE = "gone: the connection was closed within the content of a request\n";

    private static void assertTold(String expected, String wire) {
        assertEquals(expected, Told.whole(wire));
        assertEquals(expected, Told.byteByByte(wire), "byte by byte");
    }

    private static void assertRefused(int status, String wire) {
        assertTrue(Told.whole(wire).contains(status + " "), () -> Told.whole(wire));
        assertEquals(Told.whole(wire), Told.byteByByte(wire), "byte by byte");
    }

    // Requests.

    @Test
    void aRequestWithoutContentEndsWithItsHead() {
        assertTold("""
            GET /a?b=c HTTP/1.1
            end
            closed
            """, wire("""
            GET /a?b=c HTTP/1.1
            Host: example.org

            """));
    }

    @Test
    void contentHasItsAnnouncedLengthAndTheNextRequestFollows() {
        assertTold("""
            POST /a HTTP/1.1 Length[bytes=5]
            data hello
            end
            GET /b HTTP/1.1
            end
            closed
            """, wire("""
            POST /a HTTP/1.1
            Host: example.org
            Content-Length: 5

            hello""") + wire("""
            GET /b HTTP/1.1
            Host: example.org

            """));
    }

    @Test
    void chunksAreJoinedAndTrailersKeptApart() {
        assertTold("""
            POST / HTTP/1.1 Chunked[]
            data hello, world
            end [X-Sum: 12]
            closed
            """, wire("""
            POST / HTTP/1.1
            Host: example.org
            Transfer-Encoding: chunked

            5;note="a \\" b";x = y
            hello
            7
            , world
            0
            X-Sum: 12

            """));
    }

    @Test
    void oneEmptyLineBeforeARequestIsForgiven() {
        assertTold("GET / HTTP/1.1\nend\nclosed\n", wire("\nGET / HTTP/1.1\nHost: x\n\n"));
        assertRefused(400, wire("\n\nGET / HTTP/1.1\nHost: x\n\n"));
    }

    @Test
    void anotherProtocolIsRefusedAtItsFirstByteBehindAnEmptyLineToo() {
        String refused = "400 first byte 0x16 (RFC 9112 §3): speak plain HTTP/1.1 here, beginning with a method\n";
        assertTold(refused, "\u0016\u0003\u0001");
        assertTold(refused, wire("\n\u0016\u0003\u0001"));
    }

    @Test
    void aLaterMinorVersionIsServedAsOurs() {
        assertTold("GET / HTTP/1.1\nend\nclosed\n", wire("GET / HTTP/1.7\nHost: x\n\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "Connection: TE, Close", "Connection: keep-alive\nConnection: close"})
    void closeEndsTheConversation(String field) {
        assertTold("GET / HTTP/1.1\nend\nno more\n",
            wire("GET / HTTP/1.1\nHost: x\n" + field + "\n\nGET / HTTP/1.1\nHost: x\n\n"));
    }

    @Test
    void http10ClosesUnlessAskedNotTo() {
        assertTold("GET / HTTP/1.0\nend\nno more\n", wire("GET / HTTP/1.0\n\n"));
        assertTold("GET / HTTP/1.0\nend\nclosed\n", wire("GET / HTTP/1.0\nConnection: Keep-Alive\n\n"));
    }

    @Test
    void anExpectationIsToldAndIgnoredInHttp10() {
        assertTold("POST / HTTP/1.1 expects 100 Length[bytes=2]\ndata ok\nend\nclosed\n",
            wire("POST / HTTP/1.1\nHost: x\nExpect: 100-Continue\nContent-Length: 2\n\nok"));
        assertTold("POST / HTTP/1.0 Length[bytes=2]\ndata ok\nend\nno more\n",
            wire("POST / HTTP/1.0\nExpect: 100-continue\nContent-Length: 2\n\nok"));
    }

    @Tag("facts-37")
    @Test
    void anUnknownExpectationIsRefused() {
        assertRefused(417, wire("GET / HTTP/1.1\nHost: x\nExpect: foo\n\n"));
    }

    @Test
    void aConnectionThatEndsWithinContentIsGone() {
        assertTold("POST / HTTP/1.1 Length[bytes=10]\ndata abc\n" + GONE,
            wire("POST / HTTP/1.1\nHost: x\nContent-Length: 10\n\nabc"));
    }

    @Test
    void aConnectionThatEndsBehindTheLastChunkButBeforeTheEndIsGone() {
        assertTold("POST / HTTP/1.1 Chunked[]\ndata abc\n" + GONE,
            wire("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n3\nabc\n0\n"));
    }

    @Test
    void aConnectionThatEndsWithinAHeadIsRefused() {
        assertRefused(400, wire("GET / HTTP/1.1\nHost: x\n"));
    }

    @Test
    void noMoreIsUnderstoodBehindAnError() throws Exception {
        var http1 = new Http1(Limits.DEFAULT);
        byte[] bytes = wire("GET / HTTP/1.1\n\nGET / HTTP/1.1\nHost: x\n\n").getBytes(ISO_8859_1);
        http1.receive((into, at, _) -> {
            System.arraycopy(bytes, 0, into, at, bytes.length);
            return bytes.length;
        });
        assertThrows(BadMessage.class, http1::next);
        assertThrows(IllegalStateException.class, http1::next);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET\t/ HTTP/1.1", "GET /", "GET / http/1.1",
        "GET / HTTP/1.10", "GET / HTTP/01.1", "GET / FOO/1.1", "G(T / HTTP/1.1", "GET /a b HTTP/1.1",
        "\u0016\u0003\u0001 / HTTP/1.1"})
    void aMalformedRequestLineIsRefused(String line) {
        assertRefused(400, wire(line + "\nHost: x\n\n"));
    }

    @Test
    void otherMajorVersionsAreNotSupported() {
        assertRefused(505, wire("GET / HTTP/2.0\nHost: x\n\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Host : x", "Host: x\n folded", "Host: x\nno colon", "Host: x\n: empty", "Host: x\nA: \u0000", "Host: x\nA: b\u007F",
        "Host: x\nHost: x", "Host:", "Host: a,b", "Host: u@x", "X: y", "Host: x\nContent-Type: a/b\nContent-Type: c/d",
        "Host: x\nContent-Length: +3", "Host: x\nContent-Length: 3, 3", "Host: x\nContent-Length: 3\nContent-Length: 3",
        "Host: x\nContent-Length: 3\nTransfer-Encoding: chunked", "Host: x\nTransfer-Encoding: chunked, chunked",
        "Host: x\nTransfer-Encoding: chunked, gzip", "Host: x\nTransfer-Encoding: gzip", "Host: x\nTransfer-Encoding:",
        "Host: x\nTransfer-Encoding: \u00A0chunked", "Host: x\nContent-Length: 99999999999999999999"})
    void aMalformedHeadIsRefused(String fields) {
        assertRefused(400, wire("POST / HTTP/1.1\n" + fields + "\n\n"));
    }

    @Test
    void halfALineEndIsRefused() {
        assertRefused(400, "GET / HTTP/1.1\nHost: x\r\n\r\n");
        assertRefused(400, "GET / HTTP/1.1\r\nHost: x\n\n");
        assertRefused(400, "GET / HTTP/1.1\r\nA: b\rHost: x\r\n\r\n");
    }

    @Test
    void codingsThatAreNotKnownAreNotImplemented() {
        assertRefused(501, wire("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: gzip, chunked\n\n"));
    }

    @Test
    void chunksInHttp10AreRefused() {
        assertRefused(400, wire("POST / HTTP/1.0\nTransfer-Encoding: chunked\n\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0x3\nabc\n", "+3\nabc\n", " 3\nabc\n", "3 \nabc\n", "\nabc\n", "g\n", "10000000000000003\nabc\n",
        "3\nabcd\n", "3\nab\n0\n",
        "3;\nabc\n", "3;=a\nabc\n", "3;a=\"\nabc\n", "3;a=\"\u0001\"\nabc\n", "3;a b\nabc\n", "3;a=\nabc\n"})
    void aMalformedChunkIsRefused(String chunk) {
        assertRefused(400, wire("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n" + chunk + "0\n\n"));
    }

    @Test
    void trailersThatFrameOrRouteAreRefused() {
        assertRefused(400, wire("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n0\nContent-Length: 3\n\n"));
    }

    @Test
    void eachLimitHoldsAtExactlyItsValue() {
        var limits = new Limits(40, 30, 3, 70, 20, 25, 10, 0, 64, 1, 1);
        assertEquals("", refusalAt(limits, "GET /" + "a".repeat(26) + " HTTP/1.1\nHost: x\n\n"));
        assertEquals("414", refusalAt(limits, "GET /" + "a".repeat(27) + " HTTP/1.1\nHost: x\n\n"));
        assertEquals("", refusalAt(limits, "GET / HTTP/1.1\nHost: x\nA: " + "a".repeat(27) + "\n\n"));
        assertEquals("431", refusalAt(limits, "GET / HTTP/1.1\nHost: x\nA: " + "a".repeat(28) + "\n\n"));
        assertEquals("", refusalAt(limits, "GET / HTTP/1.1\nHost: x\nA: 1\nB: 2\n\n"));
        assertEquals("431", refusalAt(limits, "GET / HTTP/1.1\nHost: x\nA: 1\nB: 2\nC: 3\n\n"));
        assertEquals("431", refusalAt(limits, "GET / HTTP/1.1\nHost: " + "x".repeat(24) + "\nA: " + "a".repeat(27)
            + "\nB: " + "b".repeat(8) + "\n\n"));
        assertEquals("", refusalAt(limits, "POST / HTTP/1.1\nHost: x\nContent-Length: 10\n\n0123456789"));
        assertEquals("413", refusalAt(limits, "POST / HTTP/1.1\nHost: x\nContent-Length: 11\n\n"));
        String chunked = "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n";
        assertEquals("413", refusalAt(limits, chunked + "9\n012345678\n2\nxx\n0\n\n"));
        assertEquals("400", refusalAt(limits, chunked + "1;" + "x".repeat(19) + "\na\n0\n\n"));
        assertEquals("431", refusalAt(limits, chunked + "0\nA: " + "a".repeat(12) + "\nB: " + "b".repeat(12) + "\n\n"));
    }

    private static String refusalAt(Limits limits, String text) {
        String told = Told.of(wire(text), 7, limits);
        return told.lines().filter(line -> line.matches("[45]\\d\\d .*")).findFirst()
            .map(line -> line.substring(0, 3)).orElse("");
    }

    @Test
    void anErrorSaysWhatWhichRuleAndHowToMendIt() {
        assertEquals("400 field name \"Host \" (RFC 9110 §5.1): use letters, digits and !#$%&'*+-.^_`|~ only\n",
            Told.whole(wire("GET / HTTP/1.1\nHost : x\n\n")));
    }

    // Responses.

    private static Http1 asked(String request) throws IOException {
        var http1 = new Http1(Limits.DEFAULT);
        var in = new ByteArrayInputStream(wire(request).getBytes(ISO_8859_1));
        http1.receive(in::read);
        http1.next();
        http1.next();
        return http1;
    }

    private static String text(ByteBuffer bytes) {
        return ISO_8859_1.decode(bytes).toString();
    }

    private static String text(List<ByteBuffer> buffers) {
        return buffers.stream().map(Http1Test::text).collect(Collectors.joining());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    @Test
    void aResponseOfKnownLengthIsSentAsItIs() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        assertEquals(wire("HTTP/1.1 200 OK\nContent-Length: 3\n\n"),
            text(http1.head(Status.OK, Headers.of("Content-Length", "3").list(), false)));
        assertEquals("abc", text(http1.data(bytes("abc"))));
        assertEquals("", text(http1.end(List.of())));
        assertTrue(http1.nextCycle());
    }

    @Test
    void aResponseOfUnknownLengthIsChunked() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        assertEquals(wire("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n"), text(http1.head(Status.OK, List.of(), false)));
        assertEquals(wire("1a\n" + "x".repeat(26) + "\n"), text(http1.data(bytes("x".repeat(26)))));
        assertEquals(wire("0\n\n"), text(http1.end(List.of())));
    }

    @Test
    void aResponseOfUnknownLengthToHttp10EndsWithTheConnection() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.0\nConnection: keep-alive\n\n");
        assertEquals(wire("HTTP/1.1 200 OK\nConnection: close\n\n"), text(http1.head(Status.OK, List.of(), false)));
        assertEquals("abc", text(http1.data(bytes("abc"))));
        assertEquals("", text(http1.end(List.of())));
        assertFalse(http1.nextCycle());
    }

    @Test
    void keepAliveIsConfirmedToHttp10() throws IOException {
        assertEquals(wire("HTTP/1.1 200 OK\nContent-Length: 0\nConnection: keep-alive\n\n"),
            text(asked("GET / HTTP/1.0\nConnection: keep-alive\n\n")
                .head(Status.OK, Headers.of("Content-Length", "0").list(), false)));
    }

    @Test
    void theLastResponseSaysSo() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        assertEquals(wire("HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n\n"),
            text(http1.head(Status.OK, Headers.of("Content-Length", "0").list(), true)));
        http1.end(List.of());
        assertFalse(http1.nextCycle());
    }

    @Test
    void headAndNoContentHaveNoFraming() throws IOException {
        assertEquals(wire("HTTP/1.1 200 OK\n\n"),
            text(asked("HEAD / HTTP/1.1\nHost: x\n\n").head(Status.OK, List.of(), false)));
        assertEquals(wire("HTTP/1.1 204 No Content\n\n"),
            text(asked("GET / HTTP/1.1\nHost: x\n\n").head(new Status(204, "No Content"), List.of(), false)));
    }

    @Test
    void contentThatWasNotAnnouncedCannotBeSent() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        http1.head(Status.OK, Headers.of("Content-Length", "3").list(), false);
        assertThrows(IllegalStateException.class, () -> http1.data(bytes("abcd")));
        assertThrows(IllegalStateException.class, () -> http1.end(List.of()));
    }

    @Test
    void contentThatDoesNotPassThroughIsCounted() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        http1.head(Status.OK, Headers.of("Content-Length", "5000000000").list(), false);
        assertTrue(http1.sendsBare());
        http1.count(4_999_999_999L);
        assertThrows(IllegalStateException.class, () -> http1.end(List.of()));
        assertThrows(IllegalStateException.class, () -> http1.count(2));
        http1.data(bytes("a"));
        http1.end(List.of());
        assertTrue(http1.nextCycle());
    }

    @Test
    void contentInChunksHasToPassThrough() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        http1.head(Status.OK, List.of(), false);
        assertFalse(http1.sendsBare());
    }

    @Test
    void aResponseThatWasBrokenOffIsTheLast() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        http1.head(Status.OK, List.of(), false);
        http1.data(bytes("abc"));
        http1.abort();
        assertFalse(http1.nextCycle());
        assertThrows(IllegalStateException.class, () -> http1.end(List.of()));
    }

    @Test
    void noTwoResponsesGoToOneRequest() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\n\n");
        http1.head(Status.OK, List.of(), false);
        assertThrows(IllegalStateException.class, () -> http1.head(Status.OK, List.of(), false));
        assertThrows(IllegalStateException.class, () -> http1.interim(new Status(100, "Continue"), List.of()));
    }

    @Test
    void theOfferedProtocolIsSwitchedToWithBytesThatCameEarly() throws IOException {
        Http1 http1 = asked("GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: h2c, Echo\n\nearly");
        assertEquals(wire("HTTP/1.1 101 Switching Protocols\nX: y\nConnection: upgrade\nUpgrade: echo\n\n"),
            text(http1.switchProtocols(List.of(new Header("X", "y")), "echo")));
        assertEquals("early", text(http1.rest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET / HTTP/1.1\nHost: x\n\n",
        "GET / HTTP/1.1\nHost: x\nUpgrade: echo\n\n",
        "GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: other\n\n",
        "GET / HTTP/1.0\nConnection: upgrade\nUpgrade: echo\n\n"})
    void aProtocolThatWasNotOfferedIsNotSwitchedTo(String request) throws IOException {
        Http1 http1 = asked(request);
        assertThrows(Violation.class, () -> http1.switchProtocols(List.of(), "echo"));
    }
}

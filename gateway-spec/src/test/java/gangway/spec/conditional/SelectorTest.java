package gangway.spec.conditional;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What is sent of the alphabet, as head and content.
class SelectorTest {

    private static final Selector SELECTOR = new Selector(InstantSource.fixed(Instant.parse("1994-11-10T00:00:00Z")), () -> "b");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

    private static Selection selection(String method, Headers asked, Status status, Headers answered) {
        return SELECTOR.select(Environs.of(method, "/", asked, new byte[0]), status, answered.list(), 26);
    }

    /// The head, an empty line and the content, with LF.
    private static String told(Selection selection) {
        return switch (selection) {
            case Selection.Refused no -> no.status() + "\n" + lines(no.fields()) + "\n" + no.reason();
            case Selection.Sent sent -> sent.status() + "\n" + lines(sent.headers()) + "\n"
                + sent.parts().stream().map(SelectorTest::text).collect(Collectors.joining()).replace("\r\n", "\n");
        };
    }

    private static String lines(List<Header> fields) {
        return fields.stream().map(field -> field + "\n").collect(Collectors.joining());
    }

    private static String text(Selection.Part part) {
        return switch (part) {
            case Selection.Text(byte[] bytes) -> new String(bytes, ISO_8859_1);
            case Selection.Slice(long position, long length) -> ALPHABET.substring((int) position, (int) (position + length));
        };
    }

    private static final Headers ANSWER = Headers.of("Content-Type", "text/plain", "ETag", "\"a\"", "Last-Modified",
        "Wed, 02 Nov 1994 00:00:00 GMT", "Cache-Control", "no-cache", "Set-Cookie", "a=b");

    private static String get(String... asked) {
        return told(selection("GET", Headers.of(asked), Status.OK, ANSWER));
    }

    private static final String WHOLE = """
        200 OK
        Content-Type: text/plain
        ETag: "a"
        Last-Modified: Wed, 02 Nov 1994 00:00:00 GMT
        Cache-Control: no-cache
        Set-Cookie: a=b
        Accept-Ranges: bytes

        abcdefghijklmnopqrstuvwxyz""";

    @Test
    void whoAsksForNothingLessGetsTheWhole() {
        assertEquals(WHOLE, get());
        assertEquals(WHOLE, get("If-None-Match", "\"x\"", "Range", "lines=0-4"));
    }

    @Test
    void oneRangeIsAPart() {
        assertEquals("""
            206 Partial Content
            Content-Type: text/plain
            ETag: "a"
            Last-Modified: Wed, 02 Nov 1994 00:00:00 GMT
            Cache-Control: no-cache
            Set-Cookie: a=b
            Accept-Ranges: bytes
            Content-Range: bytes 2-4/26
            Content-Length: 3

            cde""", get("Range", "bytes=2-4"));
    }

    @Test
    void severalRangesArePartsWithinOneContent() {
        assertEquals("""
            206 Partial Content
            ETag: "a"
            Last-Modified: Wed, 02 Nov 1994 00:00:00 GMT
            Cache-Control: no-cache
            Set-Cookie: a=b
            Accept-Ranges: bytes
            Content-Type: multipart/byteranges; boundary=b
            Content-Length: 143

            --b
            Content-Type: text/plain
            Content-Range: bytes 0-2/26

            abc
            --b
            Content-Type: text/plain
            Content-Range: bytes 23-25/26

            xyz
            --b--
            """, get("Range", "bytes=0-2,-3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=2-4", "bytes=0-2,-3", "bytes=0-0,2-2,4-4,6-6", "bytes=-100", ""})
    void theLengthIsThatOfWhatIsSent(String range) {
        var sent = (Selection.Sent) selection("GET", Headers.of("Range", range), Status.OK, ANSWER);
        long length = sent.parts().stream().mapToLong(part -> text(part).length()).sum();
        assertEquals(length, sent.length());
        assertEquals(Long.toString(length), new Headers(sent.headers()).get("Content-Length").orElse("26"));
    }

    @Test
    void partsOfNoTypeHaveNone() {
        var sent = selection("GET", Headers.of("Range", "bytes=0-0,2-2"), Status.OK, Headers.of("ETag", "\"a\""));
        assertTrue(told(sent).contains("--b\nContent-Range: bytes 0-0/26\n\na\n--b\n"), told(sent));
    }

    @Test
    void whatIsNotThereIsRefusedWithTheSize() {
        assertEquals("""
            416 Range Not Satisfiable
            Content-Range: bytes */26

            Range "bytes=26-" (RFC 9110 §14.2): ask for bytes that are there, of 26""", get("Range", "bytes=26-"));
    }

    @Test
    void aConditionThatFailsRefusesTheRequest() {
        assertEquals("""
            412 Precondition Failed

            If-Match (RFC 9110 §13.1.1): there is another version now; fetch that first""", get("If-Match", "\"x\""));
    }

    @Test
    void whoHasItAlreadyGetsWhatIsNewAboutIt() {
        assertEquals("""
            304 Not Modified
            ETag: "a"
            Cache-Control: no-cache
            Set-Cookie: a=b

            """, get("If-None-Match", "\"a\""));
    }

    @Test
    void withoutATagTheDateIsWhatThereIsToSay() {
        var asked = Headers.of("If-Modified-Since", "Wed, 02 Nov 1994 00:00:00 GMT");
        assertEquals("""
            304 Not Modified
            Last-Modified: Wed, 02 Nov 1994 00:00:00 GMT
            Vary: Accept
            Expires: Wed, 09 Nov 1994 00:00:00 GMT
            Content-Location: /a

            """, told(selection("GET", asked, Status.OK, Headers.of("Last-Modified", "Wed, 02 Nov 1994 00:00:00 GMT",
            "Content-Length", "26", "Content-Language", "en", "Content-Encoding", "gzip", "Vary", "Accept",
            "Expires", "Wed, 09 Nov 1994 00:00:00 GMT", "Content-Location", "/a", "Content-Digest", "x=:y:"))));
    }

    @Test
    void aConditionComesBeforeARange() {
        assertTrue(get("Range", "bytes=0-4", "If-Match", "\"x\"").startsWith("412 "));
        assertTrue(get("Range", "bytes=0-4", "If-None-Match", "\"a\"").startsWith("304 "));
        assertTrue(get("Range", "bytes=99-", "If-None-Match", "\"a\"").startsWith("304 "));
        assertTrue(get("Range", "bytes=0-4", "If-Match", "\"a\"").startsWith("206 "));
    }

    @Test
    void aRangeOfAnotherVersionIsIgnored() {
        assertTrue(get("Range", "bytes=0-4", "If-Range", "\"a\"").startsWith("206 "));
        assertTrue(get("Range", "bytes=0-4", "If-Range", "Wed, 02 Nov 1994 00:00:00 GMT").startsWith("206 "));
        assertEquals(WHOLE, get("Range", "bytes=0-4", "If-Range", "\"x\""));
        assertEquals(WHOLE, get("Range", "bytes=0-4", "If-Range", "W/\"a\""));
        assertEquals(WHOLE, get("Range", "bytes=0-4", "If-Range", "Tue, 01 Nov 1994 00:00:00 GMT"));
        assertEquals(WHOLE, get("Range", "bytes=99-", "If-Range", "\"x\""));
        assertEquals(WHOLE, get("If-Range", "\"a\""));
    }

    @Test
    void headIsToldOfTheWhole() {
        assertEquals(WHOLE, told(selection("HEAD", Headers.of("Range", "bytes=0-4"), Status.OK, ANSWER)));
        assertTrue(told(selection("HEAD", Headers.of("If-None-Match", "\"a\""), Status.OK, ANSWER)).startsWith("304 "));
    }

    @Verifies(http = HttpRule.CONDITIONAL)
    @Test
    void onlyThePlainSuccessOfReadingIsReduced() {
        Headers asked = Headers.of("If-None-Match", "\"a\"", "Range", "bytes=0-4");
        String all = "\n\n" + ALPHABET;
        for (String method : List.of("POST", "PUT", "OPTIONS", "get"))
            assertTrue(told(selection(method, asked, Status.OK, ANSWER)).endsWith(all), method);
        for (int code : List.of(201, 203, 206, 404, 500)) {
            var sent = (Selection.Sent) selection("GET", asked, new Status(code, "x"), ANSWER);
            assertEquals(Selection.whole(new Status(code, "x"), ANSWER.list(), 26), sent);
        }
    }

    @Verifies(http = HttpRule.CONDITIONAL)
    @Test
    void anAnswerThatFramesItselfIsNotTouched() {
        Headers asked = Headers.of("If-None-Match", "\"a\"", "Range", "bytes=0-4");
        for (Header own : List.of(new Header("Content-Range", "bytes 0-25/100"), new Header("Content-Length", "25"))) {
            List<Header> answer = Stream.concat(ANSWER.list().stream(), Stream.of(own)).toList();
            assertEquals(Selection.whole(Status.OK, answer, 26), selection("GET", asked, Status.OK, new Headers(answer)));
        }
        Headers sized = Headers.of("ETag", "\"a\"", "content-length", "26");
        assertEquals("206 Partial Content\nETag: \"a\"\nAccept-Ranges: bytes\nContent-Range: bytes 0-4/26\n"
            + "Content-Length: 5\n\nabcde", told(selection("GET", Headers.of("Range", "bytes=0-4"), Status.OK, sized)));
    }

    @Test
    void withoutAValidatorThereAreNoRanges() {
        Headers answer = Headers.of("Content-Type", "text/plain");
        assertEquals("200 OK\nContent-Type: text/plain\n\n" + ALPHABET,
            told(selection("GET", Headers.of("Range", "bytes=0-4"), Status.OK, answer)));
        assertEquals("304 Not Modified\n\n", told(selection("GET", Headers.of("If-None-Match", "*"), Status.OK, answer)));
    }

    @Test
    void anApplicationThatWantsNoRangesGetsNone() {
        Headers asked = Headers.of("Range", "bytes=0-4");
        for (String unit : List.of("none", "None", "pages")) {
            Headers answer = Headers.of("ETag", "\"a\"", "Accept-Ranges", unit);
            assertEquals(Selection.whole(Status.OK, answer.list(), 26), selection("GET", asked, Status.OK, answer));
            assertTrue(told(selection("GET", Headers.of("If-None-Match", "\"a\""), Status.OK, answer)).startsWith("304 "));
        }
        assertTrue(told(selection("GET", asked, Status.OK, Headers.of("ETag", "\"a\"", "Accept-Ranges", "bytes")))
            .startsWith("206 Partial Content\nETag: \"a\"\nAccept-Ranges: bytes\nContent-Range"));
    }

    /// What is coded is the whole content of a response, the lines between its parts included.
    @Test
    void aCodedAnswerHasOneRangeAtMost() {
        Headers answer = Headers.of("ETag", "\"a\"", "Content-Encoding", "gzip");
        assertTrue(told(selection("GET", Headers.of("Range", "bytes=0-4"), Status.OK, answer)).startsWith("206 "));
        assertTrue(told(selection("GET", Headers.of("Range", "bytes=0-4,9-9"), Status.OK, answer)).startsWith("200 "));
    }

    @Test
    void aSumOverTheWholeIsNoneOverAPart() {
        Headers answer = Headers.of("ETag", "\"a\"", "Content-Digest", "x=:y:", "Content-MD5", "z", "Repr-Digest", "x=:y:");
        String told = told(selection("GET", Headers.of("Range", "bytes=0-4"), Status.OK, answer));
        assertFalse(told.contains("Content-Digest") || told.contains("Content-MD5"), told);
        assertTrue(told.contains("Repr-Digest: x=:y:\n"), told);
    }

    @Test
    void aBoundaryIsMadeForEachAnswer() {
        Supplier<String> boundaries = Selector.system().boundary();
        assertNotEquals(boundaries.get(), boundaries.get());
        assertTrue(boundaries.get().matches("[0-9a-f-]{36}"));
    }
}

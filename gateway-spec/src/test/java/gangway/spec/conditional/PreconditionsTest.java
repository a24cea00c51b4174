package gangway.spec.conditional;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.testing.Environs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What comes of conditions, for a version that has the tag `"now"` and is of the second of November.
class PreconditionsTest {

    private static final Instant NOW = Instant.parse("1994-11-10T00:00:00Z");
    private static final String FIRST = "Tue, 01 Nov 1994 00:00:00 GMT", SECOND = "Wed, 02 Nov 1994 00:00:00 GMT",
        THIRD = "Thu, 03 Nov 1994 00:00:00 GMT", FUTURE = "Fri, 11 Nov 1994 00:00:00 GMT";

    private static Validators validators(String... fields) {
        return Validators.of(Headers.of(fields), NOW);
    }

    /// The code of the answer: 200 where the request is to be done.
    private static int code(Validators current, String method, String... fields) {
        Environ environ = Environs.of(method, "/", Headers.of(fields), new byte[0]);
        return switch (Preconditions.of(environ, NOW).against(current)) {
            case Preconditions.Proceed() -> 200;
            case Preconditions.NotModified() -> 304;
            case Preconditions.Failed(String reason) -> {
                assertTrue(reason.contains("RFC 9110 §13.1."), reason);
                yield 412;
            }
        };
    }

    private static int code(String method, String... fields) {
        return code(validators("ETag", "\"now\"", "Last-Modified", SECOND), method, fields);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
        "now"        | 200
        "x", "now"   | 200
        *            | 200
        "x"          | 412
        W/"now"      | 412
        now          | 412
        '"now", x'   | 412
        """)
    void ifMatchComparesStrongly(String value, int code) {
        assertEquals(code, code("GET", "If-Match", value));
        assertEquals(code, code("HEAD", "If-Match", value));
        assertEquals(code, code("PUT", "If-Match", value));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
        "now"        | 304 | 412
        W/"now"      | 304 | 412
        "x", "now"   | 304 | 412
        *            | 304 | 412
        "x"          | 200 | 200
        now          | 200 | 200
        """)
    void ifNoneMatchComparesWeakly(String value, int reading, int writing) {
        assertEquals(reading, code("GET", "If-None-Match", value));
        assertEquals(reading, code("HEAD", "If-None-Match", value));
        assertEquals(writing, code("PUT", "If-None-Match", value));
    }

    @Test
    void aListMayHaveSeveralLines() {
        assertEquals(304, code("GET", "If-None-Match", "\"x\"", "If-None-Match", "\"now\""));
        assertEquals(200, code("GET", "If-Match", "\"x\"", "If-Match", "\"now\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Tue, 01 Nov 1994 00:00:00 GMT     | 200 | 412
        Wed, 02 Nov 1994 00:00:00 GMT     | 304 | 200
        Wednesday, 02-Nov-94 00:00:00 GMT | 304 | 200
        Wed Nov  2 00:00:00 1994          | 304 | 200
        Thu, 03 Nov 1994 00:00:00 GMT     | 304 | 200
        yesterday                         | 200 | 200
        """)
    void aDateIsComparedInWhateverForm(String date, int modified, int unmodified) {
        assertEquals(modified, code("GET", "If-Modified-Since", date));
        assertEquals(modified, code("HEAD", "If-Modified-Since", date));
        assertEquals(unmodified, code("GET", "If-Unmodified-Since", date));
        assertEquals(unmodified, code("PUT", "If-Unmodified-Since", date));
    }

    @Test
    void aDateInTheFutureSaysNothing() {
        assertEquals(200, code("GET", "If-Modified-Since", FUTURE));
    }

    @Test
    void twoDatesAreNone() {
        assertEquals(200, code("GET", "If-Modified-Since", SECOND, "If-Modified-Since", SECOND));
        assertEquals(200, code("GET", "If-Unmodified-Since", FIRST, "If-Unmodified-Since", FIRST));
    }

    @Test
    void ifModifiedSinceIsForReading() {
        assertEquals(200, code("POST", "If-Modified-Since", THIRD));
    }

    @Test
    void aTagSaysMoreThanADate() {
        assertEquals(200, code("GET", "If-Match", "\"now\"", "If-Unmodified-Since", FIRST));
        assertEquals(200, code("GET", "If-None-Match", "\"x\"", "If-Modified-Since", SECOND));
        assertEquals(200, code("GET", "If-None-Match", "malformed", "If-Modified-Since", SECOND));
    }

    /// RFC 9110 §13.2.2.
    @Test
    void whatMustNotBeDoneComesBeforeWhatNeedNotBe() {
        assertEquals(412, code("GET", "If-Match", "\"x\"", "If-None-Match", "\"now\""));
        assertEquals(412, code("GET", "If-Unmodified-Since", FIRST, "If-None-Match", "\"now\""));
        assertEquals(412, code("GET", "If-Unmodified-Since", FIRST, "If-Modified-Since", SECOND));
        assertEquals(304, code("GET", "If-Match", "\"now\"", "If-None-Match", "\"now\""));
        assertEquals(304, code("GET", "If-Match", "\"now\"", "If-Modified-Since", SECOND));
    }

    @Test
    void withoutAValidatorOnlyTheAsteriskCanBeAnswered() {
        assertEquals(200, code(validators(), "GET", "If-Match", "*"));
        assertEquals(304, code(validators(), "GET", "If-None-Match", "*"));
        assertEquals(200, code(validators(), "GET", "If-Match", "\"x\""));
        assertEquals(200, code(validators(), "GET", "If-None-Match", "\"x\""));
        assertEquals(200, code(validators(), "GET", "If-Modified-Since", SECOND));
        assertEquals(200, code(validators(), "GET", "If-Unmodified-Since", FIRST));
    }

    @Test
    void withoutATagNoTagMatches() {
        assertEquals(412, code(validators("Last-Modified", SECOND), "GET", "If-Match", "\"x\""));
        assertEquals(200, code(validators("Last-Modified", SECOND), "GET", "If-None-Match", "\"x\""));
    }

    @Test
    void withoutADateDatesAreIgnored() {
        assertEquals(200, code(validators("ETag", "\"now\""), "GET", "If-Modified-Since", SECOND));
        assertEquals(200, code(validators("ETag", "\"now\""), "GET", "If-Unmodified-Since", FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "\"a b\"", ""})
    void aMalformedTagOfTheAnswerIsNone(String tag) {
        assertTrue(validators("ETag", tag, "Last-Modified", "yesterday").isEmpty());
    }

    // If-Range.

    @Test
    void partsCanBeJoinedIfTheTagIsStrongAndTheSame() {
        assertTrue(validators("ETag", "\"now\"").permit("\"now\""));
        assertFalse(validators("ETag", "\"now\"").permit("\"x\""));
        assertFalse(validators("ETag", "\"now\"").permit("W/\"now\""));
        assertFalse(validators("ETag", "W/\"now\"").permit("W/\"now\""));
        assertFalse(validators("ETag", "W/\"now\"").permit("\"now\""));
        assertFalse(validators("ETag", "\"now\"").permit("\"now\", \"x\""));
        assertFalse(validators("Last-Modified", SECOND).permit("\"now\""));
    }

    @Test
    void partsCanBeJoinedIfTheDateIsTheSame() {
        var current = validators("ETag", "\"now\"", "Last-Modified", SECOND);
        assertTrue(current.permit(SECOND));
        assertFalse(current.permit(FIRST));
        assertFalse(current.permit(THIRD), "later is not the same");
        assertFalse(current.permit("yesterday"));
        assertFalse(validators("ETag", "\"now\"").permit(SECOND));
        assertFalse(validators("Last-Modified", "yesterday").permit("yesterday"));
    }

    @Test
    void aDateOfThisSecondIsNotStrongYet() {
        Headers fields = Headers.of("Last-Modified", SECOND);
        Instant second = Instant.parse("1994-11-02T00:00:00Z");
        assertFalse(Validators.of(fields, second.plusMillis(999)).permit(SECOND));
        assertTrue(Validators.of(fields, second.plusSeconds(1)).permit(SECOND));
        assertFalse(Validators.of(Headers.of("Last-Modified", SECOND, "Date", SECOND), NOW).permit(SECOND));
    }
}

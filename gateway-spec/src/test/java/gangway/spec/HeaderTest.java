package gangway.spec;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A header that would be wrong on the wire cannot be made.
class HeaderTest {

    /// RFC 9110 §5.6.2, spelt out once more.
    private static final String TCHAR = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Tag("facts-27")
    @Verifies(start = StartRule.NAME)
    @ParameterizedTest
    @ValueSource(strings = {"%c", "%cX", "X%cY", "X%c"})
    void aNameHasExactlyTheCharactersOfAToken(String place) {
        for (char c = 0; c <= 0x200; c++) {
            String name = place.formatted(c);
            if (TCHAR.indexOf(c) >= 0) assertEquals(name, new Header(name, "v").name());
            else assertThrows(Violation.class, () -> new Header(name, "v"), () -> "accepted: " + Violation.quote(name));
        }
    }

    @Tag("facts-27")
    @Verifies(start = StartRule.VALUE)
    @ParameterizedTest
    @ValueSource(strings = {"%c", "%cb", "a%cb", "a%c"})
    void aValueHasExactlyTheCharactersOfAFieldValue(String place) {
        for (char c = 0; c <= 0x200; c++) {
            String value = place.formatted(c);
            boolean legal = c == '\t' || c >= 0x20 && c != 0x7F && c <= 0xFF;                 // RFC 9110 §5.5
            if (legal) assertEquals(trimmed(value), new Header("X", value).value());
            else assertThrows(Violation.class, () -> new Header("X", value), () -> "accepted: " + Violation.quote(value));
        }
    }

    /// Without optional whitespace, `OWS = *( SP / HTAB )` (RFC 9110 §5.6.3).
    private static String trimmed(String value) {
        return value.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    @Test
    void blanksAroundAValueAreNoPartOfIt() {
        assertEquals("a \t b", new Header("X", " \t a \t b\t ").value());
    }

    @Test
    void aNoBreakSpaceIsPartOfAValue() {
        assertEquals("\u00A0\u0085", new Header("X", "\u00A0\u0085").value());
    }

    @Test
    @Verifies(start = StartRule.NAME)
    void anEmptyNameIsRefused() {
        assertThrows(Violation.class, () -> new Header("", "v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type", "Content-Type", "CONTENT-TYPE"})
    void namesDoNotCareForCase(String name) {
        assertTrue(new Header("Content-Type", "text/html").is(name));
    }

    @Test
    @Verifies(start = StartRule.VALUE)
    void theErrorSaysWhatWhichRuleAndHowToFixIt() {
        var error = assertThrows(Violation.class, () -> new Header("X-Note", "a\r\nSet-Cookie: admin=1"));
        assertEquals("value of X-Note, \"a\\x0d\\x0aSet-Cookie: admin=1\" (rule 4.6; PEP 3333 §The start_response() "
            + "Callable; RFC 9110 §5.5): use characters up to U+00FF "
            + "without control characters; encode what is not Latin-1", error.getMessage());
    }

    @Test
    void quotedInputIsCutAndHarmless() {
        assertEquals("\"" + "a".repeat(60) + "…\"", Violation.quote("a".repeat(1000)));
        assertEquals("\"\\\"\\\\\\u2028\\x1b\"", Violation.quote("\"\\\u2028\u001b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "20X OK", "200OK", "99 X", "1000 X", " 200 OK", "200  OK", "200 O\nK", "200 OK\r\n",
        "-20 X", ""})
    @Tag("facts-26")
    @Verifies(start = StartRule.STATUS)
    void aMalformedStatusIsRefused(String status) {
        assertThrows(Violation.class, () -> Status.parse(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "200 ", "299 Custom", "404 Not Found", "999 Ça va"})
    @Tag("facts-26")
    @Verifies(start = {StartRule.STATUS, StartRule.OPEN})
    void aWellFormedStatusPassesThrough(String status) {
        assertEquals(status, Status.parse(status).toString());
    }

    @Test
    void headersKeepOrderAndRepeats() {
        Headers headers = Headers.of("A", "1", "B", "2", "a", "3");
        assertEquals(List.of("1", "3"), headers.all("A"));
        assertEquals(Optional.of("1"), headers.get("a"));
        assertEquals("A: 1\r\nB: 2\r\na: 3\r\n\r\n", headers.toString());
    }

    @Test
    void setPutsOneFieldInThePlaceOfAll() {
        assertEquals("B: 2\r\nA: 4\r\n\r\n", Headers.of("A", "1", "B", "2", "a", "3").set("A", "4").toString());
    }

    @Test
    void aRefusedValueLeavesTheOldOne() {
        Headers headers = Headers.of("A", "1");
        assertThrows(Violation.class, () -> headers.set("A", "\n"));
        assertEquals(Optional.of("1"), headers.get("A"));
    }

    @Test
    void headersAreAViewOfTheirList() {
        var list = new ArrayList<>(List.of(new Header("A", "1")));
        new Headers(list).remove("a").add("B", "2");
        assertEquals(List.of(new Header("B", "2")), list);
    }

    @Tag("facts-31")
    @Test
    @Verifies(environ = EnvironRule.JOINED)
    void repeatsAreJoinedByCommaAndCookiesBySemicolon() {
        Headers headers = Headers.of("X", "a", "Cookie", "a=1", "X", "b", "Cookie", "b=2");
        assertEquals(Optional.of("a, b"), headers.joined("x"));
        assertEquals(Optional.of("a=1; b=2"), headers.joined("cookie"));
        assertEquals(Optional.empty(), headers.joined("y"));
    }

    @Test
    void tokensOfAListComeFromAllLinesInLowerCase() {
        assertEquals(List.of("close", "te", "upgrade"), Headers.of("Connection", "Close, TE,,", "connection", "Upgrade")
            .tokens("Connection"));
    }

    @Test
    void aNumberIsNothingButDigits() {
        assertEquals(OptionalLong.of(999_999_999_999_999_999L), Header.number("9".repeat(18)));
        assertEquals(OptionalLong.of(7), Header.number("007"));
        for (String other : List.of("", "+3", "-3", "3 ", "0x3", "3,3", "1_0", "\u0663", "9".repeat(19)))
            assertEquals(OptionalLong.empty(), Header.number(other), other);
    }

    @Test
    void anOddNumberOfNamesAndValuesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("A", "1", "B"));
    }
}

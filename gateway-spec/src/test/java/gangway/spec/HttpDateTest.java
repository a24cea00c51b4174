package gangway.spec;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Dates are those of HTTP wherever the server stands.
class HttpDateTest {

    @Tag("facts-25")
    @ParameterizedTest
    @ValueSource(strings = {"ar", "th-TH-u-ca-buddhist-nu-thai", "tr", "en"})
    void datesAreEnglishInEveryLocale(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(Instant.parse("1994-11-06T08:49:37Z")));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z"), NOVEMBER = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994", "Mon, 06 Nov 1994 08:49:37 GMT"})
    void eachFormIsRead(String text) {
        assertEquals(Optional.of(NOVEMBER), HttpDate.parse(text, NOW));
    }

    @Test
    void whatIsWrittenIsRead() {
        for (String time : List.of("1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "9999-12-31T23:59:59Z"))
            assertEquals(Optional.of(Instant.parse(time)), HttpDate.parse(HttpDate.format(Instant.parse(time)), NOW));
    }

    @Test
    void aLeapSecondIsTakenForTheOneBefore() {
        assertEquals(Optional.of(Instant.parse("2016-12-31T23:59:59Z")), HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", NOW));
    }

    @Test
    void aYearOfTwoDigitsIsAtMostFiftyAhead() {
        assertEquals(Optional.of(Instant.parse("2076-01-01T00:00:00Z")), HttpDate.parse("Wednesday, 01-Jan-76 00:00:00 GMT", NOW));
        assertEquals(Optional.of(Instant.parse("1977-01-01T00:00:00Z")), HttpDate.parse("Saturday, 01-Jan-77 00:00:00 GMT", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ", 06 Nov 1994 08:49:37 GMT", "yesterday", "0", "784111777", "1994-11-06T08:49:37Z",
        "06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov +1994 08:49:37 GMT",
        "Sun, 06 Nov 19940 08:49:37 GMT", "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT", "Sunday 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 94", "Sun,  06 Nov 1994 08:49:37 GMT"})
    void whatHasNoneOfTheFormsIsNoDate(String text) {
        assertEquals(Optional.empty(), HttpDate.parse(text, NOW));
    }
}

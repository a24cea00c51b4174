package gangway.spec;

import module java.base;

import org.junit.jupiter.api.Tag;
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
}

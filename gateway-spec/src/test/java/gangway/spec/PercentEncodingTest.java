package gangway.spec;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Bytes in a URI.
class PercentEncodingTest {

    private static final String ALL_BYTES =
        IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining());

    @ParameterizedTest
    @CsvSource({"'', ''", "/a/b, /a/b", "%41, A", "%2f%2F, //", "%c3%A9, \u00C3\u00A9", "%25%34%31, %41", "a+b, a+b",
        "\u00E9%41, \u00E9A"})
    void whatIsEncodedIsDecodedOnce(String encoded, String decoded) {
        assertEquals(decoded, PercentEncoding.decode(encoded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%4", "%zz", "%4z", "%z4", "%%", "% 41", "%-1", "%\uFF14\uFF11"})
    void whatIsNoEncodingStays(String text) {
        assertEquals(text, PercentEncoding.decode(text));
    }

    @ParameterizedTest
    @CsvSource({"%%41, %A", "%4%41, %4A", "%41%, A%"})
    void anEncodingBehindWhatIsNoneIsFound(String encoded, String decoded) {
        assertEquals(decoded, PercentEncoding.decode(encoded));
    }

    @Test
    void whatIsUnreservedStays() {
        String unreserved = "ABCXYZabcxyz0189-._~";
        assertEquals(unreserved, PercentEncoding.encode(unreserved, ""));
    }

    @ParameterizedTest
    @CsvSource({"/a b, /, /a%20b", "/a b, '', %2Fa%20b", "\u00C3\u00A9, '', %C3%A9", "%, '', %25", "%, %, %",
        "\u00FF, '', %FF"})
    void theRestIsEncodedUnlessItIsSafe(String bytes, String safe, String encoded) {
        assertEquals(encoded, PercentEncoding.encode(bytes, safe));
    }

    @Test
    void eachByteComesBack() {
        assertEquals(ALL_BYTES, PercentEncoding.decode(PercentEncoding.encode(ALL_BYTES, "")));
        assertEquals(ALL_BYTES, PercentEncoding.decode(PercentEncoding.encode(ALL_BYTES, "/;=,")));
    }

    @Test
    void textHasToBecomeBytesFirst() {
        assertThrows(IllegalArgumentException.class, () -> PercentEncoding.encode("\u20AC", ""));
    }
}

package gangway.spec;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What wsgiref's `Headers` can do, and what it does not let happen. Whether both do the same is `HeadersDifferenceTest`'s.
@Tag("facts-45")
class HeadersTest {

    private final Headers headers = Headers.of("A", "1", "B", "2", "a", "3");

    @Test
    void namesAndValuesAreThereInOrderRepeatsIncluded() {
        assertEquals(List.of("A", "B", "a"), headers.names());
        assertEquals(List.of("1", "2", "3"), headers.values());
        assertEquals(3, headers.size());
    }

    @Test
    void whatWasAskedForEarlierDoesNotChangeWithTheHeaders() {
        List<String> names = headers.names(), values = headers.values();
        List<Header> list = headers.list();
        headers.add("C", "4");
        assertEquals(List.of(3, 3, 3), List.of(names.size(), values.size(), list.size()));
    }

    @Test
    void theFirstOfSeveralIsFoundAndAllAre() {
        assertEquals(Optional.of("1"), headers.get("a"));
        assertEquals(List.of("1", "3"), headers.all("A"));
        assertEquals(Optional.empty(), headers.get("C"));
        assertEquals(List.of(), headers.all("C"));
        assertTrue(headers.contains("b"));
        assertFalse(headers.contains("C"));
    }

    @Test
    void removingWhatIsNotThereDoesNothing() {
        assertEquals(3, headers.remove("C").size());
        assertEquals(List.of("B"), headers.remove("A").names());
    }

    @Test
    void aDefaultIsSetOnlyWhereThereIsNoField() {
        assertEquals("1", headers.setDefault("a", "9"));
        assertEquals(3, headers.size());
        assertEquals("9", headers.setDefault("C", "9"));
        assertEquals(List.of("A", "B", "a", "C"), headers.names());
    }

    @Test
    void parametersStandQuotedBehindTheValue() {
        assertEquals("attachment; filename=\"bud.gif\"", added("attachment", new Header.Parameter("filename", "bud.gif")));
    }

    @Test
    void aParameterWithoutAValueIsABareName() {
        assertEquals("a=1; Secure; Path=\"/\"",
            added("a=1", new Header.Parameter("Secure"), new Header.Parameter("Path", "/")));
    }

    @Test
    void aFieldMayHaveParametersAlone() {
        assertEquals("a=\"b\"", added("", new Header.Parameter("a", "b")));
    }

    @Test
    void underscoresInAParametersNameAreHyphens() {
        assertEquals("x; max-age=\"1\"", added("x", new Header.Parameter("max_age", "1")));
    }

    @Test
    void backslashesAndQuotesInAParameterAreEscaped() {
        assertEquals("x; a=\"\\\\\\\"\"", added("x", new Header.Parameter("a", "\\\"")));
    }

    private static String added(String value, Header.Parameter... parameters) {
        return Headers.of().add("X", value, parameters).get("x").orElseThrow();
    }

    @Test
    void aParameterThatWouldSplitTheResponseCannotBeMade() {
        assertThrows(Violation.class, () -> new Header.Parameter("a", "\r\nX: y"));
        assertThrows(Violation.class, () -> new Header.Parameter("a\n", "b"));
    }

    @Test
    void bytesAreTheWireForm() {
        byte[] wire = {'A', ':', ' ', (byte) 0xE9, '\r', '\n', '\r', '\n'};
        assertArrayEquals(wire, Headers.of("A", "é").bytes());
    }

    @Test
    void changesAndTheListAreOne() {
        var list = new ArrayList<Header>();
        new Headers(list).setDefault("A", "1");
        list.add(new Header("B", "2"));
        assertEquals(List.of("A", "B"), new Headers(list).names());
    }
}

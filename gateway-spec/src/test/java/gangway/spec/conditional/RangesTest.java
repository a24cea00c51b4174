package gangway.spec.conditional;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// What a Range field means for twenty-six bytes, and for none.
class RangesTest {

    /// `0-4,6-9` for parts, `416`, or `whole`.
    private static String told(String field, long size) {
        return switch (Ranges.of(field, size)) {
            case Ranges.Whole() -> "whole";
            case Ranges.Unsatisfiable() -> "416";
            case Ranges.Some(List<ByteRange> ranges) ->
                ranges.stream().map(range -> range.first() + "-" + range.last()).collect(Collectors.joining(","));
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bytes=0-4                     | 0-4
        bytes=25-25                   | 25-25
        bytes=5-                      | 5-25
        bytes=-3                      | 23-25
        bytes=-26                     | 0-25
        bytes=-27                     | 0-25
        bytes=20-99                   | 20-25
        bytes=0-                      | 0-25
        bytes=000-004                 | 0-4
        BYTES=0-4                     | 0-4
        bytes=00000000000000000000001-00000000000000000000002 | 1-2
        """)
    void oneRangeIsClampedToWhatThereIs(String field, String expected) {
        assertEquals(expected, told(field, 26));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=26-", "bytes=26-30", "bytes=-0", "bytes=99-,26-30", "bytes=-0,-0"})
    void whatIsNotThereCannotBeHad(String field) {
        assertEquals("416", told(field, 26));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=+1-4", "bytes=--1",
        "bytes=1", "bytes=1-2-3", "bytes=0 - 4", "bytes =0-4", "bytes= 0-4 5-6", "bytes=0-4;5-6", "bytes=0-4,x", "bytes=0-4,5-2",
        "bytes=0-4,bytes=6-9", "bytes=0x1-4", "bytes=\u0661-4", "lines=0-4", "bytes:0-4", "0-4", "bytes=*"})
    void whatIsMalformedIsIgnored(String field) {
        assertEquals("whole", told(field, 26));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bytes=0-99999999999999999999999                                | 0-25
        bytes=-18446744073709551619                                    | 0-25
        bytes=18446744073709551616-18446744073709551620                | 416
        bytes=18446744073709551616-                                    | 416
        bytes=5-9223372036854775807                                    | 5-25
        bytes=9223372036854775807-                                     | 416
        bytes=99999999999999999999-4                                   | whole
        """)
    void noNumberIsTooLarge(String field, String expected) {
        assertEquals(expected, told(field, 26));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bytes=0-2,23-25               | 0-2,23-25
        bytes=23-25,0-2               | 23-25,0-2
        bytes=0-2, -3                 | 0-2,23-25
        bytes= 0-2 ,, 23-25 ,         | 0-2,23-25
        bytes=0-2,100-200             | 0-2
        bytes=100-,-0,5-5             | 5-5
        """)
    void severalRangesKeepTheirOrder(String field, String expected) {
        assertEquals(expected, told(field, 26));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bytes=0-4,2-6                 | 0-6
        bytes=2-6,0-4                 | 0-6
        bytes=0-4,5-9                 | 0-9
        bytes=0-4,6-9                 | 0-4,6-9
        bytes=0-,0-,0-,-1             | 0-25
        bytes=20-21,0-1,10-11,1-10    | 20-21,0-11
        bytes=0-1,4-5,8-9,2-3,6-7     | 0-9
        bytes=3-9,4-5                 | 3-9
        """)
    void rangesThatTouchBecomeOne(String field, String expected) {
        assertEquals(expected, told(field, 26));
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> 2 * i + "-" + 2 * i).collect(Collectors.joining(",", "bytes=", ""));
    }

    @Test
    void whoAsksForTooManyGetsTheWhole() {
        assertEquals(16, told(many(16), 100).split(",").length);
        assertEquals("whole", told(many(17), 100));
        assertEquals("whole", told("bytes=" + "0-,".repeat(2000), 100));
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-,416", "bytes=0-0,416", "bytes=-0,416", "bytes=-1,whole", "'bytes=0-,-1',whole"})
    void ofNothingThereAreNoParts(String field, String expected) {
        assertEquals(expected, told(field, 0));
    }

    @Test
    void aRangeHasAtLeastOneByte() {
        assertEquals(1, new ByteRange(5, 5).length());
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(5, 4));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(-1, 4));
    }
}

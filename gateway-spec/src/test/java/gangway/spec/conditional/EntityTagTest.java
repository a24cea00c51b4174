package gangway.spec.conditional;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Tags of versions, alone and in lists.
class EntityTagTest {

    private static final EntityTag ONE = EntityTag.strong("1"), WEAK_ONE = EntityTag.weak("1"), TWO = EntityTag.strong("2");

    /// The table of RFC 9110 §8.8.3.2.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
        W/"1", W/"1", false, true
        W/"1", W/"2", false, false
        W/"1", "1",   false, true
        "1",   "1",   true,  true
        "1",   "2",   false, false
        """)
    void twoTagsMatchAsTheTableSays(String one, String other, boolean strongly, boolean weakly) {
        EntityTag first = EntityTag.parse(one).orElseThrow(), second = EntityTag.parse(other).orElseThrow();
        assertEquals(strongly, first.matchesStrongly(second));
        assertEquals(strongly, second.matchesStrongly(first));
        assertEquals(weakly, first.matchesWeakly(second));
        assertEquals(weakly, second.matchesWeakly(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"xyzzy\"", "W/\"xyzzy\"", "\"a,b\"", "\"*\"", "\"a\\\"", "\"\u00e9!#~\""})
    void aTagIsWrittenAsItIsRead(String text) {
        assertEquals(text, EntityTag.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "xyzzy", "\"xyzzy", "xyzzy\"", "w/\"xyzzy\"", "W/xyzzy", "W/", "W /\"a\"", "*", "\"a b\"", "\"a\"b\"",
        "\"a\tb\"", "\"\u007f\"", "'a'", "\"a\"x", "\"\u0100\""})
    void whatIsMalformedIsNoTag(String text) {
        assertEquals(Optional.empty(), EntityTag.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "\n", "\u0100"})
    void aTagThatCannotBeWrittenCannotBeMade(String opaque) {
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong(opaque));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"x\", \"1\"", "\"x\",\"1\",W/\"y,z\"", ", \"x\",, \"1\" ,", "\t\"1\"\t,\t\"x\""})
    void aListHasEachOfItsTags(String field) {
        assertTrue(EntityTags.parse(field).haveStrongly(Optional.of(ONE)));
        assertFalse(EntityTags.parse(field).haveWeakly(Optional.of(TWO)));
        assertFalse(EntityTags.parse(field).haveWeakly(Optional.empty()));
    }

    @Test
    void aListComparesEitherWay() {
        assertTrue(EntityTags.parse("W/\"1\"").haveWeakly(Optional.of(ONE)));
        assertFalse(EntityTags.parse("W/\"1\"").haveStrongly(Optional.of(ONE)));
        assertTrue(EntityTags.parse("\"1\"").haveWeakly(Optional.of(WEAK_ONE)));
        assertFalse(EntityTags.parse("\"1\"").haveStrongly(Optional.of(WEAK_ONE)));
    }

    @Test
    void theAsteriskHasWhateverThereIs() {
        assertTrue(EntityTags.parse(" * ").haveStrongly(Optional.of(WEAK_ONE)));
        assertTrue(EntityTags.parse("*").haveWeakly(Optional.empty()));
        assertFalse(EntityTags.parse("\"*\"").haveWeakly(Optional.of(ONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "1", "\"1\" \"x\"", "\"1\", x", "*, \"1\"", "\"1\", *", "\"1\", \"x", "\"1\"; \"x\"", "**"})
    void aListThatIsMalformedHasNoTag(String field) {
        assertEquals(new EntityTags(false, List.of()), EntityTags.parse(field));
    }
}

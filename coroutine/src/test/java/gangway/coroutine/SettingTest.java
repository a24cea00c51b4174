package gangway.coroutine;

import module java.base;

import gangway.coroutine.setting.Setting;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SettingTest {

    private static final String NAME = "gangway.coroutine.setting.test";

    @AfterEach
    void clear() {
        System.clearProperty(NAME);
    }

    @Test
    void withoutAPropertyAllIsAsUsual() {
        assertEquals(Duration.ofMillis(7), Setting.millis(NAME, 7));
        assertEquals(Optional.empty(), Setting.oneOf(NAME, List.of(true, false)));
    }

    @Test
    void aNumberIsTaken() {
        System.setProperty(NAME, "250");
        assertEquals(Duration.ofMillis(250), Setting.millis(NAME, 7));
    }

    @Test
    void aWordIsTakenInAnyCase() {
        System.setProperty(NAME, "Each");
        assertEquals(Optional.of(SpawnSites.EACH), Setting.oneOf(NAME, List.of(SpawnSites.values())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5", "9223372036854775808"})
    void whatIsNoSuchNumberIsRefused(String text) {
        System.setProperty(NAME, text);
        var error = assertThrows(IllegalStateException.class, () -> Setting.number(NAME));
        assertEquals("the system property %s is \"%s\"; to fix: a whole number, 0 or more".formatted(NAME, text),
            error.getMessage());
    }

    @Test
    void anotherWordIsRefused() {
        System.setProperty(NAME, "of");
        var error = assertThrows(IllegalStateException.class, () -> Setting.oneOf(NAME, List.of(SpawnSites.values())));
        assertEquals("the system property %s is \"of\"; to fix: one of [first, each, off]".formatted(NAME), error.getMessage());
    }
}

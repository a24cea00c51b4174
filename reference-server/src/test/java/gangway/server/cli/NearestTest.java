package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// What somebody meant.
class NearestTest {

    @ParameterizedTest
    @CsvSource({"serve,serve,0", "sevre,serve,1", "serv,serve,1", "--prot,--port,1", "'',abc,3", "kitten,sitting,3"})
    void correctionsAreCounted(String typed, String word, int corrections) {
        assertEquals(corrections, Nearest.distance(typed, word));
        assertEquals(corrections, Nearest.distance(word, typed));
    }

    @Test
    void theWordWithTheFewestCorrectionsIsMeant() {
        assertEquals(Optional.of("--port"), Nearest.to("--prot", List.of("--host", "--port", "--open")));
    }

    @Test
    void aWordThatIsFarFromAllMeansNone() {
        assertEquals("", Nearest.hint("deploy", List.of("serve", "run")));
    }
}

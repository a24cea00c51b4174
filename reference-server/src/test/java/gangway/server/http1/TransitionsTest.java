package gangway.server.http1;

import module java.base;

import gangway.server.http1.Transitions.On;
import gangway.server.http1.Transitions.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The table, its picture, and the other small values of the package.
class TransitionsTest {

    @ParameterizedTest
    @CsvSource({"IDLE, HEAD, BODY", "BODY, END, DONE", "DONE, NEXT, IDLE", "IDLE, INTERIM, IDLE", "BODY, BREAK, BROKEN"})
    void aMoveOfTheTableIsMade(State from, On on, State to) {
        assertEquals(to, Transitions.next(from, on));
    }

    @ParameterizedTest
    @CsvSource({"BODY, HEAD", "DONE, DATA", "BODY, INTERIM", "BROKEN, NEXT", "CLOSED, HEAD", "BODY, NEXT"})
    void aMoveThatIsNotInTheTableIsAnError(State from, On on) {
        assertTrue(assertThrows(IllegalStateException.class, () -> Transitions.next(from, on)).getMessage()
            .contains("no such move"));
    }

    @Test
    void everyStateCanBeReached() {
        var reached = EnumSet.of(State.IDLE);
        for (State _ : State.values())
            for (var move : Transitions.MOVES) if (reached.contains(move.from())) reached.add(move.to());
        assertEquals(EnumSet.allOf(State.class), reached);
    }

    @Test
    void theChapterShowsTheTable() throws IOException {
        Path chapter = Path.of(System.getProperty("gangway.root"), "reference-server", "README.md");
        assertTrue(Files.readString(chapter).contains("```mermaid\n" + Transitions.diagram() + "```"),
            () -> "put this diagram into " + chapter + ":\n" + Transitions.diagram());
    }

    @Test
    void limitsUnderWhichNothingFitsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withRequestLine(0));
    }
}

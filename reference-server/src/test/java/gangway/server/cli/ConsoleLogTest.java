package gangway.server.cli;

import module java.base;

import gangway.spec.rule.InputRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Where an application complains.
class ConsoleLogTest {

    @Test
    @Verifies(input = InputRule.ERRORS)
    void theErrorStreamTakesAnyTextAndNeverThrows() {
        var terminal = new Recorder();
        PrintWriter errors = new ConsoleLog(Optional.empty(), terminal.console().err(), false, ZoneOffset.UTC).errors();
        errors.println("é€\uD83D\uDE00 and half a character: \uD83D!");
        errors.flush();
        assertFalse(errors.checkError());
        String text = terminal.complained();
        assertTrue(text.startsWith("é€\uD83D\uDE00 and half a character: ") && text.contains("!"), text);
    }
}

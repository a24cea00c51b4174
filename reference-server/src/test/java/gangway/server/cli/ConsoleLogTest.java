package gangway.server.cli;

import module java.base;

import gangway.server.Refusal;
import gangway.spec.Peer;
import gangway.spec.Status;
import gangway.spec.rule.InputRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What the terminal, and the file of the flight recorder, are told.
class ConsoleLogTest {

    @TempDir
    private Path directory;

    static ConsoleLog log(Recorder terminal, boolean shown, Optional<RotatingFile> file) {
        PrintStream err = terminal.console().err();
        return new ConsoleLog(Optional.empty(), new RefusalLog(err, shown, file), err, false, ZoneOffset.UTC);
    }

    private static Refusal refusal(int number) {
        return new Refusal(new Peer("127.0.0.1", number), Instant.EPOCH, Status.BAD_REQUEST, "no. " + number, "GET", 3);
    }

    @Test
    @Verifies(input = InputRule.ERRORS)
    void theErrorStreamTakesAnyTextAndNeverThrows() {
        var terminal = new Recorder();
        PrintWriter errors = log(terminal, true, Optional.empty()).errors();
        errors.println("é€\uD83D\uDE00 and half a character: \uD83D!");
        errors.flush();
        assertFalse(errors.checkError());
        String text = terminal.complained();
        assertTrue(text.startsWith("é€\uD83D\uDE00 and half a character: ") && text.contains("!"), text);
    }

    @Test
    void aRefusalIsALine() {
        var terminal = new Recorder();
        log(terminal, true, Optional.empty()).refusal(refusal(7));
        assertEquals("refused 127.0.0.1:7: 400 no. 7\n", terminal.complained());
    }

    @Test
    void aFloodOfRefusalsIsNotShownButRecorded() throws IOException {
        var terminal = new Recorder();
        Path file = directory.resolve("refused");
        ConsoleLog log = log(terminal, true, Optional.of(new RotatingFile(file, 1 << 20)));
        long start = System.nanoTime();
        for (int i = 0; i < 300; i++) log.refusal(refusal(i));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
        assertTrue(terminal.complained().lines().count() <= 101 * seconds + 1, terminal::complained);
        assertEquals(600, Files.readAllLines(file).size(), "a line with the reason, one with the bytes");
    }

    @Test
    void whoeverWantsNoneGetsNone() {
        var terminal = new Recorder();
        ConsoleLog log = log(terminal, false, Optional.empty());
        log.refusal(refusal(7));
        assertEquals("", terminal.complained());
        assertEquals(0, log.recorded(), "and nothing is kept for it");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidOnceASecond() {
        var terminal = new Recorder();
        ConsoleLog log = log(terminal, false, Optional.of(new RotatingFile(directory, 1)));
        for (int i = 0; i < 3; i++) log.refusal(refusal(i));
        String complaint = terminal.complained();
        assertTrue(complaint.startsWith("gangway: a refused request cannot be recorded: "), complaint);
        assertTrue(complaint.lines().count() < 3, complaint);
    }
}

package gangway.spec.handler;

import module java.base;

import gangway.spec.Environ;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// What is printed of a failure.
class ReporterTest {

    private static final StackTraceElement[] FRAMES = {
        new StackTraceElement("app.Deep", "fail", "Deep.java", 3),
        new StackTraceElement("app.Main", "call", "Main.java", 2),
        new StackTraceElement("app.Main", "main", "Main.java", 1)};

    private static <E extends Throwable> E at(E error, int frames) {
        error.setStackTrace(Arrays.copyOf(FRAMES, frames));
        return error;
    }

    private static String printed(Reporter reporter, Throwable error) {
        var log = new StringWriter();
        Environ environ = Environ.create();
        Environ.ERRORS.put(environ, new PrintWriter(log));
        reporter.report(environ, error);
        return log.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void theWholeTraceIsThatOfJava() {
        assertEquals("""
            java.io.IOException: x
            \tat app.Deep.fail(Deep.java:3)
            """, printed(Reporter.STACK_TRACE, at(new IOException("x"), 1)));
    }

    @Test
    void aLimitKeepsTheFramesWhereItWasThrown() {
        assertEquals("""
            java.io.IOException: x
            \tat app.Deep.fail(Deep.java:3)
            \t… 2 more
            """, printed(Reporter.stackTrace(1), at(new IOException("x"), 3)));
    }

    @Test
    void aTraceWithinTheLimitIsWhole() {
        var error = at(new IOException("x"), 3);
        assertEquals(printed(Reporter.STACK_TRACE, error), printed(Reporter.stackTrace(3), error));
    }

    @Test
    void causesAndWhatWasSuppressedFollow() {
        var error = at(new IOException("x", at(new IllegalStateException("cause"), 0)), 0);
        error.addSuppressed(at(new Error("beside"), 0));
        assertEquals("""
            java.io.IOException: x
            Suppressed: java.lang.Error: beside
            Caused by: java.lang.IllegalStateException: cause
            """, printed(Reporter.stackTrace(5), error));
    }

    @Test
    void errorsThatCauseEachOtherArePrintedOnce() {
        var first = at(new IOException("1"), 0);
        first.initCause(at(new IOException("2", first), 0));
        assertEquals("java.io.IOException: 1\nCaused by: java.io.IOException: 2\n", printed(Reporter.stackTrace(0), first));
    }

    @Test
    void aNegativeLimitIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> Reporter.stackTrace(-1));
    }
}

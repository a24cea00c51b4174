package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Stack traces that end where the application begins.
class StackTraceTest {

    private static <T extends Throwable> T at(T error, String... classes) {
        error.setStackTrace(Stream.of(classes).map(name -> new StackTraceElement(name, "m", "F.java", 1))
            .toArray(StackTraceElement[]::new));
        return error;
    }

    @Test
    void framesBelowTheApplicationAreOursAndLeftOut() {
        var error = at(new IOException("x"), "java.util.ArrayList", "Hello", "gangway.spec.Stack", "gangway.server.Gateway",
            "java.lang.VirtualThread");
        assertEquals("""
            java.io.IOException: x
            \tat java.util.ArrayList.m(F.java:1)
            \tat Hello.m(F.java:1)""", StackTrace.of(error));
    }

    @Test
    void framesOfOursAboveTheApplicationStay() {
        var error = at(new IOException("x"), "gangway.spec.Header", "Hello", "gangway.server.Gateway");
        assertEquals("""
            java.io.IOException: x
            \tat gangway.spec.Header.m(F.java:1)
            \tat Hello.m(F.java:1)""", StackTrace.of(error));
    }

    @Test
    void anErrorOfOursAloneIsOneLine() {
        assertEquals("java.io.IOException: x", StackTrace.of(at(new IOException("x"), "gangway.server.Gateway")));
    }

    @Test
    void causesAndSuppressedAreShownWithTheFramesThatTheyDoNotShare() {
        var cause = at(new Error("why"), "Deep", "Hello", "gangway.server.Gateway");
        var error = at(new IOException("x", cause), "Hello", "gangway.server.Gateway");
        error.addSuppressed(at(new Error("too"), "Close"));
        assertEquals("""
            java.io.IOException: x
            \tat Hello.m(F.java:1)
            \tSuppressed: java.lang.Error: too
            \t\tat Close.m(F.java:1)
            Caused by: java.lang.Error: why
            \tat Deep.m(F.java:1)
            \t... 1 more""", StackTrace.of(error));
    }

    @Test
    void aCauseThatIsItsOwnCauseIsShownOnce() {
        var error = at(new IOException("x"));
        error.initCause(at(new Error("y", error)));
        assertEquals("""
            java.io.IOException: x
            Caused by: java.lang.Error: y
            Caused by: java.io.IOException: x""", StackTrace.of(error));
    }
}

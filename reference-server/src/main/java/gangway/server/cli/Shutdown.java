package gangway.server.cli;

import module java.base;

/// Ends the process in good order. TERM and INT are how a server is meant to stop, so after them it exits with 0; any other
/// end, such as the program's own `System.exit(3)`, is put in order too but keeps its code.
final class Shutdown {

    private Shutdown() {
    }

    /// Runs something before the process ends, whatever ends it.
    ///
    /// @param stop stops the server and closes the application; must end by itself
    static void when(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            if (isSignalled()) Runtime.getRuntime().halt(Exit.CLEAN.code());   // the JDK's own code would be 128 + signal
        }, "shutdown"));
    }

    /// Whether a signal made this process end: then the JDK waits for the hooks in a thread named for that signal. Without
    /// `sun.misc.Signal`, whose use the compiler always warns of, nothing else tells.
    private static boolean isSignalled() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
            .anyMatch(name -> name.equals("SIGTERM handler") || name.equals("SIGINT handler"));
    }
}

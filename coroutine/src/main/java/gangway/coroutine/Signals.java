package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Signal;

/// Signals of the operating system, and the end of the process, as coroutines meet them.
///
/// ```java
/// Signals.handle("HUP", () -> configuration.reload());
/// Signals.closeOnShutdown(Duration.ofSeconds(10));
/// ```
///
/// gevent's `signal_handler`.
public final class Signals {

    private Signals() {}

    /// Has something done in a new coroutine of the current hub whenever a signal arrives. While it may,
    /// [WouldBlockForever] is not thrown. What the JVM did with that signal before is not done any more: who handles `TERM`
    /// has to end the program.
    ///
    /// @param name   as the operating system has it, without `SIG`: `TERM`, `INT`, `HUP`
    /// @param action what to do; it may wait, and several may run at a time
    /// @return to be closed to have done again what was done before; that happens with the hub at the latest, and several
    ///         may be closed in any order
    /// @throws IllegalArgumentException when there is no such signal here, or the JVM or the operating system keeps it for
    ///                                  itself
    public static Handling handle(String name, Action action) {
        return new Handler(Hub.current(), name, action).handling();
    }

    /// Has the coroutines of the current hub killed when the JVM shuts down, on Ctrl-C or `kill`: their `finally` blocks
    /// run, and may wait. Then the hub's own thread is killed where it waits. The process ends with the code that it would
    /// have had without this (143 for `TERM`, 130 for `INT`), when that thread has ended or the time is over, whichever is
    /// first.
    ///
    /// @param atMost how long all that may take; they have half of it, and the hub's thread what is left
    /// @return to be closed to end as before
    /// @throws IllegalStateException when this has been asked for already, or the JVM is shutting down
    public static Handling closeOnShutdown(Duration atMost) {
        return new AtExit(Hub.current(), atMost).handling();
    }

    /// One signal that is handled.
    private static final class Handler {

        private final Hub hub;
        private final String name;
        private final Action action;
        private final Signal signal;
        private final Signal.Handler mine = new Signal.Handler(this::arrive);
        private final Signal.Handler former;
        private final Hold hold;
        private volatile boolean over;

        Handler(Hub hub, String name, Action action) {
            this.hub = hub;
            this.name = name;
            this.action = action;
            signal = new Signal(name);
            former = signal.handle(mine);
            hold = hub.hold();
        }

        Handling handling() {
            return new Handling(hub, this::end);
        }

        /// Called by a thread of the JVM; also after the end, by who was registered later and took this for what was
        /// before.
        private void arrive() {
            if (over || !hub.loop().post(this::spawn)) signal.pass(former);
        }

        private void spawn() {
            hub.spawn("signal " + name, action);
        }

        private void end() {
            over = true;
            hold.close();
            var last = signal.handle(former);
            if (!last.equals(mine)) signal.handle(last);       // somebody else came after this, and has not ended
        }
    }
}

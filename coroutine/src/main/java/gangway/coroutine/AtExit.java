package gangway.coroutine;

import module java.base;

/// Brings a hub to its end before the JVM ends: see [Signals#closeOnShutdown].
final class AtExit {

    private final Hub hub;
    private final Duration atMost;
    private final Thread hook;

    AtExit(Hub hub, Duration atMost) {
        this.hub = hub;
        this.atMost = atMost;
        hook = Thread.ofPlatform().name("shutdown of " + hub).unstarted(this::run);
    }

    Handling handling() {
        hub.belongings.endOnShutdown();
        Runtime.getRuntime().addShutdownHook(hook);
        return new Handling(hub, this::forget);
    }

    private void forget() {
        hub.belongings.notOnShutdown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException running) {
            // the hub was closed because of it
        }
    }

    /// Run by a thread of the JVM. When the hub's thread has ended there is nobody to run coroutines, nor when it is the
    /// one that called `System.exit` and waits there for this.
    private void run() {
        var thread = hub.loop().carrier();
        if (isExiting(thread) || !hub.loop().post(() -> hub.spawn("shutdown", this::killAll))) return;
        try {
            thread.join(atMost);
        } catch (InterruptedException e) {
            // the JVM does not wait for this any longer
        }
    }

    private static boolean isExiting(Thread thread) {
        return Stream.of(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit"));
    }

    private void killAll() {
        var me = Coroutine.current();
        var others = hub.coroutines().stream().filter(each -> each != me).toList();
        others.forEach(each -> each.interrupt(new GreenletExit("the JVM shuts down")));
        Coroutine.joinAll(others, JoinOption.atMost(atMost.dividedBy(2)));
        endQuietly(hub.loop().carrier());
        hub.root().interrupt(new GreenletExit("the JVM shuts down"));
    }

    /// That the thread was killed is no error to be printed.
    private static void endQuietly(Thread thread) {
        var usual = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((ended, error) -> {
            if (!(error instanceof GreenletExit)) usual.uncaughtException(ended, error);
        });
    }
}

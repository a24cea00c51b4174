package gangway.server;

import module java.base;

/// Looks at all connections of a server a few times a second, and ends what takes too long there.
///
/// One thread does that for all. The wait for a request and each write are so frequent, and so rarely too long, that they
/// should cost nothing: a connection only notes until when it will wait. The thread ends when there are no connections, so
/// a server without clients does nothing at all.
final class Timekeeper {

    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final long BEGINNING = System.nanoTime();

    private final Collection<Connection> connections;
    private final Log log;
    private final AtomicBoolean awake = new AtomicBoolean();

    /// @param connections those that there are, always
    /// @param log         is told when looking at one fails
    Timekeeper(Collection<Connection> connections, Log log) {
        this.connections = connections;
        this.log = log;
    }

    /// @return nanoseconds, from 0, so that they can be compared, and any timeout added
    static long now() {
        return System.nanoTime() - BEGINNING;
    }

    /// Sees to it that somebody looks, now that there is a connection.
    void wake() {
        if (awake.get() || !awake.compareAndSet(false, true)) return;
        try {
            Thread.ofPlatform().name("timekeeper").daemon().start(this::run);
        } catch (OutOfMemoryError e) {                         // "unable to create native thread"
            awake.set(false);
            throw e;
        }
    }

    private void run() {
        do {
            while (!connections.isEmpty()) {
                LockSupport.parkNanos(PERIOD.toNanos());
                try {
                    sweep();
                } catch (RuntimeException | Error e) {
                    // there was no memory to go on or to say so: the next time, perhaps
                }
            }
            awake.set(false);
        } while (!connections.isEmpty() && awake.compareAndSet(false, true));   // one came just then
    }

    private void sweep() {
        long now = now();
        for (Connection connection : connections) {
            try {
                connection.sweep(now);
            } catch (RuntimeException | Error e) {             // the others must not wait for ever because of one
                log.trouble("a connection could not be looked after", e);
            }
        }
    }
}

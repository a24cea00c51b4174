package gangway.coroutine;

import module java.base;

/// A time that leaps to where somebody waits for it, and stands still otherwise. A test then takes none, and depends on none.
final class Leaps implements Clock, Poller {

    private final java.util.concurrent.Semaphore wakeups = new java.util.concurrent.Semaphore(0);
    private long now = -5;                                     // the clock may be negative, and pass zero

    /// Has a hub use it.
    HubBuilder of(HubBuilder hub) {
        return hub.clock(this).poller(this);
    }

    void advance(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void await(long nanos) {
        if (wakeups.drainPermits() > 0) return;
        if (nanos != Long.MAX_VALUE) now += nanos;
        else wakeups.acquireUninterruptibly();
    }

    @Override
    public void wakeup() {
        wakeups.release();
    }

    @Override
    public boolean expectsSomething() {
        return false;
    }

    @Override
    public void close() {}
}

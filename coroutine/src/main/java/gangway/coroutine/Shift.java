package gangway.coroutine;

import module java.base;

/// One thread's time as the one who runs a loop. It may be taken from it, but only while it is seen to do nothing: each step of
/// the loop, and each use of the hub, makes it another moment.
final class Shift {

    private static final long TAKEN = -1;
    private static final long EPOCH = 1L << 40;

    private final Thread thread;
    private final AtomicLong moment = new AtomicLong();
    private long epoch;

    /// Who waits until it is this shift's time again: its thread, or a virtual thread that is pinned to it.
    private volatile Thread waiter;

    Shift(Thread thread) {
        this.thread = thread;
        waiter = thread;
    }

    Thread thread() {
        return thread;
    }

    /// Goes on to the next moment.
    ///
    /// @return false if the shift has been taken
    boolean goOn() {
        long now = moment.get();
        return now != TAKEN && moment.compareAndSet(now, now + 1);
    }

    long moment() {
        return moment.get();
    }

    /// Takes it, if it is still the moment at which it was looked at.
    boolean take(long seen) {
        return seen != TAKEN && moment.compareAndSet(seen, TAKEN);
    }

    /// Begins it again, at a moment that has not been before.
    void begin() {
        moment.set(epoch += EPOCH);
        LockSupport.unpark(waiter);
    }

    boolean isOver() {
        return moment.get() == TAKEN;
    }

    void end() {
        moment.set(TAKEN);
    }

    void waitedForBy(Thread thread) {
        waiter = thread;
    }
}

package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Listing;

/// A virtual thread as a fiber. Its scheduler is the hub's loop, so to unpark it is to put it into the loop's queue.
final class ThreadFiber implements Fiber {

    private final Thread thread;
    private final Optional<Listing> listing;
    private boolean resumed;

    /// @param listing where it will be listed; empty for one that has been started already
    ThreadFiber(Thread thread, Optional<Listing> listing) {
        this.thread = thread;
        this.listing = listing;
    }

    Thread thread() {
        return thread;
    }

    /// @return whether it is parked, though not by [#suspend]
    boolean waitsElsewhere() {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    @Override
    public void start() {
        listing.orElseThrow().start(thread);
    }

    @Override
    public void resume() {
        resumed = true;
        LockSupport.unpark(thread);
    }

    /// No loop here on purpose: while a great many park and none has come back yet, the compiler believes that a loop never
    /// ends, and each of them then pays 10 µs for its mistake.
    @Override
    public void suspend() {
        if (!resumed) LockSupport.park();
        if (!resumed) suspendAgain();
        resumed = false;
    }

    /// Others may unpark it too, and an interrupt does; neither ends the wait. An interrupt is kept for code that asks for it.
    private void suspendAgain() {
        boolean interrupted = false;
        while (!resumed) {
            if (Thread.interrupted()) interrupted = true;
            LockSupport.park();
        }
        if (interrupted) thread.interrupt();
    }

    @Override
    public void yield() {
        Thread.yield();
    }

    @Override
    public void interrupt() {
        thread.interrupt();
    }

    @Override
    public StackTraceElement[] stack() {
        return thread.getStackTrace();
    }
}

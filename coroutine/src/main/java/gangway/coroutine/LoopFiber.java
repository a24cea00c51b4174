package gangway.coroutine;

import module java.base;

/// The thread that a hub belongs to, as a fiber: when it waits, it runs the hub's loop until it is resumed. In gevent this is
/// the main greenlet.
final class LoopFiber implements Fiber {

    private final Loop loop;
    private final Thread thread;
    private final Runnable arrival = this::arrive;
    private boolean resumed;

    LoopFiber(Loop loop, Thread thread) {
        this.loop = loop;
        this.thread = thread;
    }

    /// It runs already.
    @Override
    public void start() {}

    /// Waits for its turn among the others, as they do.
    @Override
    public void resume() {
        loop.execute(arrival);
    }

    private void arrive() {
        resumed = true;
    }

    boolean resumed() {
        return resumed;
    }

    @Override
    public void suspend() {
        loop.runUntil(this);
        resumed = false;
    }

    @Override
    public void yield() {
        resume();
        suspend();
    }

    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public StackTraceElement[] stack() {
        return thread.getStackTrace();
    }
}

package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Scope;

/// A bare continuation as a fiber. To resume it is to queue its next step with the loop.
final class ContinuationFiber implements Fiber, Runnable {

    private final Loop loop;
    private final Strand strand;
    private boolean yielding;

    ContinuationFiber(Loop loop, Runnable body) {
        this.loop = loop;
        strand = new Strand(Scope.COROUTINE, body);
    }

    @Override
    public void start() {
        loop.execute(this);
    }

    @Override
    public void resume() {
        loop.execute(this);
    }

    /// One step, from where it was left to where it is left again. Called by the loop.
    @Override
    public void run() {
        strand.resume();
        if (yielding) loop.execute(this);
    }

    @Override
    public void suspend() {
        strand.suspend();
    }

    @Override
    public void yield() {
        yielding = true;
        try {
            strand.suspend();
        } finally {
            yielding = false;
        }
    }

    @Override
    public StackTraceElement[] stack() {
        return strand.stack().toArray(StackTraceElement[]::new);
    }
}

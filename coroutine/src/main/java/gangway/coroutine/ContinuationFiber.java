package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Continuation;
import gangway.coroutine.jdk.HeldMonitors;
import gangway.coroutine.jdk.Scope;

/// A bare continuation as a fiber. To resume it is to queue its next step with the loop.
///
/// It refuses to be left inside `synchronized`: whoever would enter the same monitor next would block the hub's thread for
/// ever. That is seen only when it has been left, so it is entered again at once, and finds the error where it wanted to wait.
final class ContinuationFiber implements Fiber, Runnable {

    private final Loop loop;
    private final Continuation continuation;
    private boolean yielding;
    private boolean refused;

    ContinuationFiber(Loop loop, Runnable body) {
        this.loop = loop;
        continuation = new Continuation(Scope.COROUTINE, body);
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
        continuation.resume();
        while (HeldMonitors.any(continuation)) {
            refused = true;
            continuation.resume();
        }
        if (yielding) {
            yielding = false;
            loop.execute(this);
        }
    }

    @Override
    public void suspend() {
        if (!HeldMonitors.countable()) HeldMonitors.find(Scope.COROUTINE).ifPresent(MonitorHeld::refuse);
        Continuation.suspend(Scope.COROUTINE);
        if (!refused) return;
        refused = false;
        yielding = false;
        MonitorHeld.refuse(HeldMonitors.find(Scope.COROUTINE).orElse("an object"));
    }

    @Override
    public void yield() {
        yielding = true;
        try {
            suspend();
        } finally {
            yielding = false;                                  // it was not suspended if native code is in between
        }
    }

    @Override
    public StackTraceElement[] stack() {
        return continuation.stack();
    }
}

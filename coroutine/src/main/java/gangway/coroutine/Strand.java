package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Continuation;
import gangway.coroutine.jdk.HeldMonitors;
import gangway.coroutine.jdk.MissingFlags;
import gangway.coroutine.jdk.Scope;
import gangway.coroutine.jdk.ScopedBindings;

/// A bare continuation that can do no harm: what generators, greenlets and the raw kernel's coroutines are made of.
///
/// It refuses to be left inside `synchronized`: whoever would enter the same monitor next would block the thread for ever.
/// That is seen only when it has been left, so it is entered again at once, and finds [MonitorHeld] where it wanted to be
/// left. What whoever resumed it has locked stays locked, and each side keeps the `ScopedValue`s that it has bound.
///
/// Owned by one generator, greenlet or coroutine, which sees to it that one thread at a time runs it.
final class Strand {

    private final Scope scope;
    private final Continuation continuation;
    private boolean moved;                                     // monitors, by the last attempt to leave it

    Strand(Scope scope, Runnable body) {
        MissingFlags.check();                                  // without them the next class cannot even be loaded
        this.scope = scope;
        continuation = new Continuation(scope, body);
    }

    /// Runs it on this thread until it is left or ends.
    void resume() {
        Object bindings = ScopedBindings.current();
        try {
            continuation.resume();
            while (HeldMonitors.any(continuation)) {
                moved = true;
                continuation.resume();
            }
        } finally {
            ScopedBindings.restore(bindings);
        }
    }

    /// Leaves it; comes back when it is resumed. Called inside it.
    ///
    /// @throws MonitorHeld           when it is inside `synchronized`
    /// @throws IllegalStateException when there is native code or a class initializer in between
    void suspend() {
        if (!HeldMonitors.countable() || continuation.mayHoldInflated()) refuseInsideSynchronized();
        if (!HeldMonitors.countable()) HeldMonitors.inflateOutside(continuation);
        Object bindings = ScopedBindings.current();
        Continuation.suspend(scope);
        for (int attempt = 1; moved; attempt++) {              // back at once, with all monitors
            moved = false;
            keepMonitors(attempt);
            Continuation.suspend(scope);
        }
        ScopedBindings.restore(bindings);
    }

    /// Finds out whose the monitors are that were moved. Its own may not be; the others are kept from moving again.
    private void keepMonitors(int attempt) {
        refuseInsideSynchronized();
        if (attempt > 1) MonitorHeld.refuse("an object, locked by whoever runs it");
        HeldMonitors.inflateOutside(continuation);
    }

    private void refuseInsideSynchronized() {
        HeldMonitors.find(scope).ifPresent(MonitorHeld::refuse);
    }

    /// @return whether its body has returned or thrown
    boolean isDone() {
        return continuation.isDone();
    }

    /// @return whether it is what the current thread runs, with nothing else inside
    boolean isCurrent() {
        return continuation.isCurrent();
    }

    /// @return whether [#suspend] would leave it, and what runs inside it
    boolean isInnermost() {
        return continuation.isInnermost();
    }

    /// @return where it was left, innermost frame first
    List<StackTraceElement> stack() {
        return List.of(continuation.stack());
    }
}

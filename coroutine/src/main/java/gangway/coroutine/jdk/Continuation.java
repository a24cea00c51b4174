package gangway.coroutine.jdk;

import module java.base;

/// A function with a stack of its own, which can be left in the middle and entered again there: the one continuation that
/// this library makes everything of that is not a thread.
///
/// It is the JDK's own, which virtual threads are made of too. It runs on the thread of whoever resumes it, and may be resumed
/// by another thread than before, but by one at a time; whoever owns it sees to that. What the JDK does not promise for it (a
/// monitor held while it is suspended, above all) is [HeldMonitors]' business.
public final class Continuation {

    private final jdk.internal.vm.Continuation inner;
    private final Scope scope;

    /// @param scope what it is for
    /// @param body  what it runs; nothing runs yet
    /// @throws MissingFlags when the JVM was started without the options that this needs
    public Continuation(Scope scope, Runnable body) {
        MissingFlags.check();
        this.scope = scope;
        inner = new jdk.internal.vm.Continuation(scope.scope, body);
    }

    /// Runs it from where it was left, on this thread, until it suspends or ends. An exception of its body comes out here, and
    /// then it has ended. Resuming one that runs or has ended is the caller's mistake, and leaves it unusable.
    public void resume() {
        inner.run();
    }

    /// Leaves the innermost continuation of a scope that runs on this thread, and comes back when it is resumed.
    ///
    /// @throws IllegalStateException when none runs here, or a frame of native code or of a class initializer is in between
    public static void suspend(Scope scope) {
        jdk.internal.vm.Continuation.yield(scope.scope);
    }

    /// @return whether its body has returned or thrown
    public boolean isDone() {
        return inner.isDone();
    }

    /// @return whether this is the innermost of its scope on the current thread, the one that [#suspend] would leave
    public boolean isInnermost() {
        return jdk.internal.vm.Continuation.getCurrentContinuation(scope.scope) == inner;
    }

    /// @return where it is suspended, innermost frame first; empty before its first and after its last frame
    public StackTraceElement[] stack() {
        return inner.getStackTrace();
    }

    jdk.internal.vm.Continuation inner() {
        return inner;
    }
}

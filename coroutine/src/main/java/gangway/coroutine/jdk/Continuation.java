package gangway.coroutine.jdk;

import module java.base;

/// A function with a stack of its own, which can be left in the middle and entered again there: the one continuation that
/// this library makes everything of that is not a thread.
///
/// It is the JDK's own, which virtual threads are made of too. It runs on the thread of whoever resumes it, and may be
/// resumed by another thread than before, but by one at a time; whoever owns it sees to that. What the JDK does not promise
/// for it (a monitor held while it is suspended, above all) is [HeldMonitors]' business.
///
/// Whoever makes one calls [MissingFlags#check] first: without the options this class cannot even be loaded.
public final class Continuation {

    private final Inner inner;
    private final Scope scope;

    /// @param scope what it is for
    /// @param body  what it runs; nothing runs yet
    public Continuation(Scope scope, Runnable body) {
        this.scope = scope;
        inner = new Inner(scope, body);
    }

    /// The JDK's, with an error that can be understood, and with a mark.
    private static final class Inner extends jdk.internal.vm.Continuation {

        /// The innermost continuation that a platform thread runs, of whatever scope.
        private static final VarHandle INNERMOST = Opened.field(Thread.class, "cont", jdk.internal.vm.Continuation.class);

        private boolean holdsInflated;

        Inner(Scope scope, Runnable body) {
            super(scope.scope, body);
        }

        @Override
        protected void onPinned(Pinned reason) {
            throw new IllegalStateException("""
                cannot be suspended: %s is in between
                  rule: only frames of Java code can be put aside
                  to fix: suspend outside of it""".formatted(switch (reason) {
                case NATIVE -> "a class initializer or native code that called back";
                case MONITOR -> "a synchronized block";
                case CRITICAL_SECTION, EXCEPTION -> "a critical section of the JDK";
            }));
        }
    }

    /// Runs it from where it was left, on this thread, until it suspends or ends. An exception of its body comes out here,
    /// and then it has ended. Resuming one that runs or has ended is the caller's mistake, and leaves it unusable.
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

    /// @return whether this is what the current thread runs, with no other continuation in between
    public boolean isCurrent() {
        return Inner.INNERMOST.get(Carrier.current()) == inner;
    }

    /// @return whether, while it ran, [HeldMonitors#inflate] has moved monitors that may be its own to where
    ///         [HeldMonitors#any] does not see them
    public boolean mayHoldInflated() {
        return inner.holdsInflated;
    }

    /// Marks all that the current thread is inside of.
    static void markCurrent() {
        mark((jdk.internal.vm.Continuation) Inner.INNERMOST.get(Carrier.current()));
    }

    /// Marks all that this runs inside of.
    void markOuter() {
        mark(inner.getParent());
    }

    private static void mark(jdk.internal.vm.Continuation innermost) {
        for (var each = innermost; each != null; each = each.getParent())
            if (each instanceof Inner marked) marked.holdsInflated = true;
    }

    /// @return whether this is the innermost of its scope on the current thread, the one that [#suspend] would leave
    public boolean isInnermost() {
        return jdk.internal.vm.Continuation.getCurrentContinuation(scope.scope) == inner;
    }

    /// @return where it is suspended, innermost frame first and without those of the JDK; empty before its first and after
    ///         its last frame
    public StackTraceElement[] stack() {
        return Stream.of(inner.getStackTrace()).filter(frame -> !frame.getClassName().startsWith("jdk.internal.vm."))
            .filter(frame -> !frame.getClassName().equals(Continuation.class.getName())).toArray(StackTraceElement[]::new);
    }

    jdk.internal.vm.Continuation inner() {
        return inner;
    }
}

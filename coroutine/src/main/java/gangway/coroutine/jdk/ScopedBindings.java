package gangway.coroutine.jdk;

import module java.base;

/// What the current thread's `ScopedValue`s are bound to. The JDK keeps it in the thread, so a continuation that is
/// suspended inside `ScopedValue.where(…).run(…)` would leave its bindings to whoever runs next, and whoever runs next
/// would leave others to it.
public final class ScopedBindings {

    private static final VarHandle BINDINGS = Opened.field(Thread.class, "scopedValueBindings", Object.class);

    private ScopedBindings() {}

    /// @return what is bound now, for [#restore]
    public static Object current() {
        return BINDINGS.get(Thread.currentThread());
    }

    /// @param bindings from [#current]
    public static void restore(Object bindings) {
        if (current() != bindings) BINDINGS.set(Thread.currentThread(), bindings);
    }
}

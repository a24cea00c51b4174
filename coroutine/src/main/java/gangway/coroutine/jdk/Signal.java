package gangway.coroutine.jdk;

import module java.base;

/// One of the operating system's signals, as the JVM hands it on.
///
/// The class for it is `sun.misc.Signal`. It is exported and supported, but javac warns of whoever names it, and that warning
/// cannot be turned off; so it is looked up by its name.
///
/// @param signal what the JVM knows it as
public record Signal(Object signal) {

    private static final MethodHandle OF;
    private static final MethodHandle HANDLE;
    private static final MethodHandle RAISE;
    private static final MethodHandle CALL;
    private static final MethodHandle RUN;
    private static final Class<?> HANDLER;

    static {
        try {
            var lookup = MethodHandles.publicLookup();
            var signal = Class.forName("sun.misc.Signal");
            HANDLER = Class.forName("sun.misc.SignalHandler");
            OF = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class));
            HANDLE = lookup.findStatic(signal, "handle", MethodType.methodType(HANDLER, signal, HANDLER));
            RAISE = lookup.findStatic(signal, "raise", MethodType.methodType(void.class, signal));
            CALL = lookup.findVirtual(HANDLER, "handle", MethodType.methodType(void.class, signal));
            RUN = MethodHandles.dropArguments(
                lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class)), 1, signal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no module jdk.unsupported, and so no signals", e);
        }
    }

    /// What the JVM calls when a signal arrives. Two are equal if they are the same.
    ///
    /// @param handler what the JVM knows it as
    public record Handler(Object handler) {

        /// @param action run on a thread that the JVM makes for it
        public Handler(Runnable action) {
            this(MethodHandleProxies.asInterfaceInstance(HANDLER, RUN.bindTo(action)));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Handler(var its) && its == handler;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(handler);
        }
    }

    /// @param name as the operating system has it, without `SIG`: `TERM`
    /// @throws IllegalArgumentException when there is none of that name here
    public Signal(String name) {
        this(call(() -> OF.invoke(name)));
    }

    /// Has the JVM call something from now on.
    ///
    /// @return what it has called so far
    /// @throws IllegalArgumentException when the JVM or the operating system keeps this signal for itself
    public Handler handle(Handler handler) {
        return new Handler(call(() -> HANDLE.invoke(signal, handler.handler())));
    }

    /// Does what would have been done without this program: calls what was called before, or, where that was nothing of Java's,
    /// lets the operating system do what it does.
    public void pass(Handler former) {
        try {
            call(() -> CALL.invoke(former.handler(), signal));
        } catch (UnsupportedOperationException nothingOfJava) {
            handle(former);
            raise();
        }
    }

    /// Sends it to this process.
    public void raise() {
        call(() -> RAISE.invoke(signal));
    }

    /// Something that a method handle does.
    @FunctionalInterface
    private interface Invocation {
        Object invoke() throws Throwable;
    }

    private static Object call(Invocation invocation) {
        try {
            return invocation.invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {                                // these methods declare nothing
            throw new IllegalStateException("a signal's method failed", e);
        }
    }
}

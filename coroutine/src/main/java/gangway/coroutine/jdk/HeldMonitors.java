package gangway.coroutine.jdk;

import module java.base;

/// Tells whether a continuation was suspended inside `synchronized`, where, and on what.
///
/// The JDK lets that happen: the monitor then belongs to nobody who runs, and the next who enters it on this thread blocks
/// the thread for ever. Java has no cheap way to ask what a thread has locked. But the JVM moves the locks of a suspended
/// continuation into its stack chunk and notes their number there, in a byte that no Java field names. Where that byte is,
/// is found out once, by suspending three continuations with no, one and two locks and looking for the byte that says
/// 0, 1 and 2. A monitor that somebody else waited for (an inflated one) is not counted there; [#find] sees both, and is slow.
public final class HeldMonitors {

    private static final int UNKNOWN = -1;
    private static final int HEADER = 64;                      // no chunk is shorter, and its fields are at its beginning

    private static final MethodHandle GET_BYTE;
    private static final MethodHandle GET_REFERENCE;
    private static final long CHUNK;
    private static final long NUMBER;
    private static final MethodHandle WALKER;
    private static final MethodHandle MONITORS;

    static {
        try {
            var base = Object.class.getModule();
            // java.lang is open to us, so a module can be asked to export one package more, to us alone.
            Opened.lookup(Module.class).findVirtual(Module.class, "implAddExports",
                MethodType.methodType(void.class, String.class, Module.class))
                .invoke(base, "jdk.internal.misc", HeldMonitors.class.getModule());
            var type = Class.forName("jdk.internal.misc.Unsafe");
            var here = MethodHandles.lookup();
            var unsafe = here.findStatic(type, "getUnsafe", MethodType.methodType(type)).invoke();
            GET_BYTE = here.findVirtual(type, "getByte",
                MethodType.methodType(byte.class, Object.class, long.class)).bindTo(unsafe);
            GET_REFERENCE = here.findVirtual(type, "getReference",
                MethodType.methodType(Object.class, Object.class, long.class)).bindTo(unsafe);
            CHUNK = (long) here.findVirtual(type, "objectFieldOffset",
                MethodType.methodType(long.class, Class.class, String.class)).bindTo(unsafe)
                .invoke(jdk.internal.vm.Continuation.class, "tail");
            NUMBER = calibrate();
            var frame = Class.forName("java.lang.LiveStackFrame");
            WALKER = Opened.lookup(frame).findStatic(frame, "getStackWalker",
                MethodType.methodType(StackWalker.class, Set.class, jdk.internal.vm.ContinuationScope.class));
            MONITORS = Opened.lookup(frame).findVirtual(frame, "getMonitors", MethodType.methodType(Object[].class))
                .asType(MethodType.methodType(Object[].class, StackWalker.StackFrame.class));
        } catch (Throwable e) {
            throw new IllegalStateException("this JDK's continuations are not those that are known here", e);
        }
    }

    private HeldMonitors() {}

    /// @return whether [#any] can tell; if not, [#find] has to be asked before each suspension
    public static boolean countable() {
        return NUMBER != UNKNOWN;
    }

    /// @param suspended a continuation that is not running
    /// @return whether it holds a monitor that nobody else has waited for
    public static boolean any(Continuation suspended) {
        return NUMBER != UNKNOWN && number(suspended, NUMBER) != 0;
    }

    /// Looks through the frames of the innermost continuation of a scope for one that is inside `synchronized`.
    ///
    /// @return what is locked, and by which line; empty if nothing is
    public static Optional<String> find(Scope scope) {
        try {
            var walker = (StackWalker) WALKER.invokeExact(Set.<StackWalker.Option>of(), scope.scope);
            return walker.walk(frames -> frames.filter(HeldMonitors::holds).findFirst()).map(HeldMonitors::describe);
        } catch (Throwable e) {
            throw new IllegalStateException("the frames of this thread cannot be walked", e);
        }
    }

    private static boolean holds(StackWalker.StackFrame frame) {
        return monitors(frame).length > 0;
    }

    private static String describe(StackWalker.StackFrame frame) {
        var locked = monitors(frame)[0];
        return "%s, locked by %s".formatted(locked.getClass().getName(), frame.toStackTraceElement());
    }

    private static Object[] monitors(StackWalker.StackFrame frame) {
        try {
            return (Object[]) MONITORS.invokeExact(frame);
        } catch (Throwable e) {
            throw new IllegalStateException("no monitors in " + frame, e);
        }
    }

    private static byte number(Continuation suspended, long offset) {
        try {
            Object chunk = (Object) GET_REFERENCE.invokeExact((Object) suspended.inner(), CHUNK);
            return chunk == null ? 0 : (byte) GET_BYTE.invokeExact(chunk, offset);
        } catch (Throwable e) {
            throw new IllegalStateException("no stack chunk", e);
        }
    }

    /// @return where in a stack chunk the number of its locks is, or [#UNKNOWN] if this JVM keeps it elsewhere
    private static long calibrate() {
        Object alone = new Object();                           // three: a second who enters one of them would hang
        Object first = new Object();
        Object second = new Object();
        var none = suspended(() -> Continuation.suspend(Scope.COROUTINE));
        var one = suspended(() -> {
            synchronized (alone) {
                Continuation.suspend(Scope.COROUTINE);
            }
        });
        var two = suspended(() -> {
            synchronized (first) {
                synchronized (second) {
                    Continuation.suspend(Scope.COROUTINE);
                }
            }
        });
        var candidates = LongStream.range(8, HEADER)
            .filter(at -> number(none, at) == 0 && number(one, at) == 1 && number(two, at) == 2).toArray();
        one.resume();
        two.resume();
        none.resume();
        return candidates.length == 1 ? candidates[0] : UNKNOWN;
    }

    private static Continuation suspended(Runnable body) {
        var continuation = new Continuation(Scope.COROUTINE, body);
        continuation.resume();
        return continuation;
    }
}

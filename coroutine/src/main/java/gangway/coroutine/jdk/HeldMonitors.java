package gangway.coroutine.jdk;

import module java.base;

/// Tells whether a continuation was suspended inside `synchronized`, where, and on what.
///
/// The JDK lets that happen: the monitor then belongs to nobody who runs, and the next who enters it on this thread blocks
/// the thread for ever. Java has no cheap way to ask what a thread has locked. But the JVM moves the locks of a suspended
/// continuation into its stack chunk and notes their number there, in a byte that no Java field names. Where that byte is,
/// is found out once, by suspending three continuations with no, one and two locks and looking for the byte that says 0, 1
/// and 2. A monitor that somebody else waited for (an inflated one) is not counted there; [#find] sees both, and is slow.
///
/// What the JVM moves away is everything that the thread has locked, also what those have locked who resumed the
/// continuation and are still inside of their `synchronized`: these then hold it no more. It leaves inflated monitors
/// alone, though. So [#inflate] is the cure: it makes the JVM keep all that the thread has locked in that other way.
public final class HeldMonitors {

    private static final int UNKNOWN = -1;
    private static final int ROOM = 8;                         // the capacity of HotSpot's LockStack
    private static final int HEADER = 64;                      // no chunk is shorter, and its fields are at its beginning

    private static final MethodHandle GET_BYTE;
    private static final MethodHandle GET_REFERENCE;
    private static final long CHUNK;
    private static final long CHILD;
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
            var offset = here.findVirtual(type, "objectFieldOffset",
                MethodType.methodType(long.class, Class.class, String.class)).bindTo(unsafe);
            CHUNK = (long) offset.invoke(jdk.internal.vm.Continuation.class, "tail");
            CHILD = (long) offset.invoke(jdk.internal.vm.Continuation.class, "child");
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
    /// @return whether monitors were moved away with it, or with what is suspended inside it: its own, or those of who
    ///         resumed it
    public static boolean any(Continuation suspended) {
        if (NUMBER == UNKNOWN) return false;
        for (Object each = suspended.inner(); each != null; each = child(each)) if (number(each, NUMBER) != 0) return true;
        return false;
    }

    /// Makes the JVM keep what the current thread has locked so that it stays the thread's when a continuation is suspended.
    ///
    /// A thread has room for eight locks; one more makes the JVM inflate the oldest. So eight more, one inside another,
    /// drive out all that were there.
    public static void inflate() {
        Continuation.markCurrent();
        lock(new Object[ROOM], 0);
    }

    /// The same, for a continuation that runs on this thread and is known to have locked nothing itself.
    public static void inflateOutside(Continuation innocent) {
        innocent.markOuter();
        lock(new Object[ROOM], 0);
    }

    private static void lock(Object[] others, int index) {
        if (index == others.length) return;
        others[index] = new Object();                          // in an array, so that no compiler leaves the locking out
        synchronized (others[index]) {
            lock(others, index + 1);
        }
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
        return Stream.of(monitors(frame)).anyMatch(Objects::nonNull);
    }

    private static String describe(StackWalker.StackFrame frame) {
        var locked = Stream.of(monitors(frame)).filter(Objects::nonNull).findFirst().orElseThrow();
        return "%s, locked by %s".formatted(locked.getClass().getName(), frame.toStackTraceElement());
    }

    private static Object[] monitors(StackWalker.StackFrame frame) {
        try {
            return (Object[]) MONITORS.invokeExact(frame);
        } catch (Throwable e) {
            throw new IllegalStateException("no monitors in " + frame, e);
        }
    }

    private static Object child(Object suspended) {
        try {
            return (Object) GET_REFERENCE.invokeExact(suspended, CHILD);
        } catch (Throwable e) {
            throw new IllegalStateException("no child", e);
        }
    }

    private static byte number(Object suspended, long offset) {
        try {
            Object chunk = (Object) GET_REFERENCE.invokeExact(suspended, CHUNK);
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
            .filter(at -> number(none.inner(), at) == 0).filter(at -> number(one.inner(), at) == 1)
            .filter(at -> number(two.inner(), at) == 2).toArray();
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

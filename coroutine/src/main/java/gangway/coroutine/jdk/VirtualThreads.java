package gangway.coroutine.jdk;

import module java.base;

/// Virtual threads with a scheduler of one's own, and what one can learn of a virtual thread.
///
/// The JDK has them, for its own tests, and no JDK so far makes them public: how to get at them is [Signature]'s business.
public final class VirtualThreads {

    private static final Optional<VarHandle> CARRIER = field("carrierThread", Thread.class);
    private static final Optional<VarHandle> SCHEDULER = field("scheduler", Executor.class);

    private VirtualThreads() {}

    /// The way of this JDK, looked for when the first hub needs it.
    private static final class Here {
        static final Optional<Signature> SIGNATURE = Signature.firstOf(Signature.KNOWN);
    }

    /// @return whether this JDK takes a scheduler in a way that is known
    /// @throws MissingFlags when the JVM was started without the options that this needs
    public static boolean arePossible() {
        MissingFlags.check();
        return Here.SIGNATURE.isPresent();
    }

    /// @param scheduler is given each piece of work that a thread of this builder wants to run, from any thread, with the
    ///                  thread pinned: it must not block
    /// @return a builder of virtual threads that run where their scheduler runs them
    /// @throws MissingFlags                  when the JVM was started without the options that this needs
    /// @throws UnsupportedOperationException when the JDK takes a scheduler in no way that is known
    public static Thread.Builder.OfVirtual builder(Executor scheduler) {
        MissingFlags.check();
        try {
            return Here.SIGNATURE.orElseThrow(VirtualThreads::noWay).builder(scheduler);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("what this JDK could a moment ago it cannot now", e);
        }
    }

    private static UnsupportedOperationException noWay() {
        return new UnsupportedOperationException("""
            Java %s takes a scheduler for virtual threads in no way that is known here
              to fix: use Kernel.CONTINUATION (-Dgangway.coroutine.kernel=continuation), or a JDK 25""".formatted(
            Runtime.version()));
    }

    /// @return the platform thread on which a virtual thread runs right now; empty while it runs nowhere, and where the JDK
    ///         does not tell
    public static Optional<Thread> carrier(Thread virtual) {
        return CARRIER.map(field -> (Thread) field.getVolatile(virtual));
    }

    /// @return what runs a virtual thread; empty where the JDK does not tell
    public static Optional<Executor> scheduler(Thread virtual) {
        return SCHEDULER.map(field -> (Executor) field.get(virtual));
    }

    private static Optional<VarHandle> field(String name, Class<?> type) {
        try {
            var owner = Class.forName("java.lang.VirtualThread");
            return Optional.of(Opened.lookup(owner).findVarHandle(owner, name, type));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}

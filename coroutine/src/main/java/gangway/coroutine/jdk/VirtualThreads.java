package gangway.coroutine.jdk;

import module java.base;

/// Virtual threads with a scheduler of one's own, and what one can learn of a virtual thread.
///
/// The JDK has them, for its own tests: a constructor in `java.lang` that takes the scheduler. No JDK so far makes it public,
/// so this is where a later JDK may want another way; [#SIGNATURES] lists those known.
public final class VirtualThreads {

    /// The ways in which JDKs are known to take a scheduler: a class in `java.lang`, and what its constructor takes.
    private static final List<String> SIGNATURES = List.of("java.lang.ThreadBuilders$VirtualThreadBuilder");

    private static final VarHandle CARRIER = field("carrierThread", Thread.class);
    private static final VarHandle SCHEDULER = field("scheduler", Executor.class);

    private VirtualThreads() {}

    /// @param scheduler is given each piece of work that a thread of this builder wants to run, from any thread, with the
    ///                  thread pinned: it must not block
    /// @return a builder of virtual threads that run where their scheduler runs them
    /// @throws MissingFlags when the JVM was started without the options that this needs, or the JDK knows no such way
    public static Thread.Builder.OfVirtual builder(Executor scheduler) {
        try {
            var constructor = Class.forName(SIGNATURES.getFirst()).getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new MissingFlags(e);
        }
    }

    /// @return the platform thread on which a virtual thread runs right now; empty while it runs nowhere
    public static Optional<Thread> carrier(Thread virtual) {
        return Optional.ofNullable((Thread) CARRIER.getVolatile(virtual));
    }

    /// @return what runs a virtual thread
    public static Executor scheduler(Thread virtual) {
        return (Executor) SCHEDULER.get(virtual);
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return Opened.field(Class.forName("java.lang.VirtualThread"), name, type);
        } catch (ClassNotFoundException e) {
            throw new MissingFlags(e);
        }
    }
}

package gangway.coroutine.jdk;

import module java.base;

import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/// The virtual threads of one scheduler as thread dumps list them: together, under the scheduler's name.
///
/// A virtual thread that is started as usual is listed by the JVM, which thereby keeps it, even when whatever would run it is
/// gone. Those that are started here are kept by their scheduler only, and go with it. It costs less, too.
public final class Listing extends ThreadContainer {

    private static final MethodHandle START = start();

    private final Supplier<String> name;
    private final Supplier<Stream<Thread>> threads;

    /// @param name    what a dump calls it
    /// @param threads those that live. A dump may ask from any thread, and gets what that thread can see.
    public Listing(Supplier<String> name, Supplier<Stream<Thread>> threads) {
        super(true);
        this.name = name;
        this.threads = threads;
        ThreadContainers.registerContainer(this);              // which holds it weakly
    }

    /// Starts a virtual thread that is listed here.
    public void start(Thread virtual) {
        try {
            START.invokeExact(virtual, (ThreadContainer) this);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {                                // it declares nothing
            throw new IllegalStateException("%s cannot be started".formatted(virtual), e);
        }
    }

    @Override
    public String name() {
        return name.get();
    }

    @Override
    public Stream<Thread> threads() {
        return threads.get();
    }

    /// @return `start(container)`; where this JDK does not have it, `start()`, which lists a thread as usual
    private static MethodHandle start() {
        try {
            var owner = Class.forName("java.lang.VirtualThread");
            return Opened.lookup(owner).findVirtual(owner, "start", MethodType.methodType(void.class, ThreadContainer.class))
                .asType(MethodType.methodType(void.class, Thread.class, ThreadContainer.class));
        } catch (ReflectiveOperationException e) {
            return MethodHandles.dropArguments(started(), 1, ThreadContainer.class);
        }
    }

    private static MethodHandle started() {
        try {
            return MethodHandles.lookup().findVirtual(Thread.class, "start", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a thread that cannot be started", e);
        }
    }
}

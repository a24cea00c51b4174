package gangway.coroutine.jdk;

import module java.base;

/// The platform thread that runs whatever code asks: a virtual thread is carried by one, and all else runs on one directly.
public final class Carrier {

    private static final MethodHandle CURRENT = Opened.method(Thread.class, "currentCarrierThread", Thread.class);

    private Carrier() {}

    /// @return the thread that a virtual thread hides, and the current thread if it is not virtual
    public static Thread current() {
        try {
            return (Thread) CURRENT.invokeExact();
        } catch (Throwable e) {                                // it is native, and declares nothing
            throw new IllegalStateException("no current carrier", e);
        }
    }
}

package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Listing;
import gangway.coroutine.jdk.VirtualThreads;

/// What coroutines are made of. All that this library promises of coroutines holds on both; what the JDK promises of threads
/// holds only on [#VIRTUAL]. The README has the list.
public enum Kernel {

    /// Virtual threads that a hub schedules. Locks, `synchronized`, `ThreadLocal`s, thread dumps and debuggers know them.
    VIRTUAL {
        @Override
        Fibers fibers(Loop loop) {
            var builder = VirtualThreads.builder(loop);
            var listing = Optional.of(new Listing(loop.hub()::toString, loop.hub()::threads));
            return (name, body) -> new ThreadFiber(builder.name(name).unstarted(body), listing);
        }
    },

    /// Bare continuations, run one after another by the hub's thread. Purest to read and a little faster; but to the JDK all
    /// coroutines are one thread, so its locks do not keep them apart.
    CONTINUATION {
        @Override
        Fibers fibers(Loop loop) {
            return (_, body) -> new ContinuationFiber(loop, body);
        }
    };

    /// @return what the system property `gangway.coroutine.kernel` says; [#VIRTUAL] without it
    static Kernel usual() {
        return valueOf(System.getProperty("gangway.coroutine.kernel", VIRTUAL.name()).toUpperCase(Locale.ROOT));
    }

    /// Makes the fibers of one hub.
    @FunctionalInterface
    interface Fibers {
        /// @param name what a thread dump shows, where threads are what it is made of
        Fiber fiber(String name, Runnable body);
    }

    abstract Fibers fibers(Loop loop);
}

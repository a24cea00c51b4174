package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Listing;
import gangway.coroutine.jdk.VirtualThreads;
import gangway.coroutine.setting.Setting;

/// What coroutines are made of. All that this library promises of coroutines holds on both; what the JDK promises of threads
/// holds only on [#VIRTUAL]. The README has the list.
public enum Kernel {

    /// Virtual threads that a hub schedules. Locks, `synchronized`, `ThreadLocal`s, thread dumps and debuggers know them.
    VIRTUAL {
        @Override
        Fibers fibers(Loop loop) {
            var builder = VirtualThreads.builder(loop);
            var listing = Optional.of(new Listing(loop.hub()::toString, loop.hub().population()::threads));
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

    private static final String PROPERTY = "gangway.coroutine.kernel";

    /// Whichever this JDK lets us have, said once if it is not the one expected.
    private static final class Here {
        static final Kernel BEST = best(VirtualThreads.arePossible(),
            line -> System.getLogger("gangway.coroutine").log(System.Logger.Level.WARNING, line));
    }

    /// @return what the system property `gangway.coroutine.kernel` says; [#VIRTUAL] without it, if this JDK has a way to it
    /// @throws IllegalStateException when it says something else
    static Kernel usual() {
        return Setting.oneOf(PROPERTY, List.of(values())).orElseGet(() -> Here.BEST);
    }

    /// @param virtual whether this JDK takes a scheduler for virtual threads
    /// @param warning hears of it if not
    static Kernel best(boolean virtual, Consumer<String> warning) {
        if (virtual) return VIRTUAL;
        warning.accept("""
            Java %s takes a scheduler for virtual threads in no way that is known here: coroutines are bare continuations \
            (-D%s=continuation asks for them without this line)""".formatted(Runtime.version(), PROPERTY));
        return CONTINUATION;
    }

    /// Makes the fibers of one hub.
    @FunctionalInterface
    interface Fibers {
        /// @param name what a thread dump shows, where threads are what it is made of
        Fiber fiber(String name, Runnable body);
    }

    abstract Fibers fibers(Loop loop);
}

package gangway.coroutine;

import module java.base;

/// What is done with several at once.
final class Gathering {

    private Gathering() {}

    static <A extends Awaitable> List<A> await(Collection<? extends A> objects, JoinOption... options) {
        var ready = new ArrayList<A>(objects.size());
        try (var each = Coroutine.<A>iawait(objects, options)) {
            each.forEachRemaining(ready::add);
        }
        return ready;
    }

    /// @param error makes what is thrown into each
    static void kill(Collection<? extends Coroutine<?>> coroutines, Supplier<? extends Throwable> error, boolean block,
            Duration atMost) {
        var current = Coroutine.current();
        for (var each : coroutines) if (each != current) each.interrupt(error.get());
        if (coroutines.contains(current)) throw Sneaky.raise(error.get());
        if (!block) return;
        var left = coroutines.stream().filter(each -> !each.ready() && each != each.hub().root()).toList();
        if (await(left, JoinOption.atMost(atMost)).size() < left.size()) throw Timeout.over(atMost);
    }
}

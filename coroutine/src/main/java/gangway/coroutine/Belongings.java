package gangway.coroutine;

import module java.base;

/// What goes when the hub goes: its thread pool, and whatever was asked to be done then. Owned by one hub.
final class Belongings {

    private final List<Runnable> closing = new ArrayList<>();
    private Optional<ThreadPool> threadPool = Optional.empty();

    ThreadPool threadPool() {
        if (threadPool.isEmpty()) {
            var pool = new ThreadPool(10);
            threadPool = Optional.of(pool);
            add(pool::close);
        }
        return threadPool.get();
    }

    /// Has something done when the hub is closed, before what was asked for earlier.
    void add(Runnable action) {
        closing.add(action);
    }

    /// @param action the same object as there
    void remove(Runnable action) {
        closing.remove(action);
    }

    void close() {
        List.copyOf(closing).reversed().forEach(Runnable::run);
        closing.clear();
    }
}

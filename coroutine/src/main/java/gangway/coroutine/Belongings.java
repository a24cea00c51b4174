package gangway.coroutine;

import module java.base;

/// What goes when the hub goes: its thread pool, and whatever was asked to be done then. Owned by one hub.
final class Belongings {

    private final List<Runnable> closing = new ArrayList<>();
    private Optional<ThreadPool> threadPool = Optional.empty();
    private boolean endsOnShutdown;

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

    /// Twice would be to kill everybody in the middle of his `finally` blocks.
    void endOnShutdown() {
        if (endsOnShutdown) throw new IllegalStateException(
            "this hub is closed on shutdown already; to fix: close what the first call gave, then call again");
        endsOnShutdown = true;
    }

    void notOnShutdown() {
        endsOnShutdown = false;
    }

    void close() {
        List.copyOf(closing).reversed().forEach(Runnable::run);
        closing.clear();
    }
}

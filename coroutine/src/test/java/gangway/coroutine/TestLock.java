package gangway.coroutine;

import module java.base;

/// A lock that says who holds it, for reports.
public final class TestLock implements Held {

    private final String name;
    private final WaitQueue waiters = new WaitQueue(this);
    private Optional<Coroutine<?>> holder = Optional.empty();

    /// @param name what reports show
    public TestLock(String name) {
        this.name = name;
    }

    /// Waits until nobody has it.
    public void lock() {
        waiters.enter();
        if (holder.isPresent()) waiters.await();
        holder = Optional.of(Coroutine.current());
    }

    @Override
    public Optional<Coroutine<?>> holder() {
        return holder;
    }

    @Override
    public String toString() {
        return "lock " + name;
    }
}

package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Order;

/// Counts the turns that coroutines have, and ends a run that has too many of them. Owned by one hub.
final class Steps implements Order {

    private final Order order;
    private final long limit;
    private long taken;
    private int ready;

    /// @param order chooses
    /// @param limit so many turns are enough
    Steps(Order order, long limit) {
        this.order = order;
        this.limit = limit;
    }

    @Override
    public int next(int ready) {
        return order.next(ready);
    }

    @Override
    public int next(List<?> ready) {
        if (taken++ == limit) throw new IllegalStateException("""
            %s turns, and no end: somebody takes turns for ever, or asks again and again for what only time will bring
              to fix: wait for it (an event, a sleep) instead of asking; if so many are right: builder(seed).limit(…)"""
            .formatted(limit));
        this.ready = ready.size();
        return order.next(ready);
    }

    /// @return how many were ready when the one that runs now was chosen, itself included
    int ready() {
        return ready;
    }

    long taken() {
        return taken;
    }
}

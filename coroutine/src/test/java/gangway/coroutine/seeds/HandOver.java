package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.WaitQueue;

/// A queue that hands what is put in to whoever has waited for longest. It is right, and so small that one can see it. Those
/// in [Planted] are like it but for one mistake.
class HandOver implements Items {

    final Deque<Integer> items = new ArrayDeque<>();
    final WaitQueue getters = new WaitQueue("something in the queue");

    @Override
    public boolean put(int value, Optional<Duration> patience) {
        if (!getters.wake(value)) items.add(value);
        return true;
    }

    @Override
    public OptionalInt get(Optional<Duration> patience) {
        return items.isEmpty() ? await(patience) : OptionalInt.of(items.remove());
    }

    OptionalInt await(Optional<Duration> patience) {
        var value = patience.map(getters::await).orElseGet(() -> Optional.of(getters.await()));
        return value.map(got -> OptionalInt.of((Integer) got)).orElse(OptionalInt.empty());
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public int capacity() {
        return Integer.MAX_VALUE;
    }
}

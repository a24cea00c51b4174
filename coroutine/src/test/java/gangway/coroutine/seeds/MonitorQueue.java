package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Condition;
import gangway.coroutine.RLock;
import gangway.coroutine.testing.TestHub;

/// The bounded buffer of the textbooks: a lock, and a condition for each of those who may have to wait.
final class MonitorQueue implements Items {

    private final TestHub test;
    private final int capacity;
    private final Deque<Integer> items = new ArrayDeque<>();
    private final RLock lock = new RLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();

    MonitorQueue(TestHub test, int capacity) {
        this.test = test;
        this.capacity = capacity;
    }

    @Override
    public boolean put(int value, Optional<Duration> patience) {
        lock.lock();
        try {
            if (!await(emptied, () -> items.size() < capacity, patience)) return false;
            items.add(value);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OptionalInt get(Optional<Duration> patience) {
        lock.lock();
        try {
            if (!await(filled, () -> !items.isEmpty(), patience)) return OptionalInt.empty();
            int value = items.remove();
            emptied.signal();
            return OptionalInt.of(value);
        } finally {
            lock.unlock();
        }
    }

    /// Whoever waits for the lock when a signal is sent has it before the one that the signal is for.
    private boolean await(Condition condition, BooleanSupplier holds, Optional<Duration> patience) {
        var end = patience.map(test.now()::plus);
        while (!holds.getAsBoolean()) {
            if (end.isEmpty()) condition.await();
            else if (!condition.await(end.get().minus(test.now()))) return false;
        }
        return true;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public int capacity() {
        return capacity;
    }
}

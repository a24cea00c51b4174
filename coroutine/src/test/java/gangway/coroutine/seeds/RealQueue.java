package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Channel;
import gangway.coroutine.Empty;
import gangway.coroutine.Full;
import gangway.coroutine.JoinableQueue;
import gangway.coroutine.Queue;
import gangway.coroutine.ShutDown;
import gangway.coroutine.Timeout;

/// A queue of the library.
///
/// @param queue    the queue
/// @param capacity how many may be in it
/// @param alarms   whether patience ends by a [Timeout] around the call, and not by the call itself
record RealQueue(Queue<Integer> queue, int capacity, boolean alarms) implements Items {

    static RealQueue unbounded() {
        return new RealQueue(new Queue<>(), Integer.MAX_VALUE, false);
    }

    static RealQueue bounded(int capacity) {
        return new RealQueue(new Queue<>(capacity), capacity, false);
    }

    static RealQueue joinable() {
        return new RealQueue(new JoinableQueue<>(1), 1, false);
    }

    static RealQueue channel() {
        return new RealQueue(new Channel<>(), 0, false);
    }

    RealQueue withAlarms() {
        return new RealQueue(queue, capacity, true);
    }

    @Override
    public boolean put(int value, Optional<Duration> patience) {
        try {
            patient(patience, () -> {
                queue.put(value);
                return value;
            }, time -> {
                queue.put(value, time);
                return value;
            });
            return true;
        } catch (Full | Timeout | ShutDown late) {
            return false;
        }
    }

    @Override
    public OptionalInt get(Optional<Duration> patience) {
        try {
            return OptionalInt.of(patient(patience, queue::get, queue::get));
        } catch (Empty | Timeout | ShutDown late) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void peek(Optional<Duration> patience) {
        try {
            patient(patience, queue::peek, queue::peek);
        } catch (Empty | Timeout | ShutDown late) {
            // nothing was to be seen
        }
    }

    private int patient(Optional<Duration> patience, Callable<Integer> calmly, Function<Duration, Integer> hastily) {
        try {
            if (patience.isEmpty()) return calmly.call();
            return alarms ? Timeout.call(patience.get(), calmly) : hastily.apply(patience.get());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void shutdown(boolean immediate) {
        queue.shutdown(immediate);
    }

    @Override
    public int size() {
        return queue.size();
    }
}

package gangway.coroutine;

import module java.base;

/// Everything that is to be done at some time, soonest first; equal times in the order in which they were set.
///
/// A heap in which each timer knows its place, so that one can be taken out at once: most timeouts never fire, and would
/// otherwise lie there until their time. Owned by one loop.
final class Timers {

    private Timer[] heap = new Timer[16];
    private int size;
    private long numbers;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// @return when the next one is due; there must be one
    long next() {
        return heap[0].when;
    }

    /// Sets one that is not pending.
    void add(Timer timer, long when) {
        requireIdle(timer);
        if (size == heap.length) heap = Arrays.copyOf(heap, 2 * size);
        timer.when = when;
        timer.number = numbers++;
        rise(size++, timer);
    }

    /// Marks one that is not pending as one whose time is over: it will be run like whatever else is ready.
    static void due(Timer timer) {
        requireIdle(timer);
        timer.place = Timer.DUE;
    }

    private static void requireIdle(Timer timer) {
        if (timer.pending()) throw new IllegalStateException("this timer is pending; cancel it before it is set again");
    }

    /// Takes one out, if it is there.
    void remove(Timer timer) {
        int place = timer.place;
        timer.place = Timer.NOWHERE;
        if (place < 0) return;
        Timer last = heap[--size];
        heap[size] = null;
        if (place == size) return;
        sink(place, last);
        if (heap[place] == last) rise(place, last);
    }

    /// @return the next one that is due at a time, taken out; empty if none is
    Optional<Timer> poll(long now) {
        if (size == 0 || heap[0].when - now > 0) return Optional.empty();
        Timer first = heap[0];
        remove(first);
        return Optional.of(first);
    }

    private void rise(int place, Timer timer) {
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (!timer.before(heap[parent])) break;
            put(place, heap[parent]);
            place = parent;
        }
        put(place, timer);
    }

    private void sink(int place, Timer timer) {
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && heap[child + 1].before(heap[child])) child++;
            if (!heap[child].before(timer)) break;
            put(place, heap[child]);
            place = child;
        }
        put(place, timer);
    }

    private void put(int place, Timer timer) {
        heap[place] = timer;
        timer.place = place;
    }
}

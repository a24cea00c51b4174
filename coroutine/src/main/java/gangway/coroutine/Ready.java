package gangway.coroutine;

import module java.base;

/// The queue of those that are ready to run. Owned by one loop, and used by its thread only.
final class Ready {

    private final Order order;
    private final boolean fifo;
    private final List<Runnable> view = new View();
    private Runnable[] ring = new Runnable[256];               // a power of two long
    private int first;
    private int size;

    Ready(Order order) {
        this.order = order;
        fifo = order == Order.FIFO;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(Runnable task) {
        if (size == ring.length) grow();
        ring[first + size++ & ring.length - 1] = task;
    }

    /// Takes out whoever is next; there must be somebody.
    Runnable take() {
        if (!fifo) bringToFront(Objects.checkIndex(order.next(view), size));
        Runnable task = ring[first];
        ring[first] = null;
        first = first + 1 & ring.length - 1;
        size--;
        return task;
    }

    private void bringToFront(int index) {
        int mask = ring.length - 1;
        Runnable chosen = ring[first + index & mask];
        for (int i = index; i > 0; i--) ring[first + i & mask] = ring[first + i - 1 & mask];
        ring[first] = chosen;
    }

    private void grow() {
        var larger = new Runnable[2 * ring.length];
        for (int i = 0; i < size; i++) larger[i] = ring[first + i & ring.length - 1];
        ring = larger;
        first = 0;
    }

    /// What an [Order] is shown.
    private final class View extends AbstractList<Runnable> {

        @Override
        public Runnable get(int index) {
            return ring[first + Objects.checkIndex(index, size) & ring.length - 1];
        }

        @Override
        public int size() {
            return size;
        }
    }
}

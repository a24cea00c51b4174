package gangway.coroutine;

import module java.base;

/// Values in their order, and equal ones in the order in which they came. Owned by one [PriorityQueue].
final class Ranked<T> extends AbstractQueue<T> {

    private record Entry<T>(T item, long number) {}

    private final Comparator<? super T> order;
    private final java.util.PriorityQueue<Entry<T>> heap;
    private long numbers;

    Ranked(Comparator<? super T> order) {
        this.order = order;
        heap = new java.util.PriorityQueue<>(Comparator.<Entry<T>, T>comparing(Entry::item, order)
            .thenComparingLong(Entry::number));
    }

    @Override
    public boolean offer(T item) {
        order.compare(item, item);                             // the first one would be compared with nothing
        return heap.offer(new Entry<>(item, numbers++));
    }

    @Override
    public T poll() {
        var first = heap.poll();
        return first == null ? null : first.item();
    }

    @Override
    public T peek() {
        var first = heap.peek();
        return first == null ? null : first.item();
    }

    @Override
    public Iterator<T> iterator() {
        return heap.stream().map(Entry::item).iterator();
    }

    @Override
    public int size() {
        return heap.size();
    }
}

package gangway.coroutine;

import module java.base;

/// A queue that gives the smallest value first, and equal ones in the order in which they were put, so that none of them is
/// passed over for ever. Python's does not promise the latter.
///
/// Who waits for room is not in it yet, however small its value.
///
/// @param <T> what it carries; never `null`
public final class PriorityQueue<T> extends Queue<T> {

    /// One that has room for all, of values that have an order of their own.
    public PriorityQueue() {
        this(Integer.MAX_VALUE);
    }

    /// One of values that have an order of their own.
    ///
    /// @param capacity for how many values it has room, at least 1
    @SuppressWarnings("unchecked")                             // values that are not Comparable are refused when they are put
    public PriorityQueue(int capacity) {
        this(capacity, (Comparator<T>) Comparator.naturalOrder());
    }

    /// One that has room for all.
    ///
    /// @param order says which of two values is smaller
    public PriorityQueue(Comparator<? super T> order) {
        this(Integer.MAX_VALUE, order);
    }

    /// @param capacity for how many values it has room, at least 1
    /// @param order    says which of two values is smaller
    public PriorityQueue(int capacity, Comparator<? super T> order) {
        super(checked(capacity), new Ranked<>(order));
    }
}

package gangway.coroutine;

import module java.base;

/// The values of a queue, each got when it is asked for; the end is when the queue is shut down and nothing is left. Owned by
/// one loop over them.
final class UntilShutDown<T> implements Iterator<T> {

    private final Queue<T> queue;
    private Optional<T> ahead = Optional.empty();
    private boolean ended;

    UntilShutDown(Queue<T> queue) {
        this.queue = queue;
    }

    /// Waits until that is known.
    @Override
    public boolean hasNext() {
        if (ahead.isPresent()) return true;
        if (ended) return false;
        try {
            ahead = Optional.of(queue.get());
        } catch (ShutDown _) {
            ended = true;
        }
        return !ended;
    }

    @Override
    public T next() {
        if (!hasNext()) throw new NoSuchElementException(queue + " is shut down and nothing is left");
        T next = ahead.get();
        ahead = Optional.empty();
        return next;
    }
}

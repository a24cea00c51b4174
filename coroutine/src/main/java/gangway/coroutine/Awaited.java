package gangway.coroutine;

import module java.base;

/// Those of several things that become ready, one after another as they do: [Coroutine#iawait] makes it.
///
/// ```java
/// try (var answers = Coroutine.iawait(questions)) {
///     for (var first : answers) return first.get();
/// }
/// ```
///
/// While it is open each of the things knows of it, so whoever stops before the last one closes it. To be used by the hub's
/// thread; when several coroutines iterate, each thing is given to one of them.
///
/// @param <A> what they are
public final class Awaited<A extends Awaitable> implements Iterator<A>, Iterable<A>, AutoCloseable {

    private final List<A> objects;
    private final List<Consumer<Awaitable>> links;
    private final WaitQueue waiters = new WaitQueue(this);
    private final Deque<A> arrived = new ArrayDeque<>();
    private final Deadline deadline;
    private final boolean raises;
    private int linked;
    private int left;

    Awaited(Collection<? extends A> objects, JoinOption.All how) {
        this.objects = List.copyOf(objects);
        links = this.objects.stream().<Consumer<Awaitable>>map(each -> _ -> arrive(each)).toList();
        deadline = Deadline.after(how.atMost(), waiters.hub().loop());
        raises = how.raises();
        left = Math.min(how.count(), this.objects.size());
        try {
            for (; linked < links.size(); linked++) this.objects.get(linked).rawLink(links.get(linked));
        } catch (Throwable e) {                                // one of them belongs to another hub
            close();
            throw e;
        }
    }

    private void arrive(A ready) {
        arrived.add(ready);
        waiters.wake(true);
    }

    /// Waits for the next one.
    ///
    /// @return whether there is one: not after the last, nor when the time is over, nor when this was closed
    @Override
    public boolean hasNext() {
        while (left > 0 && arrived.isEmpty()) {
            if (!deadline.await(waiters)) close();
        }
        return left > 0;
    }

    /// Gives the next one, and waits for it if it has to.
    @Override
    public A next() {
        if (!hasNext()) throw new NoSuchElementException("no more of %s will be given".formatted(this));
        var next = arrived.remove();
        var failure = raises && next instanceof Ending<?> ended ? ended.exception() : Optional.<Throwable>empty();
        if (--left == 0 || failure.isPresent()) close();
        if (failure.isPresent()) throw Sneaky.raise(failure.get());
        return next;
    }

    /// @return itself: it goes on where it is
    @Override
    public Iterator<A> iterator() {
        return this;
    }

    /// Ends it, and lets go of those that have not been given.
    @Override
    public void close() {
        left = 0;
        while (linked > 0) objects.get(--linked).unlink(links.get(linked));
        waiters.wakeAll(true);
    }

    @Override
    public String toString() {
        return "any of " + objects;
    }
}

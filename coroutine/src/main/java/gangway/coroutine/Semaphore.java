package gangway.coroutine;

import module java.base;

/// A number of permits: who takes one when there is none waits until somebody gives one back.
///
/// It is fair, without paying for it: a permit that is given back goes to the one that has waited for longest, and not
/// into the open, where whoever happens to run next could take it. So nobody waits while there is a permit.
///
/// Whoever gives a permit back need not be the one that took it. It is gevent's. Belongs to the hub of the first who uses it.
public sealed class Semaphore implements Awaitable, Held permits BoundedSemaphore {

    private final WaitQueue waiters = new WaitQueue(this);
    private final Links links = new Links();
    private final boolean mutex;
    private int permits;
    private Coroutine<?> holder;                               // null if nobody is, or if there is more than one permit

    /// One with a single permit, which keeps others out.
    public Semaphore() {
        this(1);
    }

    /// @param permits how many there are at first
    /// @throws IllegalArgumentException when they are less than 0
    public Semaphore(int permits) {
        if (permits < 0) throw new IllegalArgumentException(
            "semaphore initial value must be >= 0; it is " + permits);
        this.permits = permits;
        mutex = permits == 1;
    }

    /// Takes a permit; waits for one if need be.
    public final void acquire() {
        if (!tryAcquire()) waiters.await();
    }

    /// Takes a permit; waits for one if need be, but not for longer than told.
    ///
    /// @return whether it was taken
    public final boolean acquire(Duration atMost) {
        return tryAcquire() || waiters.await(atMost).isPresent();
    }

    /// Takes a permit if there is one.
    ///
    /// @return whether it was taken
    public final boolean tryAcquire() {
        waiters.enter();
        if (permits == 0) return false;
        permits--;
        if (mutex) holder = Coroutine.current();
        return true;
    }

    /// Gives a permit back, or one more than there were: to the one that has waited for longest, if anybody waits.
    public void release() {
        waiters.enter();
        if (mutex) holder = waiters.isEmpty() ? null : waiters.first().coroutine;
        if (waiters.wake(true)) return;
        permits = Math.incrementExact(permits);
        links.fire(waiters.hub().loop(), this);
    }

    /// @return how many there are to be taken
    public final int permits() {
        return permits;
    }

    /// @return whether a permit can be taken now
    @Override
    public final boolean ready() {
        return permits > 0;
    }

    @Override
    public final void rawLink(Consumer<? super Awaitable> link) {
        waiters.enter();
        links.add(link);
        if (ready()) links.fire(waiters.hub().loop(), this);
    }

    @Override
    public final void unlink(Consumer<? super Awaitable> link) {
        links.remove(link);
    }

    /// @return who took the only permit last; where there are more, it cannot be said who has which
    @Override
    public final Optional<Coroutine<?>> holder() {
        return Optional.ofNullable(holder);
    }

    @Override
    public String toString() {
        return "%s[%s left%s]".formatted(getClass().getSimpleName(), permits,
            holder == null ? "" : ", held by " + holder.name());
    }
}

package gangway.coroutine;

import module java.base;

/// A lock that one coroutine holds at a time, as often as it likes, and gives back as often.
///
/// It belongs to a coroutine and not to a thread, so it keeps them apart on both kernels. It is fair, without paying for it:
/// who unlocks hands it to the one that has waited for longest. Since it is never in the open while somebody waits, nobody can
/// take it out of turn, not by [#tryLock()] either.
///
/// It is the JDK's [Lock] and gevent's `RLock`. What ends a wait for it early is a kill or a [Timeout], and not
/// [Thread#interrupt]. Belongs to the hub of the first who uses it.
public final class RLock implements Lock, Held {

    private final WaitQueue waiters = new WaitQueue(this);
    private Coroutine<?> owner;                                // null while nobody holds it, and then nobody waits
    private int holds;

    /// One that nobody holds.
    public RLock() {}

    // ---- As a lock. ----

    @Override
    public void lock() {
        if (!tryLock()) waiters.await();
    }

    /// Locks it, as [#lock] does.
    ///
    /// @throws InterruptedException when the thread was interrupted before; afterwards that ends no wait
    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException("interrupted before it could lock " + this);
        lock();
    }

    /// Locks it if nobody else holds it.
    ///
    /// @throws BlockingSwitchOut when it is called by the hub's loop, which is nobody who could hold it
    @Override
    public boolean tryLock() {
        waiters.enter();
        var me = Coroutine.current();
        me.hub().mayWait(me);
        if (owner == null) owner = me;
        else if (owner != me) return false;
        holds++;
        return true;
    }

    /// Locks it if that can be done in some time.
    ///
    /// @return whether it was locked
    public boolean tryLock(Duration atMost) {
        return tryLock() || waiters.await(atMost).isPresent();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException("interrupted before it could lock " + this);
        return time > 0 ? tryLock(Duration.ofNanos(unit.toNanos(time))) : tryLock();
    }

    /// Gives it back: once for each time it was locked.
    ///
    /// @throws IllegalMonitorStateException when another coroutine holds it, or nobody
    @Override
    public void unlock() {
        requireOwner("release");
        if (--holds == 0) handOn();
    }

    @Override
    public Condition newCondition() {
        return new Condition(this);
    }

    /// @return whether somebody holds it
    public boolean isLocked() {
        return owner != null;
    }

    @Override
    public Optional<Coroutine<?>> holder() {
        return Optional.ofNullable(owner);
    }

    // ---- For conditions. ----

    /// @param what that which only its owner may do
    void requireOwner(String what) {
        waiters.enter();
        if (owner == Coroutine.current()) return;
        throw new IllegalMonitorStateException("cannot %s un-acquired lock. Owner: %s, current: %s".formatted(
            what, owner == null ? "nobody" : owner, Coroutine.current()));
    }

    /// Gives it back, however often it was locked.
    ///
    /// @return how often; see [#restore]
    int release() {
        int held = holds;
        handOn();
        return held;
    }

    /// Has one that waits elsewhere wait here instead.
    void enqueue(Parking waiter) {
        waiter.moveTo(waiters);
    }

    /// Locks it, whatever happens.
    void lockUninterruptibly() {
        if (!tryLock()) Coroutine.current().parking().awaitUninterruptibly(waiters);
    }

    /// Makes up for [#release], once its owner has it again.
    void restore(int held) {
        holds = held;
    }

    private void handOn() {
        owner = waiters.isEmpty() ? null : waiters.first().coroutine;
        holds = owner == null ? 0 : 1;
        waiters.wake(true);
    }

    @Override
    public String toString() {
        if (owner == null) return "RLock[free]";
        return "RLock[held by %s%s]".formatted(owner.name(), holds == 1 ? "" : ", %s times".formatted(holds));
    }
}

package gangway.coroutine;

import module java.base;

/// Where those who hold a lock wait until others have changed what it guards.
///
/// ```java
/// lock.lock();
/// try {
///     while (stock == 0) delivered.await();                  // the lock is free meanwhile
///     stock--;
/// } finally {
///     lock.unlock();
/// }
/// ```
///
/// Whoever leaves [#await()] holds the lock again, in every case: signalled, too late, or killed. Signals go to those who have
/// waited for longest. And none is lost: one who is signalled queues up for the lock at once, before whoever comes after, and
/// from then on nothing else ends its wait; an error that comes meanwhile is thrown at its next one.
///
/// It is the JDK's condition (which it implements) and Python's. Belongs to the hub of the first who uses it.
public final class Condition implements java.util.concurrent.locks.Condition {

    private final RLock lock;
    private final WaitQueue waiters = new WaitQueue(this);

    /// One with a lock of its own.
    public Condition() {
        this(new RLock());
    }

    /// @param lock what has to be held to wait and to signal
    public Condition(RLock lock) {
        this.lock = Objects.requireNonNull(lock);
    }

    /// @return what has to be held to wait and to signal
    public RLock lock() {
        return lock;
    }

    // ---- Waiting. ----

    /// Waits for a signal.
    ///
    /// @throws IllegalMonitorStateException when the lock is not held
    @Override
    public void await() {
        awaitBy(() -> Optional.of(waiters.await()));
    }

    /// Waits for a signal, but not for longer than told.
    ///
    /// @return whether there was one in time; to have the lock again may take longer
    public boolean await(Duration atMost) {
        return awaitBy(() -> waiters.await(atMost));
    }

    @Override
    public boolean await(long time, TimeUnit unit) {
        return await(Duration.ofNanos(unit.toNanos(time)));
    }

    @Override
    public long awaitNanos(long nanos) {
        var loop = Hub.current().loop();
        long end = loop.nanos() + nanos;
        await(Duration.ofNanos(nanos));
        return end - loop.nanos();
    }

    /// Waits for a signal, until some time of the day.
    @Override
    public boolean awaitUntil(Date deadline) {
        return await(Duration.between(Instant.now(), deadline.toInstant()));
    }

    /// Waits for a signal. Kills and timeouts do not end this wait; they are thrown at the next one.
    @Override
    public void awaitUninterruptibly() {
        awaitBy(() -> Optional.of(Coroutine.current().parking().awaitUninterruptibly(waiters)));
    }

    /// Who is signalled is woken with the lock in its hands: see [#signal(int)]. Who is not has to get it back.
    private boolean awaitBy(Supplier<Optional<Object>> wait) {
        lock.requireOwner("wait on");
        int held = lock.release();
        boolean signalled = false;
        try {
            signalled = wait.get().isPresent();
        } finally {
            if (!signalled) lock.lockUninterruptibly();
            lock.restore(held);
        }
        return signalled;
    }

    // ---- Signalling. ----

    /// Wakes the one that has waited for longest, if anybody waits. It goes on when it has the lock.
    ///
    /// @throws IllegalMonitorStateException when the lock is not held
    @Override
    public void signal() {
        signal(1);
    }

    /// Wakes some of those who wait, those first who have waited for longest.
    ///
    /// @param many how many at most
    public void signal(int many) {
        lock.requireOwner("notify on");
        for (int left = many; left > 0 && !waiters.isEmpty(); left--) lock.enqueue(waiters.first());
    }

    /// Wakes all who wait.
    @Override
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "Condition[of %s]".formatted(lock);
    }
}

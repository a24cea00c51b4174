package gangway.coroutine;

import module java.base;

/// A [Group] that has room for so many members and no more: who spawns one more waits until another has ended.
///
/// ```java
/// var pool = new Pool(10);
/// for (var page : pool.imapUnordered(url -> fetch(url), urls)) index(page);
/// ```
///
/// Those who wait for room get it in the order in which they came. gevent's `Pool`.
public final class Pool extends Group {

    private final int capacity;
    private final WaitQueue entrance = new WaitQueue(this);
    private final WaitQueue watchers = new WaitQueue(this);
    private int room;

    /// @param capacity how many members there may be; with 0 there can be none, and who spawns one waits for ever
    public Pool(int capacity) {
        if (capacity < 0) throw new IllegalArgumentException("size must not be negative: %s".formatted(capacity));
        this.capacity = capacity;
        room = capacity;
    }

    /// @param coroutine nothing happens if it is a member already
    /// @param atMost how long to wait for room
    /// @throws PoolFull when there was none in that time
    public void add(Coroutine<?> coroutine, Duration atMost) {
        if (contains(coroutine)) return;
        if (!takeRoom() && entrance.await(atMost).isEmpty()) throw new PoolFull(this);
        include(coroutine);
    }

    /// Makes a coroutine a member if that is possible without waiting.
    ///
    /// @param coroutine nothing happens if it is a member already
    /// @throws PoolFull when there is no room
    public void addNow(Coroutine<?> coroutine) {
        if (contains(coroutine)) return;
        if (!takeRoom()) throw new PoolFull(this);
        include(coroutine);
    }

    @Override
    void awaitRoom() {
        if (!takeRoom()) entrance.await();
    }

    private boolean takeRoom() {
        entrance.enter();
        if (room == 0) return false;
        room--;
        return true;
    }

    /// Room goes from hand to hand: if it were free for a moment, somebody else could come in before who has waited.
    @Override
    void giveRoom() {
        if (entrance.wake(true)) return;
        room++;
        watchers.wakeAll(true);
    }

    /// @return for how many more there is room; those that will be let in next are counted as members
    public int freeCount() {
        return room;
    }

    @Override
    public boolean isFull() {
        return room == 0;
    }

    /// Waits until there is room. Somebody else may take it before the one who waits runs.
    @Override
    public void waitAvailable() {
        if (isFull()) watchers.await();
    }

    @Override
    public boolean waitAvailable(Duration atMost) {
        return !isFull() || watchers.await(atMost).isPresent();
    }

    @Override
    public String toString() {
        return "Pool[%s of %s]".formatted(size(), capacity);
    }
}

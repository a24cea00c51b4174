package gangway.coroutine;

import module java.base;

/// Values on their way from those who have them to those who want them, first in, first out: who finds it empty waits, and so
/// does who finds it full.
///
/// ```java
/// var jobs = new Queue<String>(10);
/// Coroutine.spawn(() -> { for (var job : jobs) work(job); });
/// jobs.put("one");
/// jobs.put("two");
/// jobs.shutdown();                                           // the loop ends after "two"
/// ```
///
/// Both who get and who put are served in the order in which they came. A value goes into the hands of the getter that waits,
/// and not into the open, where others could take it first: it is never lost, and nobody waits in vain. A putter that is
/// killed, or too late, takes its value with it.
///
/// It is gevent's, with Python 3.13's [#shutdown()] in the place of gevent's `StopIteration` item: that ends all who get, not
/// one of them. The hub's own callbacks may use [#putNow] and [#getNow]. Belongs to the hub of the first who uses it.
///
/// @param <T> what it carries; never `null`
public sealed class Queue<T> implements Iterable<T> permits PriorityQueue, LifoQueue, JoinableQueue, Channel {

    /// What those who wait are woken with: not all of them get a value.
    private enum Sign { TAKEN, SHUT_DOWN }

    /// What those who wait to get bring along. Those who wait to put bring their values.
    private enum Wish { TAKE, LOOK }

    private final int capacity;
    private final java.util.Queue<T> items;
    private final WaitQueue getters = new WaitQueue(this);     // empty unless there is nothing to get
    private final WaitQueue putters = new WaitQueue(this);     // empty unless there is no room; each offers its value
    private boolean shutDown;

    /// One that has room for all.
    public Queue() {
        this(Integer.MAX_VALUE);
    }

    /// @param capacity for how many values it has room, at least 1
    public Queue(int capacity) {
        this(checked(capacity), new ArrayDeque<>());
    }

    /// @param items which of the values is the next; see [Queue#checked] for the capacity
    Queue(int capacity, java.util.Queue<T> items) {
        this.capacity = capacity;
        this.items = items;
    }

    static int checked(int capacity) {
        if (capacity < 1) throw new IllegalArgumentException("""
            a queue with room for %s values
              to fix: new Queue<>() has room for all, as Queue(0) of Python; one that has room for none is a Channel\
            """.formatted(capacity));
        return capacity;
    }

    // ---- Putting. ----

    /// Puts a value; waits for room if need be.
    ///
    /// @throws ShutDown when it is shut down, before or meanwhile
    public final void put(T value) {
        if (!accept(value)) demandOpen(putter(value).await(putters));
    }

    /// Puts a value; waits for room if need be, but not for longer than told.
    ///
    /// @throws Full     when the time was over; the value is not in it then
    /// @throws ShutDown when it is shut down, before or meanwhile
    public final void put(T value, Duration atMost) {
        if (!accept(value)) demandOpen(putter(value).await(putters, atMost).orElseThrow(() -> new Full(this, atMost)));
    }

    /// Puts a value without waiting.
    ///
    /// @throws Full     when there is no room
    /// @throws ShutDown when it is shut down
    public final void putNow(T value) {
        if (!accept(value)) throw new Full(this);
    }

    /// @return whether there was room, or somebody who took it
    private boolean accept(T value) {
        Objects.requireNonNull(value, "a queue carries no null");
        getters.enter();
        if (shutDown) throw new ShutDown(this);
        if (!handOver(value)) {
            if (isFull()) return false;
            items.add(value);
            show(value);
        }
        arrived();
        return true;
    }

    /// Gives it to the one that has waited to take one for longest, if anybody does. Those who came before and only look see it
    /// pass.
    private boolean handOver(T value) {
        if (!somebodyTakes()) return false;
        show(value);
        return getters.wake(value);
    }

    private boolean somebodyTakes() {
        for (Parking each = getters.first(); each != null; each = each.next) if (each.offer == Wish.TAKE) return true;
        return false;
    }

    private void show(T value) {
        while (!getters.isEmpty() && getters.first().offer == Wish.LOOK) getters.wake(value);
    }

    private Parking putter(T value) {
        var putter = waiter(value);
        show(value);                                           // in a channel there may be somebody who waits to look
        return putter;
    }

    // ---- Getting. ----

    /// Gets the next value; waits for one if need be.
    ///
    /// @throws ShutDown when it is shut down, and nothing is left
    public final T get() {
        T item = take();
        return item != null ? item : received(waiter(Wish.TAKE).await(getters));
    }

    /// Gets the next value; waits for one if need be, but not for longer than told.
    ///
    /// @throws Empty    when the time was over
    /// @throws ShutDown when it is shut down, and nothing is left
    public final T get(Duration atMost) {
        T item = take();
        if (item != null) return item;
        return received(waiter(Wish.TAKE).await(getters, atMost).orElseThrow(() -> new Empty(this, atMost)));
    }

    /// Gets the next value without waiting.
    ///
    /// @throws Empty    when there is none
    /// @throws ShutDown when it is shut down, and nothing is left
    public final T getNow() {
        T item = take();
        if (item == null) throw new Empty(this);
        return item;
    }

    /// @return the next value; null if there is none
    private T take() {
        getters.enter();
        T item = items.poll();
        if (putters.isEmpty()) {
            if (item == null) demandOpen();
            return item;
        }
        if (item == null) return takeFrom(putters.first());    // a channel: there is nothing between the two
        makeUse();
        return item;
    }

    /// Gives the room that there is now to those who wait for it. A value that its queue refuses comes back to its putter.
    private void makeUse() {
        while (!isFull() && !putters.isEmpty()) {
            var putter = putters.first();
            try {
                items.add(offered(putter));
                takeFrom(putter);
            } catch (RuntimeException e) {                     // it cannot be compared
                putter.interrupt(e);
            }
        }
    }

    private T takeFrom(Parking putter) {
        T value = offered(putter);
        putter.grant(Sign.TAKEN);
        arrived();
        return value;
    }

    // ---- Looking. ----

    /// Looks at the next value and leaves it where it is; waits for one if need be. When this returns, others may have
    /// taken it.
    ///
    /// @throws ShutDown when it is shut down, and nothing is left
    public final T peek() {
        T item = look();
        return item != null ? item : received(waiter(Wish.LOOK).await(getters));
    }

    /// Looks at the next value; waits for one if need be, but not for longer than told.
    ///
    /// @throws Empty    when the time was over
    /// @throws ShutDown when it is shut down, and nothing is left
    public final T peek(Duration atMost) {
        T item = look();
        if (item != null) return item;
        return received(waiter(Wish.LOOK).await(getters, atMost).orElseThrow(() -> new Empty(this, atMost)));
    }

    /// Looks at the next value without waiting.
    ///
    /// @throws Empty    when there is none
    /// @throws ShutDown when it is shut down, and nothing is left
    public final T peekNow() {
        T item = look();
        if (item == null) throw new Empty(this);
        return item;
    }

    private T look() {
        getters.enter();
        T item = items.peek();
        if (item != null) return item;
        if (!putters.isEmpty()) return offered(putters.first());
        demandOpen();
        return null;
    }

    /// @return the values, each of them got, until it is shut down and nothing is left
    @Override
    public final Iterator<T> iterator() {
        return new UntilShutDown<>(this);
    }

    // ---- The end. ----

    /// Lets nothing more in. What is left can still be got; then whoever gets finds [ShutDown], as does whoever puts from
    /// now on.
    public final void shutdown() {
        shutdown(false);
    }

    /// Lets nothing more in, and wakes with [ShutDown] all who wait. That can be done again.
    ///
    /// @param immediate whether what is left is thrown away
    public final void shutdown(boolean immediate) {
        getters.enter();
        shutDown = true;
        if (immediate) {
            int many = items.size();
            items.clear();
            dropped(many);
        }
        getters.wakeAll(Sign.SHUT_DOWN);
        putters.wakeAll(Sign.SHUT_DOWN);
    }

    // ---- Asking. ----

    /// @return how many values are in it
    public final int size() {
        return items.size();
    }

    /// @return whether there is no value in it
    public final boolean isEmpty() {
        return items.isEmpty();
    }

    /// @return whether it has no room
    public final boolean isFull() {
        return items.size() >= capacity;
    }

    /// What is counted when a value has been put, for a queue that counts.
    void arrived() {}

    /// What is counted when values are thrown away.
    void dropped(int many) {}

    @Override
    public String toString() {
        return describe().toString();
    }

    StringJoiner describe() {
        var state = new StringJoiner(", ", getClass().getSimpleName() + "[", "]");
        if (capacity > 0) state.add("size " + size() + (capacity == Integer.MAX_VALUE ? "" : " of " + capacity));
        if (!getters.isEmpty()) state.add("waiting to get: " + getters.size());
        if (!putters.isEmpty()) state.add("waiting to put: " + putters.size());
        if (shutDown) state.add("shut down");
        return state.setEmptyValue(getClass().getSimpleName() + "[nobody waits]");
    }

    // ---- Waiting. ----

    /// In a callback of the hub this is the parking of its thread, which may wait somewhere with an offer of its own: so
    /// whether one may wait comes first.
    private static Parking waiter(Object offer) {
        var parking = Coroutine.current().parking();
        parking.checkpoint();
        parking.offer = offer;
        return parking;
    }

    @SuppressWarnings("unchecked")                             // those in `putters` offer what they put
    private T offered(Parking putter) {
        return (T) putter.offer;
    }

    @SuppressWarnings("unchecked")                             // getters are woken with values, or with that sign
    private T received(Object value) {
        demandOpen(value);
        return (T) value;
    }

    private void demandOpen(Object value) {
        if (value == Sign.SHUT_DOWN) throw new ShutDown(this);
    }

    private void demandOpen() {
        if (shutDown) throw new ShutDown(this);
    }
}

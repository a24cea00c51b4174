package gangway.coroutine;

import module java.base;

/// Those who wait for one thing, first come, first served. Every primitive of this library is made of it, and so can your own.
///
/// One who is killed, or whose time is over, leaves it at once, from wherever in the queue; one who was woken never does.
/// So `if (condition) … else queue.await()` on one side, and on the other `queue.wake(…)`, which says whether anybody took
/// it, lose nothing.
///
/// It belongs to the hub of the first who uses it, and to its thread. It is trio's ParkingLot, with values handed over.
public final class WaitQueue {

    private final Object owner;
    private Parking first;
    private Parking last;
    private int size;
    private volatile Hub hub;

    /// @param owner what is waited for; its `toString` is what reports of who waits for whom show
    public WaitQueue(Object owner) {
        this.owner = owner;
    }

    /// Begins every operation of a primitive: sees to it that the thread is the right one.
    ///
    /// @throws InvalidThreadUse when the current thread does not run the hub to which this belongs
    public void enter() {
        var hub = this.hub;
        if (hub == null) this.hub = Hub.current();
        else if (!hub.loop().isHere()) throw new InvalidThreadUse(owner, hub);
    }

    /// @return whether this belongs to a hub that the current thread does not run, so that [#enter] would fail
    public boolean isElsewhere() {
        return hub != null && !hub.loop().isHere();
    }

    /// @return the hub that this belongs to: the current one, if it has not been used before
    public Hub hub() {
        if (hub == null) hub = Hub.current();
        return hub;
    }

    /// Waits, until somebody wakes this coroutine.
    ///
    /// @return what [#wake] gave
    public Object await() {
        enter();
        return Coroutine.current().parking().await(this);
    }

    /// Waits, until somebody wakes this coroutine or the time is over.
    ///
    /// @param atMost how long; nothing and less than nothing let those run who are ready now
    /// @return what [#wake] gave; empty when the time was over
    public Optional<Object> await(Duration atMost) {
        enter();
        return Coroutine.current().parking().await(this, atMost);
    }

    /// Wakes the one that has waited for longest. It runs when its turn comes.
    ///
    /// @param value what it gets
    /// @return whether there was one
    public boolean wake(Object value) {
        enter();
        return first != null && first.grant(value);
    }

    /// Wakes all who wait now, in their order.
    ///
    /// @param value what each of them gets
    /// @return how many there were
    public int wakeAll(Object value) {
        int woken = size;
        for (int left = woken; left > 0; left--) wake(value);
        return woken;
    }

    /// @return how many wait
    public int size() {
        return size;
    }

    /// @return whether nobody waits
    public boolean isEmpty() {
        return first == null;
    }

    /// @return what is waited for here
    public Object owner() {
        return owner;
    }

    /// @return the one that has waited for longest; there must be one
    Parking first() {
        return first;
    }

    void add(Parking parking) {
        parking.queue(this);
        parking.previous = last;
        if (last == null) first = parking;
        else last.next = parking;
        last = parking;
        size++;
    }

    void remove(Parking parking) {
        if (parking.previous == null) first = parking.next;
        else parking.previous.next = parking.next;
        if (parking.next == null) last = parking.previous;
        else parking.next.previous = parking.previous;
        parking.next = null;
        parking.previous = null;
        parking.queue(null);
        size--;
    }
}

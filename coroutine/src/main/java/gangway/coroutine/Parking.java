package gangway.coroutine;

import module java.base;

/// Where one coroutine waits: on what, since when, and how that ended.
///
/// A wait ends exactly once, by whichever comes first: it is *granted* what it waited for, its time is over, or an error is
/// thrown into it. What comes later finds no wait. So nobody is resumed twice, and nothing that was granted is lost: an error
/// that arrives behind a grant is kept, and thrown at the next wait. Nothing is ever thrown between two waits.
///
/// It is its own link in the queue of those who wait for the same thing ([WaitQueue]), because it can be in only one. Owned by
/// its coroutine, used on its hub's thread.
final class Parking {

    /// What a wait gives whose time was over.
    private static final Object EXPIRED = new Object();

    final Coroutine<?> coroutine;
    Parking next;                                              // in its queue
    Parking previous;
    Object offer;                                              // what it brings to the queue, for one wait
    CancelScope scope;                                         // the innermost that the coroutine is in; null outside of all

    private WaitQueue queue;
    private Object on;
    private long since;
    private boolean parked;
    private boolean uninterruptible;                           // only a grant ends this wait
    private Object granted;
    private Throwable thrown;
    private Deque<Throwable> pending = NONE;

    private static final Deque<Throwable> NONE = new ArrayDeque<>(0);

    Parking(Coroutine<?> coroutine) {
        this.coroutine = coroutine;
    }

    // ---- The waiting side: called by the coroutine itself. ----

    /// Throws what has been waiting to be thrown here. Each wait begins with it.
    void checkpoint() {
        coroutine.hub().mayWait(coroutine);
        if (!pending.isEmpty()) throw raise(pending.remove());
        if (scope != null) scope.reason(coroutine).ifPresent(this::raiseAgain);
    }

    /// Throws what is thrown at each wait. Who swallows it and waits on must not keep the others from running.
    private void raiseAgain(Throwable error) {
        letOthersRun();
        throw raise(error);
    }

    /// Lets all others run that are ready.
    void yield() {
        checkpoint();
        letOthersRun();
        checkpoint();
    }

    private void letOthersRun() {
        var hub = coroutine.hub();
        hub.leaving(coroutine);
        try {
            coroutine.fiber().yield();
        } finally {
            hub.entering(coroutine);
        }
    }

    /// Waits until it is granted something.
    ///
    /// @param on what for, as a report of who waits for whom shows it
    /// @return what it was granted
    Object await(Object on) {
        checkpoint();
        return park(on);
    }

    /// Waits in a queue until somebody there grants it something.
    Object await(WaitQueue queue) {
        checkpoint();
        queue.add(this);
        return park(queue.owner());
    }

    /// Waits in a queue, but not for longer than told.
    ///
    /// @return what it was granted; empty when the time was over
    Optional<Object> await(WaitQueue queue, Duration atMost) {
        checkpoint();
        var timer = expireAfter(atMost);                       // before it stands in the queue: this may fail
        queue.add(this);
        return parkUntil(queue.owner(), timer);
    }

    /// Waits for something, but not for longer than told.
    ///
    /// @return what it was granted; empty when the time was over
    Optional<Object> await(Object on, Duration atMost) {
        checkpoint();
        return parkUntil(on, expireAfter(atMost));
    }

    /// Waits in a queue until somebody there grants it something, whatever happens: errors are kept for the next wait.
    Object awaitUninterruptibly(WaitQueue queue) {
        coroutine.hub().mayWait(coroutine);
        queue.add(this);
        uninterruptible = true;
        return park(queue.owner());
    }

    private Timer expireAfter(Duration atMost) {
        var timer = new Timer(this::expire);
        coroutine.hub().loop().schedule(timer, atMost);
        return timer;
    }

    private Optional<Object> parkUntil(Object on, Timer timer) {
        try {
            var result = park(on);
            return result == EXPIRED ? Optional.empty() : Optional.of(result);
        } finally {
            coroutine.hub().loop().cancel(timer);
        }
    }

    /// A fiber may be resumed by mistake, by the JDK or after an error of the loop: that is not the end of a wait.
    private Object park(Object on) {
        var hub = coroutine.hub();
        this.on = on;
        since = hub.loop().now();
        granted = null;
        thrown = null;
        parked = true;
        try {
            hub.observer().waits(coroutine, on);
            hub.leaving(coroutine);
            coroutine.fiber().suspend();
            while (parked) coroutine.fiber().suspend();        // not at once a loop: see ThreadFiber
        } finally {
            this.on = null;
            if (parked) leave();                               // the fiber refused to be suspended
            hub.entering(coroutine);
        }
        return result();
    }

    private Object result() {
        Object result = granted;
        Throwable error = thrown;
        granted = null;
        thrown = null;
        if (error != null) throw raise(error);
        return result;
    }

    private RuntimeException raise(Throwable error) {
        if (scope != null) scope.strike(coroutine, error);
        return Sneaky.raise(switch (error) {
            case Timeout timeout -> timeout.arrive();
            case Cancelled cancelled -> cancelled.arrive();
            case ErrorGroup group -> group.arrive();
            default -> error;
        });
    }

    // ---- The waking side: called by anybody on the hub's thread. ----

    /// Ends the wait with what was waited for.
    ///
    /// @return false if nobody waits any more
    boolean grant(Object value) {
        if (!parked) return false;
        leave();
        granted = value;
        coroutine.hub().observer().woken(coroutine, value == EXPIRED ? Observer.Wake.EXPIRED : Observer.Wake.GRANTED);
        coroutine.fiber().resume();
        return true;
    }

    /// Ends the wait because its time is over.
    void expire() {
        if (!uninterruptible) grant(EXPIRED);
    }

    /// Lets it wait in another queue instead: it has got the one thing, and needs another, too. Now only that ends the wait.
    void moveTo(WaitQueue other) {
        queue.remove(this);
        other.add(this);
        on = other.owner();
        uninterruptible = true;
    }

    /// Throws an error into the wait; if there is none, or it has to have its end, into the next one. Only that it has no end
    /// is thrown in any case.
    void interrupt(Throwable error) {
        if (parked && (!uninterruptible || error instanceof WouldBlockForever)) {
            leave();
            thrown = error;
            coroutine.hub().observer().woken(coroutine, Observer.Wake.INTERRUPTED);
            coroutine.fiber().resume();
        } else {
            if (pending == NONE) pending = new ArrayDeque<>(2);
            pending.add(error);
        }
    }

    /// @return whether [#interrupt] has brought this, and it has not been thrown yet
    boolean keeps(Throwable error) {
        return thrown == error || pending.contains(error);
    }

    /// Ends the wait if one of the scopes that the coroutine is in has been cancelled. If there is no wait, the next one
    /// sees that.
    void cancel() {
        if (parked && !uninterruptible && scope != null) scope.reason(coroutine).ifPresent(this::interrupt);
    }

    /// The coroutine, or its hub, has ended.
    void leaveScopes() {
        if (scope != null) scope.abandon(coroutine);
        scope = null;
    }

    /// Takes back what [#interrupt] has brought, if it has not been thrown yet.
    void withdraw(Throwable error) {
        if (scope != null) scope.calm(coroutine, error);
        pending.remove(error);
    }

    private void leave() {
        parked = false;
        uninterruptible = false;
        offer = null;
        if (queue != null) queue.remove(this);
    }

    // ---- For reports. ----

    /// Set by the queue that it is in.
    void queue(WaitQueue queue) {
        this.queue = queue;
    }

    WaitQueue queue() {
        return queue;
    }

    boolean isParked() {
        return parked;
    }

    /// @return what it waits for; empty if it does not wait
    Optional<Object> on() {
        return Optional.ofNullable(on);
    }

    /// @return the hub's time when the wait began
    long since() {
        return since;
    }
}

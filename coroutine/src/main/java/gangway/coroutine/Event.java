package gangway.coroutine;

import module java.base;

/// A flag that coroutines can wait for: all who wait when it is set go on, even if it is cleared before they run.
///
/// gevent's and Python's `Event`. [#set] may be called by any thread; everything else by the hub to which it belongs.
public final class Event implements Awaitable {

    private final WaitQueue waiters = new WaitQueue(this);
    private final Links links = new Links();
    private volatile boolean set;

    /// An event that is not set. It belongs to the hub of the current thread.
    public Event() {
        waiters.hub();                                         // not that of the first thread that happens to set it
    }

    /// Sets it, and wakes all who wait.
    public void set() {
        if (waiters.isElsewhere()) waiters.hub().execute(this::set);
        else wake();
    }

    private void wake() {
        waiters.enter();
        set = true;
        waiters.wakeAll(true);
        links.fire(waiters.hub().loop(), this);
    }

    /// Takes it back: who comes from now on waits again.
    public void clear() {
        waiters.enter();
        set = false;
    }

    /// @return whether it is set
    public boolean isSet() {
        return set;
    }

    /// @return whether it is set
    @Override
    public boolean ready() {
        return set;
    }

    /// Waits until it is set.
    public void await() {
        if (!set) waiters.await();
    }

    /// Waits until it is set or the time is over.
    ///
    /// @return whether it was set
    public boolean await(Duration atMost) {
        return set || waiters.await(atMost).isPresent();
    }

    @Override
    public void rawLink(Consumer<? super Awaitable> link) {
        waiters.enter();
        links.add(link);
        if (set) links.fire(waiters.hub().loop(), this);
    }

    @Override
    public void unlink(Consumer<? super Awaitable> link) {
        links.remove(link);
    }

    @Override
    public String toString() {
        return "Event[%s]".formatted(set ? "set" : "not set");
    }
}

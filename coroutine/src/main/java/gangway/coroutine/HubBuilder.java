package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.MissingFlags;

/// Makes a hub. What is not set is as usual.
public final class HubBuilder {

    Optional<Kernel> kernel = Optional.empty();
    Clock clock = Clock.SYSTEM;
    Order order = Order.FIFO;
    Observer observer = Observer.NONE;
    Optional<Poller> poller = Optional.empty();

    HubBuilder() {}

    /// @param kernel what its coroutines are made of
    /// @return this
    public HubBuilder kernel(Kernel kernel) {
        this.kernel = Optional.of(kernel);
        return this;
    }

    /// @param clock what it reads the time from
    /// @return this
    public HubBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /// @param order who of those that are ready runs next
    /// @return this
    public HubBuilder order(Order order) {
        this.order = order;
        return this;
    }

    /// @param observer is told what its coroutines do
    /// @return this
    public HubBuilder observer(Observer observer) {
        this.observer = observer;
        return this;
    }

    /// @param poller where it waits; it belongs to the hub from now on
    /// @return this
    public HubBuilder poller(Poller poller) {
        this.poller = Optional.of(poller);
        return this;
    }

    /// Makes it the hub of the current thread.
    ///
    /// @return it
    /// @throws IllegalStateException when the thread is virtual or has one, or when the JVM was started without the options that
    ///                               this library needs; the message then has them
    public Hub open() {
        MissingFlags.check();
        var thread = Thread.currentThread();
        if (thread.isVirtual()) throw new IllegalStateException(
            "%s is virtual and cannot run a hub; to fix: open it on a platform thread".formatted(thread));
        if (Coroutine.hasHub()) throw new IllegalStateException(
            "%s has a hub already; to fix: close that first: Hub.current().close()".formatted(thread));
        var hub = new Hub(this);
        Coroutine.setCurrent(hub.root());
        return hub;
    }
}

package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.MissingFlags;
import gangway.coroutine.setting.Setting;

/// Makes a hub. What is not set is as usual.
public final class HubBuilder {

    Optional<Kernel> kernel = Optional.empty();
    Clock clock = Clock.SYSTEM;
    Order order = Order.FIFO;
    Observer observer = Observer.NONE;
    Optional<Poller> poller = Optional.empty();
    Duration grace = Setting.millis("gangway.coroutine.grace", 1000);
    Duration maxBlocking = Setting.millis("gangway.coroutine.maxBlocking", 100);
    boolean alone;
    Duration takeover = Setting.millis("gangway.coroutine.takeover", 0);
    final boolean isMonitored = Setting.oneOf("gangway.coroutine.monitor", List.of(true, false)).orElse(true);
    final SpawnSites spawnSites = Setting.oneOf("gangway.coroutine.spawnSites", List.of(SpawnSites.values()))
        .orElse(SpawnSites.FIRST);
    boolean isolated;

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

    /// Says that none of the threads that live when the hub is opened will ever wake one of its coroutines. So that nobody
    /// can go on is certain, and [WouldBlockForever] is thrown, although they are there. Threads that are started later
    /// count as ever.
    ///
    /// @return this
    public HubBuilder alone() {
        alone = true;
        return this;
    }

    /// Says that nothing outside will ever wake one of its coroutines, no thread and no socket. So that nobody can go on is
    /// always certain, and [WouldBlockForever] is thrown at once. It is for hubs whose time and whose poller are their own.
    ///
    /// @return this
    public HubBuilder isolated() {
        isolated = true;
        return this;
    }

    /// @param grace how long nobody may have been able to run before it is reported that this may stay so; 0 never reports.
    ///              Without this, as many milliseconds as the system property `gangway.coroutine.grace` says, or a second.
    /// @return this
    public HubBuilder grace(Duration grace) {
        this.grace = grace;
        return this;
    }

    /// @param limit how long a coroutine may run without letting anybody else before that is reported; 0 never reports.
    ///              Without this, as many milliseconds as the system property `gangway.coroutine.maxBlocking` says, or 100.
    /// @return this
    public HubBuilder maxBlocking(Duration limit) {
        maxBlocking = limit;
        return this;
    }

    /// Has a spare thread run the other coroutines while one blocks the hub's thread: in native code, in a file or a pipe, in a
    /// class initializer. For that time two coroutines run at once, so that code which relies on having the thread to itself
    /// between two waits may fail: this is for programs that would hang otherwise. It is reported each time
    /// ([Report.TakenOver]). Only [Kernel#VIRTUAL] can do it.
    ///
    /// @param after how long it may block before that; 0, as usual, never does it. Without this, as many milliseconds as the
    ///              system property `gangway.coroutine.takeover` says.
    /// @return this
    public HubBuilder takeover(Duration after) {
        takeover = after;
        return this;
    }

    boolean takesOver(Kernel kernel) {
        return takeover.isPositive() && kernel == Kernel.VIRTUAL && poller.isEmpty();
    }

    /// Makes it the hub of the current thread.
    ///
    /// @return it
    /// @throws IllegalStateException when the thread is virtual or has one, or when the JVM was started without the options
    ///                               that this library needs; the message then has them
    public Hub open() {
        MissingFlags.check();
        var thread = Thread.currentThread();
        if (thread.isVirtual()) throw new IllegalStateException(
            "%s is virtual and cannot run a hub; to fix: open it on a platform thread".formatted(thread));
        if (Coroutine.hasHub()) throw new IllegalStateException(
            "%s has a hub already; to fix: close that first: Hub.current().close()".formatted(thread));
        var hub = new Hub(this);
        Coroutine.setCurrent(hub.root());
        Hubs.add(hub, isMonitored ? maxBlocking : Duration.ZERO, takeover);
        return hub;
    }
}

package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Carrier;
import gangway.coroutine.jdk.HeldMonitors;

/// The turning of a hub: runs those that are ready, then looks whose time has come and what other threads want, and waits when
/// nobody is ready.
///
/// Three laws. It takes no lock that others could have, prints nothing and logs nothing: a coroutine that waits for the same
/// lock, and that only this loop could run, would stop it for ever. Its queues are its own, but for one that other threads put
/// things into. And whatever of the user's it calls (raw links, timers, what was submitted) may not wait.
final class Loop implements Executor {

    /// So many are run before the clock, the sockets and the other threads are looked at again.
    private static final int TURN = 61;

    /// So many are taken over from other threads at once: however fast those are, this gets on.
    private static final int INBOX = 1024;

    private final Ready ready;
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final Clock clock;
    private final Poller poller;
    private final Hub hub;
    private final Crew crew;
    private final Outlook outlook;
    private volatile Thread carrier;
    private volatile boolean sleeping;
    private volatile boolean closed;
    private boolean turning;
    private boolean interrupted;
    private long now;
    private long steps;

    Loop(Hub hub, HubBuilder made, Poller poller, Thread carrier) {
        this.hub = hub;
        clock = made.clock;
        this.poller = poller;
        this.carrier = carrier;
        ready = new Ready(made.order);
        crew = new Crew(hub, this, carrier, made.takesOver(hub.kernel()));
        outlook = new Outlook(hub, Outsiders.of(hub, made), made.grace);
        now = clock.nanos();
    }

    /// Queues a piece of work. May be called by any thread, and by a virtual thread that is pinned: it neither blocks nor
    /// waits. After the end of the hub it does nothing: who unparks a thread that was left over is not to hear of it.
    @Override
    public void execute(Runnable task) {
        post(task);
    }

    /// Queues a piece of work, as [#execute] does.
    ///
    /// @return false if it will not be run, because the hub has been closed
    boolean post(Runnable task) {
        if (Carrier.current() == carrier && crew.mayGoOn()) {
            if (!closed) ready.add(task);
            return !closed;
        }
        inbox.add(task);
        if (closed && inbox.remove(task)) return false;        // if it is not there, close() has found it
        if (sleeping) poller.wakeup();
        return true;
    }

    /// Takes nothing more.
    ///
    /// @return what will not be run
    List<Runnable> close() {
        closed = true;
        var left = new ArrayList<Runnable>();
        while (!ready.isEmpty()) left.add(ready.take());
        for (Runnable task; (task = inbox.poll()) != null; ) left.add(task);
        return left;
    }

    boolean isClosed() {
        return closed;
    }

    /// @return whether the current thread is, or is carried by, the one that this loop runs on; one that was left behind on
    ///         another is brought here first
    boolean isHere() {
        return Carrier.current() == carrier && crew.mayGoOn() || crew.bringHome();
    }

    /// Brings a coroutine here that was left behind on a thread from which the loop was taken.
    void comeHome() {
        if (crew.takesOver()) isHere();
    }

    Crew crew() {
        return crew;
    }

    /// Has another thread run this loop.
    void carriedBy(Thread thread) {
        ((SystemPoller) poller).carriedBy(thread);
        carrier = thread;
    }

    void wakeup() {
        if (sleeping) poller.wakeup();
    }

    /// @return whether the code that asks was called by the loop itself, and so must not wait
    boolean isTurning() {
        return turning;
    }

    Hub hub() {
        return hub;
    }

    Thread carrier() {
        return carrier;
    }

    Poller poller() {
        return poller;
    }

    /// @return the time, as of the last look at the clock
    long now() {
        return now;
    }

    /// @return the time now
    long nanos() {
        return clock.nanos();
    }

    /// @return how many pieces of work have been run: it stands still while one of them does not end
    long steps() {
        return steps;
    }

    boolean isSleeping() {
        return sleeping;
    }

    /// @return whether it turns, and does not wait. May be asked by any thread, for whom it is a guess.
    boolean isBusy() {
        return turning && !sleeping;
    }

    void lookAtClock() {
        now = clock.nanos();
    }

    /// @return whether time goes by while nobody runs
    boolean isInRealTime() {
        return clock == Clock.SYSTEM;
    }

    /// Sets a timer; its action runs in the loop.
    ///
    /// @param delay if it is not positive, it comes behind those that are ready now; if it is for ever, it never comes
    void schedule(Timer timer, Duration delay) {
        comeHome();
        if (delay.isPositive()) {
            if (!Times.isForever(delay)) timers.add(timer, clock.nanos() + Times.nanos(delay));
        } else {
            Timers.due(timer);
            ready.add(timer);
        }
    }

    void cancel(Timer timer) {
        comeHome();
        timers.remove(timer);
    }

    /// @return how many timers are set
    int timers() {
        return timers.size();
    }

    boolean isIdle() {
        return ready.isEmpty() && inbox.isEmpty();
    }

    /// Runs until the thread that it belongs to is resumed.
    void runUntil(LoopFiber root) {
        enter();
        try {
            turnUntil(root::resumed);
        } finally {
            turning = false;                                   // first, and without a call: the stack may have overflown
            if (interrupted) interruptAgain();
        }
    }

    private void turnUntil(BooleanSupplier over) {
        while (!over.getAsBoolean()) if (!turn(over) && !over.getAsBoolean()) rest(Long.MAX_VALUE);
    }

    /// Runs until the shift is over that a spare thread has.
    void runAsSpare() {
        turnUntil(() -> !crew.isMine());
    }

    /// Runs those that are ready; if there are none, waits for some, but not longer than told.
    ///
    /// @param nanos 0 does not wait
    /// @return whether anything was run
    boolean runOnce(LoopFiber root, long nanos) {
        enter();
        try {
            if (turn(root::resumed)) return true;
            rest(nanos);
            return turn(root::resumed);
        } finally {
            turning = false;                                   // first, and without a call: the stack may have overflown
            if (interrupted) interruptAgain();
        }
    }

    private void enter() {
        if (turning) throw new BlockingSwitchOut();
        HeldMonitors.inflate();                                // the first to be suspended would take the thread's locks along
        turning = true;
    }

    /// An interrupt of the hub's thread ends no wait. While it stood, the thread could not sleep; now it is for whoever asks.
    private void interruptAgain() {
        interrupted = false;
        Thread.currentThread().interrupt();
    }

    /// Runs at most [#TURN] of those that are ready, then makes ready whose time has come.
    private boolean turn(BooleanSupplier over) {
        int left = TURN;
        crew.relieve();
        while (left > 0 && !ready.isEmpty() && !over.getAsBoolean()) {
            left--;
            steps++;
            crew.step();
            run(ready.take());
            crew.relieve();
        }
        if (crew.isMine()) look();
        return left < TURN;
    }

    /// What is run here handles its own errors; for what does not, the hub has somebody else to tell it to.
    void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            hub.failed(e);
        }
    }

    private void look() {
        Runnable task;
        for (int left = INBOX; left > 0 && (task = inbox.poll()) != null; left--) ready.add(task);
        lookAtClock();
        if (!timers.isEmpty()) expire();
        poller.await(0);
    }

    /// Those that are set meanwhile are for the next look, even if their time is now.
    private void expire() {
        for (int left = timers.size(); left > 0; left--) timers.poll(now).ifPresent(due -> run(due.action));
    }

    /// Waits until something may have become ready, at most for some time.
    private void rest(long nanos) {
        if (!ready.isEmpty() || inbox.isEmpty() && hub.idleness().wake()) return;
        now = clock.nanos();
        long wait = timers.isEmpty() ? nanos : Math.min(nanos, Math.max(0, timers.next() - now));
        if (wait == Long.MAX_VALUE) wait = outlook.patience(steps, now);
        if (wait == Outlook.OVER) return;
        sleeping = true;
        try {
            if (inbox.isEmpty() && !crew.isAskedFor()) poller.await(wait);
        } finally {
            sleeping = false;
        }
        interrupted |= Thread.interrupted();
        now = clock.nanos();
        look();
    }
}

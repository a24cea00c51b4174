package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.MissingFlags;
import gangway.coroutine.jdk.VirtualThreads;

/// The one who decides who runs next: a thread's coroutines, and the loop that turns when all of them wait.
///
/// A thread gets its hub when it first needs one ([#current]), as in gevent. There is no thread but that one: while it has
/// something to do itself nothing else runs, and when it waits (for a coroutine, an event, a time) it runs the others
/// meanwhile. Coroutines never move to another hub.
///
/// All methods are for the hub's own thread and the coroutines on it, but for [#submit] and [#execute].
public final class Hub implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("gangway.coroutine");

    private final Kernel kernel;
    private final Loop loop;
    private final Kernel.Fibers fibers;
    private final SpawnSites spawnSites;
    private final Poller poller;
    private final Coroutine<?> root;
    private final Observers observers = new Observers();
    private final Errors errors = new Errors(LOG);
    private final Reports reports = new Reports(LOG);
    private final Population population = new Population();
    final Belongings belongings = new Belongings();
    private final WaitQueue ended;
    private final Idleness idleness;
    private Coroutine<?> running;
    private long ids = 1;

    Hub(HubBuilder made) {
        var thread = Thread.currentThread();
        kernel = made.kernel.orElseGet(Kernel::usual);
        observers.add(made.observer);
        spawnSites = made.spawnSites;
        poller = made.poller.orElseGet(() -> new SystemPoller(thread, this::callBack));
        loop = new Loop(this, made, poller, thread);
        fibers = kernel.fibers(loop);
        root = new Coroutine<>(this, 0, thread.getName(), new LoopFiber(loop, thread));
        running = root;
        ended = new WaitQueue("the end of all coroutines of " + this);
        idleness = new Idleness(this);
    }

    // ---- Whose it is. ----

    /// @return the hub of the current thread, made if it has none; inside a coroutine, the one that runs it
    /// @throws IllegalStateException on a virtual thread of the JDK's own scheduler
    public static Hub current() {
        return Coroutine.current().hub();
    }

    /// @return how to make one that is not as usual
    public static HubBuilder builder() {
        return new HubBuilder();
    }

    /// Makes the current thread, which nobody knows yet, a coroutine: the root of a new hub, or, if it is a virtual thread that
    /// some coroutine has made, one of that coroutine's hub. One that is not known any more, because it has another handler
    /// of uncaught exceptions now, is found again.
    static Coroutine<?> adopt() {
        MissingFlags.check();
        if (!Thread.currentThread().isVirtual()) return builder().open().root;
        var thread = Thread.currentThread();
        if (VirtualThreads.scheduler(thread).orElse(null) instanceof Loop loop) {
            var coroutine = loop.hub().population.of(thread).orElseGet(() -> loop.hub().adopt(thread));
            Coroutine.setCurrent(coroutine);
            return coroutine;
        }
        throw new IllegalStateException("""
            %s has no hub: the JDK's own scheduler runs it
              to fix: use coroutines on a platform thread, or on virtual threads made inside a coroutine""".formatted(thread));
    }

    /// The JDK tells nobody of the end of a thread but those who join it; so there is one who does, on this hub too.
    private Coroutine<?> adopt(Thread thread) {
        var name = thread.getName().isEmpty() ? "thread" : thread.getName();
        var adopted = new Coroutine<>(this, ids++, name, new ThreadFiber(thread, Optional.empty()));
        population.add(adopted);
        fibers.fiber("end of " + name, () -> {
            ThreadEnd.await(thread);
            adopted.finish(new Outcome.Value<>(null));
        }).start();
        return adopted;
    }

    // ---- Making coroutines. ----

    /// Spawns one; see [Coroutine#spawn(Callable)].
    ///
    /// @return itself
    public <T> Coroutine<T> spawn(Callable<? extends T> body) {
        return spawn(Optional.empty(), body);
    }

    /// Spawns one that gives no result.
    ///
    /// @return itself
    public Coroutine<Void> spawn(Action body) {
        return spawn(Optional.empty(), asCallable(body));
    }

    /// Spawns one with a name.
    ///
    /// @return itself
    public <T> Coroutine<T> spawn(String name, Callable<? extends T> body) {
        return spawn(Optional.of(name), body);
    }

    /// Spawns one with a name that gives no result.
    ///
    /// @return itself
    public Coroutine<Void> spawn(String name, Action body) {
        return spawn(Optional.of(name), asCallable(body));
    }

    /// Spawns one that begins later.
    ///
    /// @return itself
    public <T> Coroutine<T> spawnLater(Duration after, Callable<? extends T> body) {
        Coroutine<T> coroutine = make(Optional.empty(), body);
        coroutine.startLater(after);
        return coroutine;
    }

    /// Spawns one that begins later and gives no result.
    ///
    /// @return itself
    public Coroutine<Void> spawnLater(Duration after, Action body) {
        return spawnLater(after, asCallable(body));
    }

    private <T> Coroutine<T> spawn(Optional<String> name, Callable<? extends T> body) {
        Coroutine<T> coroutine = make(name, body);
        coroutine.start();
        return coroutine;
    }

    /// Every coroutine but the hub's own thread and those threads that are adopted is made here.
    ///
    /// @return one that has not been started
    <T> Coroutine<T> make(Optional<String> name, Callable<? extends T> body) {
        enter("spawn");
        if (loop.isClosed()) throw new IllegalStateException("%s is closed and runs nothing more".formatted(this));
        var coroutine = new Coroutine<T>(this, ids++, name, body, Coroutine.current().id());
        coroutine.spawnedAt = spawnSites.of(body);
        population.add(coroutine);
        observers.all().spawned(coroutine, Coroutine.current());
        return coroutine;
    }

    static Callable<Void> asCallable(Action body) {
        return new ActionBody(body);
    }

    // ---- From other threads. ----

    /// Has a coroutine do something. May be called by any thread.
    ///
    /// @param body what
    /// @return its result, to be waited for by threads other than this hub's; cancelling it kills the coroutine
    /// @throws RejectedExecutionException when the hub has been closed. If it is closed later, the result is a
    ///                                    [CancellationException].
    public <T> CompletableFuture<T> submit(Callable<? extends T> body) {
        var submission = new Submission<T>(this, body);
        execute(submission);
        return submission.result();
    }

    /// Has the hub itself do something in its next turn. May be called by any thread.
    ///
    /// @param callback what; it must not wait. What it throws is reported as a coroutine's failure is.
    /// @throws RejectedExecutionException when the hub has been closed
    public void execute(Runnable callback) {
        if (!loop.post(callback)) throw new RejectedExecutionException("%s is closed and runs nothing more".formatted(this));
    }

    /// Says that something outside may wake somebody here: another thread, a signal. While that is so, [WouldBlockForever]
    /// is not thrown. Called by the hub's thread.
    ///
    /// @return what ends it, from any thread
    public Hold hold() {
        enter("hold");
        return belongings.hold(this);
    }

    /// @return threads for code that blocks, at most 10 at a time, made as they are needed; they end with the hub
    public ThreadPool threadPool() {
        return belongings.threadPool();
    }

    // ---- Turning it by hand. ----

    /// Runs what is ready; if nothing is, waits for something, but not for longer than told. For programs that have a loop of
    /// their own. To be called by the hub's thread, outside of coroutines.
    ///
    /// @param atMost 0 does not wait
    /// @return whether anything was run
    /// @throws BlockingSwitchOut when the hub is turning already
    public boolean runOnce(Duration atMost) {
        enter("runOnce");
        return loop.runOnce((LoopFiber) root.fiber(), Times.nanos(atMost));
    }

    /// Runs until all its coroutines have ended.
    public void run() {
        while (population.size() > 0) ended.await();
    }

    // ---- Settings. ----

    /// Has others told of what comes out of coroutines uncaught; without this the logger `gangway.coroutine` is. They are
    /// called in the coroutine that failed, and may wait.
    ///
    /// @param handler is given the coroutine, and what came out of it
    public void onError(BiConsumer<? super Coroutine<?>, ? super Throwable> handler) {
        errors.handler(handler);
    }

    /// Has others told of what is no error of a coroutine, and should be known; without this the logger `gangway.coroutine` is,
    /// at the level of warnings. They may be called by any thread, this hub's or not.
    ///
    /// @param listener is given each report
    public void onReport(Consumer<? super Report> listener) {
        reports.listener(listener);
    }

    /// Has something told of whatever the coroutines of this hub do from now on, behind those who are told already. Without one
    /// it costs nothing.
    ///
    /// @return what ends it
    public Observation observe(Observer more) {
        return observers.add(more);
    }

    /// Has something called at each switch that this library makes: a coroutine begins, or goes on after a wait. What the JDK
    /// makes wait, a lock or a socket, goes on unseen. The rules of [Observer] hold for it.
    ///
    /// @param trace is given the one that had its turn before, and the one that has it now
    /// @return what ends it
    public Observation trace(BiConsumer<? super Coroutine<?>, ? super Coroutine<?>> trace) {
        return observe(new Switches(trace, Coroutine.current()));
    }

    /// @return what its coroutines are made of
    public Kernel kernel() {
        return kernel;
    }

    /// @return those that have not ended, the oldest first
    public List<Coroutine<?>> coroutines() {
        return population.list();
    }

    /// Kills all its coroutines, waits until they have ended, and takes the hub from its thread. `finally` blocks run, and may
    /// wait for a moment; who refuses to end is reported, and left behind. Called by the hub's own thread.
    @Override
    public void close() {
        enter("close");
        if (loop.isClosed()) return;
        if (Coroutine.current() != root) throw new IllegalStateException(
            "%s cannot close %s, which runs it; to fix: let its own thread do it".formatted(Coroutine.current(), this));
        try {
            new Closing(this).run();
        } finally {
            Hubs.remove(this);
            belongings.close();
            Coroutine.setCurrent(null);
            poller.close();
        }
    }

    // ---- What the loop and the coroutines need. ----

    Loop loop() {
        return loop;
    }

    /// Sees to it that the current thread is the right one.
    ///
    /// @param what that which it uses
    void enter(Object what) {
        if (!loop.isHere()) throw new InvalidThreadUse(what, this);
    }

    private void callBack(Runnable callback) {
        loop.run(callback);
    }

    boolean isEmpty() {
        return population.size() == 0;
    }

    /// Waits until all coroutines have ended.
    void awaitEnd(Duration atMost) {
        if (!isEmpty()) ended.await(atMost);
    }

    Idleness idleness() {
        return idleness;
    }

    /// @return whether somebody has said that something outside may wake somebody here
    boolean isHeld() {
        return belongings.areHolds();
    }

    Coroutine<?> root() {
        return root;
    }

    Observer observer() {
        return observers.all();
    }

    Population population() {
        return population;
    }

    Errors errors() {
        return errors;
    }

    Fiber fiber(String name, Runnable body) {
        return fibers.fiber(name, body);
    }

    /// @param mine what the current thread is known as
    /// @return the coroutine that runs: on the raw kernel all of them are the hub's thread
    Coroutine<?> running(Coroutine<?> mine) {
        return mine == root && kernel == Kernel.CONTINUATION ? running : mine;
    }

    /// @return whether it may still turn; may be asked by any thread
    boolean isOpen() {
        return !loop.isClosed() && loop.carrier().isAlive();
    }

    void mayWait(Coroutine<?> coroutine) {
        loop.comeHome();
        if (coroutine != root) return;
        if (loop.isTurning()) throw new BlockingSwitchOut();
        loop.lookAtClock();
    }

    void leaving(Coroutine<?> coroutine) {
        running = root;
    }

    void entering(Coroutine<?> coroutine) {
        loop.comeHome();
        running = coroutine;
        observers.all().runs(coroutine);
    }

    void began(Identity identity) {
        if (kernel == Kernel.VIRTUAL) Thread.currentThread().setUncaughtExceptionHandler(identity);
        observers.all().began(identity.coroutine());
        entering(identity.coroutine());
    }

    void ended(Coroutine<?> coroutine) {
        population.remove(coroutine);
        observers.all().ended(coroutine);
        if (population.size() == 0) ended.wakeAll(true);
    }

    /// Delivers an error of the loop's own callbacks in a coroutine. If there is no memory for one, the hub's thread gets it.
    void failed(Throwable error) {
        if (error instanceof GreenletExit) return;
        try {
            spawn("callback", () -> errors.report(root, error));
        } catch (Throwable failed) {
            root.parking().interrupt(error);
        }
    }

    /// @return the coroutine that entered last, as far as this library saw it; a guess for other threads
    Coroutine<?> running() {
        return running;
    }

    Reports reports() {
        return reports;
    }

    @Override
    public String toString() {
        return "Hub[%s]".formatted(root == null ? Thread.currentThread().getName() : root.name());
    }
}

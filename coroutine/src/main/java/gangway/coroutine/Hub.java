package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.VirtualThreads;

/// The one who decides who runs next: a thread's coroutines, and the loop that turns when all of them wait.
///
/// A thread gets its hub when it first needs one ([#current]), as in gevent. There is no thread but that one: while it has
/// something to do itself nothing else runs, and when it waits (for a coroutine, an event, a time) it runs the others meanwhile.
/// Coroutines never move to another hub.
///
/// All methods are for the hub's own thread and the coroutines on it, but for [#submit] and [#execute].
public final class Hub implements AutoCloseable {

    private final Kernel kernel;
    private final Loop loop;
    private final Kernel.Fibers fibers;
    private final Poller poller;
    private final Coroutine<?> root;
    private final Observer observer;
    private final Errors errors = new Errors();
    private final Reports reports = new Reports();
    private final Outlook outlook;
    private final Population population = new Population();
    private final WaitQueue ended;
    private Coroutine<?> running;
    private long ids = 1;
    private int holds;

    private Hub(Builder made) {
        var thread = Thread.currentThread();
        kernel = made.kernel;
        observer = made.observer;
        poller = made.poller.orElseGet(() -> new SystemPoller(thread));
        loop = new Loop(this, made.clock, made.order, poller, thread);
        fibers = kernel.fibers(loop);
        root = new Coroutine<>(this, 0, thread.getName(), new LoopFiber(loop, thread));
        running = root;
        ended = new WaitQueue("the end of all coroutines of " + this);
        outlook = new Outlook(this, made.alone ? Outsiders.startedLater(this) : Outsiders.all(this), made.grace);
    }

    // ---- Whose it is. ----

    /// @return the hub of the current thread, made if it has none; inside a coroutine, the one that runs it
    /// @throws IllegalStateException on a virtual thread of the JDK's own scheduler
    public static Hub current() {
        return Coroutine.current().hub();
    }

    /// @return how to make one that is not as usual
    public static Builder builder() {
        return new Builder();
    }

    /// Makes the current thread, which nobody knows yet, a coroutine: the root of a new hub, or, if it is a virtual thread that
    /// some coroutine has made, one of that coroutine's hub.
    static Coroutine<?> adopt() {
        if (!Thread.currentThread().isVirtual()) return builder().open().root;
        if (!(VirtualThreads.scheduler(Thread.currentThread()) instanceof Loop loop)) throw new IllegalStateException("""
            %s has no hub: the JDK's own scheduler runs it
              to fix: use coroutines on a platform thread, or on virtual threads made inside a coroutine"""
            .formatted(Thread.currentThread()));
        return loop.hub().adopt(Thread.currentThread());
    }

    private Coroutine<?> adopt(Thread thread) {
        var adopted = new Coroutine<>(this, ids++, thread.getName().isEmpty() ? "thread" : thread.getName(),
            new ThreadFiber(thread));
        Coroutine.setCurrent(adopted);
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

    private <T> Coroutine<T> spawn(Optional<String> name, Callable<? extends T> body) {
        Coroutine<T> coroutine = make(name, body);
        coroutine.start();
        return coroutine;
    }

    /// @return one that has not been started
    <T> Coroutine<T> make(Optional<String> name, Callable<? extends T> body) {
        if (!loop.isHere()) throw new InvalidThreadUse("spawn", this);
        var coroutine = new Coroutine<T>(this, ids++, name, body, Coroutine.current().id());
        population.add(coroutine);
        observer.spawned(coroutine, Coroutine.current());
        return coroutine;
    }

    static Callable<Void> asCallable(Action body) {
        return () -> {
            body.run();
            return null;
        };
    }

    // ---- From other threads. ----

    /// Has a coroutine do something. May be called by any thread.
    ///
    /// @param body what
    /// @return its result, to be waited for by threads other than this hub's
    public <T> CompletableFuture<T> submit(Callable<? extends T> body) {
        var result = new CompletableFuture<T>();
        execute(() -> spawn("submitted", () -> {
            try {
                result.complete(body.call());
            } catch (Throwable error) {
                result.completeExceptionally(error);
            }
        }));
        return result;
    }

    /// Has the hub itself do something in its next turn. May be called by any thread.
    ///
    /// @param callback what; it must not wait. What it throws is reported as a coroutine's failure is.
    public void execute(Runnable callback) {
        loop.execute(callback);
    }

    // ---- Turning it by hand. ----

    /// Runs what is ready; if nothing is, waits for something, but not for longer than told. For programs that have a loop of
    /// their own. To be called by the hub's thread, outside of coroutines.
    ///
    /// @param atMost 0 does not wait
    /// @return whether anything was run
    /// @throws BlockingSwitchOut when the hub is turning already
    public boolean runOnce(Duration atMost) {
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

    /// @return what its coroutines are made of
    public Kernel kernel() {
        return kernel;
    }

    /// @return those that have not ended, the oldest first
    public List<Coroutine<?>> coroutines() {
        return population.list();
    }

    /// Kills all its coroutines, waits until they have ended, and takes the hub from its thread.
    @Override
    public void close() {
        for (int left = 100; left > 0 && population.size() > 0; left--) {
            population.list().forEach(each -> each.kill(new GreenletExit("the hub is closed")));
            yieldToAll();
        }
        BlockingMonitor.forget(this);
        Coroutine.setCurrent(null);
        poller.close();
    }

    private void yieldToAll() {
        for (int turns = 0; turns < 10 && population.size() > 0; turns++) Coroutine.yieldNow();
    }

    // ---- What the loop and the coroutines need. ----

    Loop loop() {
        return loop;
    }

    Coroutine<?> root() {
        return root;
    }

    Observer observer() {
        return observer;
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

    void mayWait(Coroutine<?> coroutine) {
        if (coroutine != root) return;
        if (loop.isTurning()) throw new BlockingSwitchOut();
        loop.lookAtClock();
    }

    void leaving(Coroutine<?> coroutine) {
        running = root;
    }

    void entering(Coroutine<?> coroutine) {
        running = coroutine;
        observer.runs(coroutine);
    }

    void began(Coroutine<?> coroutine) {
        if (kernel == Kernel.VIRTUAL) Coroutine.setCurrent(coroutine);
        observer.began(coroutine);
        entering(coroutine);
    }

    void ended(Coroutine<?> coroutine) {
        population.remove(coroutine);
        observer.ended(coroutine);
        if (population.size() == 0) ended.wakeAll(true);
    }

    /// Delivers an error of the loop's own callbacks in a coroutine.
    void failed(Throwable error) {
        spawn("callback", () -> errors.report(root, error));
    }

    /// @return who says for how long the loop may wait
    Outlook outlook() {
        return outlook;
    }

    /// @return the coroutine that entered last, as far as this library saw it; a guess for other threads
    Coroutine<?> running() {
        return running;
    }

    Reports reports() {
        return reports;
    }

    /// @return whether this hub, for its part, waits for nothing that comes by itself
    boolean hasNothingInSight() {
        return holds == 0 && !poller.expectsSomething() && root.parking().isParked()
            && population.all(each -> each.parking().isParked() || kernel == Kernel.VIRTUAL);
    }

    /// @return the hub's own thread, and all that have not ended
    List<Coroutine<?>> everybody() {
        return Stream.concat(Stream.of(root), population.list().stream()).toList();
    }

    WaitGraph waitGraph() {
        return WaitGraph.of(everybody());
    }

    @Override
    public String toString() {
        return "Hub[%s]".formatted(root == null ? Thread.currentThread().getName() : root.name());
    }

    /// Makes a hub. What is not set is as usual.
    public static final class Builder {

        private Kernel kernel = Kernel.usual();
        private Clock clock = Clock.SYSTEM;
        private Order order = Order.FIFO;
        private Observer observer = Observer.NONE;
        private Optional<Poller> poller = Optional.empty();
        private Duration grace = Duration.ofMillis(Long.getLong("gangway.coroutine.grace", 1000));
        private Duration maxBlocking = Duration.ofMillis(Long.getLong("gangway.coroutine.maxBlocking", 100));
        private boolean alone;

        private Builder() {}

        /// @param kernel what its coroutines are made of
        /// @return this
        public Builder kernel(Kernel kernel) {
            this.kernel = kernel;
            return this;
        }

        /// @param clock what it reads the time from
        /// @return this
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /// @param order who of those that are ready runs next
        /// @return this
        public Builder order(Order order) {
            this.order = order;
            return this;
        }

        /// @param observer is told what its coroutines do
        /// @return this
        public Builder observer(Observer observer) {
            this.observer = observer;
            return this;
        }

        /// @param poller where it waits; it belongs to the hub from now on
        /// @return this
        public Builder poller(Poller poller) {
            this.poller = Optional.of(poller);
            return this;
        }

        /// Says that none of the threads that live when the hub is opened will ever wake one of its coroutines. So that
        /// nobody can go on is certain, and [WouldBlockForever] is thrown, although they are there. Threads that are started later
        /// count as ever.
        ///
        /// @return this
        public Builder alone() {
            alone = true;
            return this;
        }

        /// @param grace how long nobody may have been able to run before it is reported that this may stay so; 0 never reports.
        ///              Without this, as many milliseconds as the system property `gangway.coroutine.grace` says, or a second.
        /// @return this
        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        /// @param limit how long a coroutine may run without letting anybody else before that is reported; 0 never reports.
        ///              Without this, as many milliseconds as the system property `gangway.coroutine.maxBlocking` says, or 100.
        /// @return this
        public Builder maxBlocking(Duration limit) {
            maxBlocking = limit;
            return this;
        }

        /// Makes it the hub of the current thread.
        ///
        /// @return it
        /// @throws IllegalStateException when the thread is virtual, or has one
        public Hub open() {
            var thread = Thread.currentThread();
            if (thread.isVirtual()) throw new IllegalStateException(
                "%s is virtual and cannot run a hub; to fix: open it on a platform thread".formatted(thread));
            if (Coroutine.hasHub()) throw new IllegalStateException(
                "%s has a hub already; to fix: close that first: Hub.current().close()".formatted(thread));
            var hub = new Hub(this);
            Coroutine.setCurrent(hub.root);
            BlockingMonitor.watch(hub, maxBlocking);
            return hub;
        }
    }
}

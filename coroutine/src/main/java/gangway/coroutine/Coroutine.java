package gangway.coroutine;

import module java.base;

/// A function that runs by turns with others on one thread: it goes on until it waits, and then somebody else does.
///
/// ```java
/// var answer = Coroutine.spawn(() -> ask("deep thought"));
/// var clock = Coroutine.spawn(() -> { while (true) { Coroutine.sleep(Duration.ofSeconds(1)); tick(); } });
/// IO.println(answer.get());
/// clock.kill();
/// ```
///
/// It is gevent's `Greenlet`, in Java's types: a [Future] whose `get` throws the very exception that came out of it.
/// Nothing of a new one runs before its maker waits. It ends with an [Outcome]; whoever kills it has [GreenletExit] thrown
/// where it waits.
///
/// Belongs to the hub on which it was spawned, and may be used by that hub's thread only.
///
/// @param <T> what it gives
public final class Coroutine<T> extends Ending<T> implements AutoCloseable {

    private static final ThreadLocal<Coroutine<?>> CURRENT = new ThreadLocal<>();    // of threads without an [Identity]
    private static final Map<CoroutineLocal<?>, Object> NO_LOCALS = Map.of();

    private final long id;
    final long spawner;
    private final Parking parking = new Parking(this);
    private final Optional<String> name;
    private Callable<? extends T> body;
    private Fiber fiber;
    Optional<StackTraceElement> spawnedAt = Optional.empty();  // if that is known: see [SpawnSites]
    private Optional<Timer> start = Optional.empty();
    private boolean begun;
    private boolean reportsErrors = true;
    private Map<CoroutineLocal<?>, Object> locals = NO_LOCALS;

    /// The next and the previous of those that live on the same hub: see [Population].
    Coroutine<?> next;
    Coroutine<?> previous;

    Coroutine(Hub hub, long id, Optional<String> name, Callable<? extends T> body, long spawner) {
        super(hub);
        this.id = id;
        this.name = name;
        this.body = body;
        this.spawner = spawner;
    }

    /// One for a stack that runs already.
    Coroutine(Hub hub, long id, String name, Fiber fiber) {
        this(hub, id, Optional.of(name), () -> null, id);
        this.fiber = fiber;
        begun = true;
    }

    // ---- Starting one. ----

    /// Spawns one on the current hub. It runs when the current one waits, after those that are ready already.
    ///
    /// @param body what it does
    /// @return itself
    public static <T> Coroutine<T> spawn(Callable<? extends T> body) {
        return Hub.current().spawn(body);
    }

    /// Spawns one that gives no result.
    ///
    /// @param body what it does
    /// @return itself
    public static Coroutine<Void> spawn(Action body) {
        return Hub.current().spawn(body);
    }

    /// Spawns one with a name, which reports and thread dumps show.
    ///
    /// @param body what it does
    /// @return itself
    public static <T> Coroutine<T> spawn(String name, Callable<? extends T> body) {
        return Hub.current().spawn(name, body);
    }

    /// Spawns one with a name that gives no result.
    ///
    /// @param body what it does
    /// @return itself
    public static Coroutine<Void> spawn(String name, Action body) {
        return Hub.current().spawn(name, body);
    }

    /// Spawns one that begins later. Killed before that, it never runs.
    ///
    /// @param after how long to wait before it becomes ready
    /// @param body  what it does
    /// @return itself
    public static <T> Coroutine<T> spawnLater(Duration after, Callable<? extends T> body) {
        return Hub.current().spawnLater(after, body);
    }

    /// Spawns one that begins later and gives no result.
    ///
    /// @return itself
    public static Coroutine<Void> spawnLater(Duration after, Action body) {
        return Hub.current().spawnLater(after, body);
    }

    // ---- The current one. ----

    /// @return the coroutine that asks. The thread that a hub belongs to is one too, and so is a virtual thread that was made
    ///         inside a coroutine.
    /// @throws IllegalStateException when it is asked for on a virtual thread of the JDK's own scheduler, which has no hub
    public static Coroutine<?> current() {
        if (Thread.currentThread().getUncaughtExceptionHandler() instanceof Identity(var coroutine)) return coroutine;
        var other = CURRENT.get();
        if (other == null) other = Hub.adopt();
        return other.hub().running(other);
    }

    /// Waits for some time, while others run.
    ///
    /// @param time 0 or less is [#yieldNow]
    public static void sleep(Duration time) {
        if (!time.isPositive()) yieldNow();
        else current().parking.await(Sleep.of(time), time);
    }

    /// Lets all others run that are ready now, then goes on. gevent's `sleep(0)`.
    public static void yieldNow() {
        current().parking.yield();
    }

    /// Waits until nobody else is ready to run.
    public static void idle() {
        current().hub().idleness().await();
    }

    // ---- Many of them: see [Gathering]. ----

    /// Waits until all have ended, however they did, or as far as told. Those that are left go on.
    ///
    /// @param options for how long, for how many, and whether the first failure is thrown at once
    /// @return those that have ended, in the order in which they did
    public static <C extends Coroutine<?>> List<C> joinAll(Collection<? extends C> coroutines, JoinOption... options) {
        return Gathering.await(coroutines, options);
    }

    /// Kills all, and waits until they have ended. Those that have not begun never do.
    public static void killAll(Collection<? extends Coroutine<?>> coroutines) {
        Gathering.kill(coroutines, GreenletExit::new, true, Times.FOREVER);
    }

    /// Kills all with an error of one's own. The current one, if it is among them, comes last: it is thrown here.
    ///
    /// @param error  what is thrown where they wait
    /// @param block  whether to wait until they have ended
    /// @param atMost for how long
    /// @throws Timeout when the time was over before they had
    public static void killAll(Collection<? extends Coroutine<?>> coroutines, Throwable error, boolean block, Duration atMost) {
        Gathering.kill(coroutines, () -> error, block, atMost);
    }

    /// Waits until the hub has nothing left to do: nobody is ready, no time is awaited, and nothing from outside.
    public static void await() {
        await(Times.FOREVER);
    }

    /// Waits until the hub has nothing left to do, but not for longer than told.
    ///
    /// @return whether that is so
    public static boolean await(Duration atMost) {
        return current().hub().idleness().awaitNothingLeft(atMost);
    }

    /// Waits until all are ready.
    ///
    /// @return they, in the order in which they became ready
    public static List<Awaitable> await(Awaitable... objects) {
        return await(List.of(objects));
    }

    /// Waits until all are ready, or as far as told.
    ///
    /// @param options for how long, and for how many
    /// @return those that are ready, in the order in which they became so
    public static <A extends Awaitable> List<A> await(Collection<? extends A> objects, JoinOption... options) {
        return Gathering.await(objects, options);
    }

    /// Gives those that become ready, one after another as they do. To be closed by who stops before the last one.
    ///
    /// @param options for how long in all, and for how many
    /// @return they
    public static <A extends Awaitable> Awaited<A> iawait(Collection<? extends A> objects, JoinOption... options) {
        return new Awaited<>(objects, JoinOption.All.of(options));
    }

    // ---- Ending it. ----

    /// Kills it, and waits until it has ended: [GreenletExit] is thrown where it waits. One that has not begun never does. One
    /// that has ended stays as it is. If it is the current one, the error is thrown here.
    public void kill() {
        kill(new GreenletExit());
    }

    /// Kills it with an error of one's own, and waits until it has ended.
    ///
    /// @param error what is thrown where it waits
    public void kill(Throwable error) {
        kill(error, true, Times.FOREVER);
    }

    /// Kills it with an error of one's own.
    ///
    /// @param error  what is thrown where it waits
    /// @param block  whether to wait until it has ended; for a hub's own thread, which has no end, nobody waits
    /// @param atMost for how long
    /// @return whether it has ended
    public boolean kill(Throwable error, boolean block, Duration atMost) {
        interrupt(error);
        return block && this != hub().root() ? join(atMost) : ready();
    }

    /// Kills it without waiting.
    ///
    /// @param mayInterruptIfRunning whether to do so when it has begun
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (ready() || begun && !mayInterruptIfRunning) return false;
        interrupt(new GreenletExit());
        return true;
    }

    /// Kills it, and does not wait.
    void interrupt(Throwable error) {
        hub().enter(this);
        Objects.requireNonNull(error, "error");
        if (ready()) return;
        if (!begun) finish(Outcome.of(error));
        else if (current() == this) throw Sneaky.raise(error);
        else parking.interrupt(error);
    }

    /// Runs a block that it belongs to: waits for its end behind the block, and kills it if the block fails. It is what
    /// Python's `with` does. [#close] cannot do the latter, because in Java it is not told of a failure.
    ///
    /// @return what the block returned
    /// @throws Exception whatever the block threw, when this has ended
    public <R> R during(Callable<? extends R> block) throws Exception {
        R result;
        try {
            result = block.call();
        } catch (Throwable error) {
            kill((GreenletExit) new GreenletExit("the block that it belonged to failed").initCause(error));
            throw error;
        }
        close();
        return result;
    }

    /// Runs a block that it belongs to and that gives no result.
    ///
    /// @throws Exception whatever the block threw, when this has ended
    public void during(Action block) throws Exception {
        during(Hub.asCallable(block));
    }

    /// Waits until it has ended. If that wait is broken off, by a timeout for instance, it is killed. So nothing runs on behind
    /// `try (coroutine) { … }`; for a block that may fail, see [#during].
    @Override
    public void close() {
        try {
            join();
        } finally {
            kill();
        }
    }

    // ---- What it is and how it does. ----

    /// @return whether it has been spawned and not ended; it may have to wait for its first turn, or, spawned for later,
    ///         its time
    public boolean started() {
        return !ready() && start.isEmpty();
    }

    /// @return what is unique among the coroutines of its hub, from 1; 0 is the hub's own thread
    public long id() {
        return id;
    }

    /// @return its name, or one made of its number
    public String name() {
        return name.orElseGet(() -> "coroutine-" + id);
    }

    /// @return what the current hub's coroutines have spawned and what those do, as a tree that shows itself
    public static CoroutineTree tree() {
        return CoroutineTree.of(Hub.current());
    }

    /// @return where it is now, innermost frame first; empty if it has not begun or has ended
    public List<StackTraceElement> stack() {
        return fiber == null || ready() ? List.of() : List.of(fiber.stack());
    }

    // ---- Its life, as the hub sees it. ----

    /// Makes it ready for the first time.
    void start() {
        start = Optional.empty();
        fiber = hub().fiber(name(), new Identity(this));
        fiber.start();
    }

    void startLater(Duration after) {
        var timer = new Timer(this::start);
        start = Optional.of(timer);
        hub().loop().schedule(timer, after);
    }

    void run(Identity identity) {
        if (ready()) return;                                   // killed before its first step
        begun = true;
        hub().began(identity);
        try {
            finish(call());
        } catch (Throwable error) {                            // the memory was not enough even to end it
            if (!ready()) finish(Outcome.of(error));
        } finally {
            hub().leaving(this);
        }
    }

    private Outcome<T> call() {
        try {
            return value(body.call());
        } catch (Throwable error) {
            Outcome<T> how = Outcome.of(error);
            if (reportsErrors && how instanceof Outcome.Failed<T>(var cause)) hub().errors().report(this, cause);
            return how;
        }
    }

    @Override
    void finish(Outcome<T> how) {
        hub().loop().comeHome();
        body = null;
        locals = NO_LOCALS;
        parking.leaveScopes();
        start.ifPresent(hub().loop()::cancel);
        super.finish(how);
        hub().ended(this);
    }

    /// @return whether the current thread is known as a coroutine already
    static boolean hasHub() {
        return Thread.currentThread().getUncaughtExceptionHandler() instanceof Identity || CURRENT.get() != null;
    }

    static void setCurrent(Coroutine<?> coroutine) {
        CURRENT.set(coroutine);
    }

    /// @return the values of its local variables, to be read
    Map<CoroutineLocal<?>, Object> locals() {
        return locals;
    }

    /// @return the same, to be written; those of variables that nobody uses any more vanish
    Map<CoroutineLocal<?>, Object> ownLocals() {
        if (locals == NO_LOCALS) locals = new WeakHashMap<>(4);
        return locals;
    }

    /// @param report whether the hub's handler is told that it failed; if not, somebody else sees it
    void reportErrors(boolean report) {
        reportsErrors = report;
    }

    Parking parking() {
        return parking;
    }

    Fiber fiber() {
        return fiber;
    }

    boolean begun() {
        return begun;
    }

    boolean isStuck() {
        return parking.isParked() || fiber == null;            // it waits here, or its time has not come
    }

    @Override
    public String toString() {
        return "Coroutine[%s, %s]".formatted(name(), ready() ? "ended" : parking.isParked() ? "waits" : "runs");
    }
}

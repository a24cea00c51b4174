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
/// It is gevent's `Greenlet`, in Java's types: a [Future] whose `get` throws the very exception that came out of it. Nothing of a
/// new one runs before its maker waits. It ends with an [Outcome]; whoever kills it has [GreenletExit] thrown where it waits.
///
/// Belongs to the hub on which it was spawned, and may be used by that hub's thread only.
///
/// @param <T> what it gives
public final class Coroutine<T> implements Future<T>, Awaitable, AutoCloseable {

    private static final ThreadLocal<Coroutine<?>> CURRENT = new ThreadLocal<>();

    private final Hub hub;
    private final long id;
    private final long spawner;
    private final Parking parking = new Parking(this);
    private final WaitQueue joiners = new WaitQueue(this);
    private Optional<String> name;
    private Callable<? extends T> body;
    private Fiber fiber;
    private Optional<Timer> start = Optional.empty();
    private boolean begun;
    private boolean reportsErrors = true;
    private Optional<Links> links = Optional.empty();
    private Optional<Outcome<T>> outcome = Optional.empty();

    /// The next and the previous of those that live on the same hub: see [Population].
    Coroutine<?> next;
    Coroutine<?> previous;

    Coroutine(Hub hub, long id, Optional<String> name, Callable<? extends T> body, long spawner) {
        this.hub = hub;
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

    // ---- The current one. ----

    /// @return the coroutine that asks. The thread that a hub belongs to is one too, and so is a virtual thread that was made
    ///         inside a coroutine.
    /// @throws IllegalStateException when it is asked for on a virtual thread of the JDK's own scheduler, which has no hub
    public static Coroutine<?> current() {
        var mine = CURRENT.get();
        if (mine == null) mine = Hub.adopt();
        return mine.hub.running(mine);
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

    // ---- Waiting for it. ----

    /// Waits until it has ended, however it did.
    public void join() {
        if (ready()) return;
        refuseToJoinMyself();
        joiners.await();
    }

    /// Waits until it has ended or the time is over.
    ///
    /// @return whether it has ended
    public boolean join(Duration atMost) {
        if (ready()) return true;
        refuseToJoinMyself();
        return joiners.await(atMost).isPresent();
    }

    private void refuseToJoinMyself() {
        if (current() == this) throw new IllegalStateException("%s cannot wait for its own end".formatted(this));
    }

    /// Waits for its result. Throws the very exception that came out of it, checked or not.
    ///
    /// @return the result; `null` if its body returned that
    /// @throws CancellationException when it was killed; its cause is the [GreenletExit]
    @Override
    public T get() {
        join();
        return getNow();
    }

    /// Waits for its result, but not for longer than told. It goes on in any case.
    ///
    /// @throws Timeout               when the time was over
    /// @throws CancellationException when it was killed
    public T get(Duration atMost) {
        if (!join(atMost)) throw Timeout.over(atMost);
        return getNow();
    }

    /// Gives its result without waiting.
    ///
    /// @throws Timeout               when there is none yet
    /// @throws CancellationException when it was killed
    public T getNow() {
        return switch (outcome.orElseThrow(() -> Timeout.over(Duration.ZERO))) {
            case Outcome.Value<T>(var value) -> value;
            case Outcome.Failed<T>(var cause) -> throw Sneaky.raise(cause);
            case Outcome.Killed<T>(var exit) -> throw (CancellationException) new CancellationException(this + " was killed")
                .initCause(exit);
        };
    }

    // ---- Ending it. ----

    /// Kills it, and waits until it has ended: [GreenletExit] is thrown where it waits. One that has not begun never does. One
    /// that has ended stays as it is.
    public void kill() {
        kill(new GreenletExit());
        if (!ready()) join();
    }

    /// Kills it with an error of one's own, and does not wait. If it is the current one, the error is thrown here.
    ///
    /// @param error what is thrown where it waits
    public void kill(Throwable error) {
        if (ready()) return;
        if (!begun) {
            finish(ended(error));
        } else if (current() == this) {
            throw Sneaky.raise(error);
        } else {
            parking.interrupt(error);
        }
    }

    // ---- What it is and how it does. ----

    /// @return how it ended; empty while it lives
    public Optional<Outcome<T>> outcome() {
        return outcome;
    }

    /// @return whether it has ended
    @Override
    public boolean ready() {
        return outcome.isPresent();
    }

    /// @return whether it has ended without a failure; who was killed did not fail
    public boolean successful() {
        return outcome.map(Outcome::successful).orElse(false);
    }

    /// @return what is unique among the coroutines of its hub, from 1; 0 is the hub's own thread
    public long id() {
        return id;
    }

    /// @return its name, or one made of its number
    public String name() {
        return name.orElseGet(() -> "coroutine-" + id);
    }

    /// @return the hub on which it runs
    public Hub hub() {
        return hub;
    }

    /// @return where it is now, innermost frame first; empty if it has not begun or has ended
    public List<StackTraceElement> stack() {
        return fiber == null || ready() ? List.of() : List.of(fiber.stack());
    }

    // ---- Being told of its end. ----

    /// Has something called, in a coroutine of its own, when this has ended: in the hub's next turn if it has already.
    ///
    /// @param link is given this
    public void link(Consumer<? super Coroutine<T>> link) {
        rawLink(new Links.InCoroutine<>(link, this, _ -> true));
    }

    @Override
    public void rawLink(Consumer<? super Awaitable> link) {
        if (links.isEmpty()) links = Optional.of(new Links());
        links.get().add(link);
        if (ready()) links.get().fire(hub.loop(), this);
    }

    @Override
    public void unlink(Consumer<? super Awaitable> link) {
        links.ifPresent(all -> all.remove(link));
    }

    // ---- As a Future. ----

    @Override
    public T get(long time, TimeUnit unit) throws TimeoutException {
        if (!join(Duration.of(time, unit.toChronoUnit()))) throw new TimeoutException(this + " has not ended in time");
        return getNow();
    }

    /// Kills it without waiting.
    ///
    /// @param mayInterruptIfRunning whether to do so when it has begun
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (ready() || begun && !mayInterruptIfRunning) return false;
        kill(new GreenletExit());
        return true;
    }

    @Override
    public boolean isCancelled() {
        return outcome.filter(Outcome.Killed.class::isInstance).isPresent();
    }

    @Override
    public boolean isDone() {
        return ready();
    }

    /// Waits until it has ended.
    @Override
    public void close() {
        join();
    }

    // ---- Its life, as the hub sees it. ----

    /// Makes it ready for the first time.
    void start() {
        start = Optional.empty();
        fiber = hub.fiber(name(), this::run);
        fiber.start();
    }

    void startLater(Duration after) {
        var timer = new Timer(this::start);
        start = Optional.of(timer);
        hub.loop().schedule(timer, after);
    }

    private void run() {
        if (ready()) return;                                   // killed before its first step
        begun = true;
        hub.began(this);
        finish(call());
        hub.leaving(this);
    }

    private Outcome<T> call() {
        try {
            return new Outcome.Value<>(body.call());
        } catch (Throwable error) {
            if (reportsErrors && !(error instanceof GreenletExit)) hub.errors().report(this, error);
            return ended(error);
        }
    }

    private Outcome<T> ended(Throwable error) {
        return error instanceof GreenletExit exit ? new Outcome.Killed<>(exit) : new Outcome.Failed<>(error);
    }

    private void finish(Outcome<T> how) {
        outcome = Optional.of(how);
        body = null;
        start.ifPresent(hub.loop()::cancel);
        hub.ended(this);
        joiners.wakeAll(true);
        links.ifPresent(all -> all.fire(hub.loop(), this));
    }

    /// @return whether the current thread is known as a coroutine already
    static boolean hasHub() {
        return CURRENT.get() != null;
    }

    static void setCurrent(Coroutine<?> coroutine) {
        CURRENT.set(coroutine);
    }

    /// Leaves it to somebody else to see that it failed.
    void reportNoErrors() {
        reportsErrors = false;
    }

    Parking parking() {
        return parking;
    }

    Fiber fiber() {
        return fiber;
    }

    long spawner() {
        return spawner;
    }

    boolean begun() {
        return begun;
    }

    Optional<StackTraceElement> spawnedAt() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "Coroutine[%s, %s]".formatted(name(), ready() ? "ended" : parking.isParked() ? "waits" : "runs");
    }
}

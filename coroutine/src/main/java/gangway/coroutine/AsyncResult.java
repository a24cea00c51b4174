package gangway.coroutine;

import module java.base;

/// A value, or a failure, that comes later and then stays: all who wait for it get it, and so does everybody who asks
/// afterwards.
///
/// ```java
/// var answer = new AsyncResult<String>();
/// new Thread(() -> answer.set(slowly())).start();
/// IO.println(answer.get(Duration.ofSeconds(5)));             // others run meanwhile
/// ```
///
/// It is gevent's, and can be linked to a coroutine, whose outcome it then has: `coroutine.link(result)`. [#set],
/// [#setException] and [#accept] may be called by any thread, until the hub is closed; everything else by the hub to which it
/// belongs.
///
/// @param <T> what it gives
public final class AsyncResult<T> implements Awaitable, Consumer<Coroutine<T>> {

    private final WaitQueue waiters = new WaitQueue(this);
    private final Links links = new Links();
    private volatile Optional<Outcome<T>> outcome = Optional.empty();

    /// One that has not come. It belongs to the hub of the current thread.
    public AsyncResult() {
        waiters.hub();                                         // not that of the first thread that happens to set it
    }

    // ---- Giving it. ----

    /// Gives the value, and wakes all who wait. What was given before is replaced, for those who ask from now on.
    ///
    /// @param value `null` for a result without a value
    public void set(T value) {
        settle(new Outcome.Value<>(value));
    }

    /// Gives a failure, and wakes all who wait.
    ///
    /// @param error what [#get] throws, the very object
    public void setException(Throwable error) {
        settle(new Outcome.Failed<>(Objects.requireNonNull(error)));
    }

    /// Gives the outcome of a coroutine that has ended; [Coroutine#link] calls it.
    @Override
    public void accept(Coroutine<T> ended) {
        ended.outcome().ifPresent(this::settle);
    }

    private void settle(Outcome<T> how) {
        if (waiters.isElsewhere()) waiters.hub().execute(() -> arrive(how));
        else arrive(how);
    }

    private void arrive(Outcome<T> how) {
        waiters.enter();
        outcome = Optional.of(how);
        waiters.wakeAll(true);
        links.fire(waiters.hub().loop(), this);
    }

    // ---- Waiting for it. ----

    /// Waits for the value.
    ///
    /// @return the value; `null` if that was given
    /// @throws CancellationException when it is that of a coroutine which was killed; its cause is the [GreenletExit]
    public T get() {
        await();
        return getNow();
    }

    /// Waits for the value, but not for longer than told.
    ///
    /// @throws Timeout when the time was over
    public T get(Duration atMost) {
        if (!await(atMost)) throw Timeout.over(atMost);
        return getNow();
    }

    /// Gives the value without waiting.
    ///
    /// @throws Timeout when it has not come
    public T getNow() {
        return switch (outcome.orElseThrow(() -> Timeout.over(Duration.ZERO))) {
            case Outcome.Value<T>(var value) -> value;
            case Outcome.Failed<T>(var cause) -> throw Sneaky.raise(cause);
            case Outcome.Killed<T>(var exit) -> throw (CancellationException) new CancellationException(
                "the coroutine that was to give it was killed").initCause(exit);
        };
    }

    /// Waits until it has come, be it a failure.
    public void await() {
        if (!ready()) waiters.await();
    }

    /// Waits until it has come or the time is over.
    ///
    /// @return whether it has come
    public boolean await(Duration atMost) {
        return ready() || waiters.await(atMost).isPresent();
    }

    // ---- Asking. ----

    /// @return whether it has come
    @Override
    public boolean ready() {
        return outcome.isPresent();
    }

    /// @return whether it has come and is no failure
    public boolean successful() {
        return outcome.map(Outcome::successful).orElse(false);
    }

    /// @return what has come; empty before
    public Optional<Outcome<T>> outcome() {
        return outcome;
    }

    @Override
    public void rawLink(Consumer<? super Awaitable> link) {
        waiters.enter();
        links.add(link);
        if (ready()) links.fire(waiters.hub().loop(), this);
    }

    @Override
    public void unlink(Consumer<? super Awaitable> link) {
        links.remove(link);
    }

    @Override
    public String toString() {
        return "AsyncResult[%s]".formatted(outcome.map(AsyncResult::inAWord).orElse("not there yet"));
    }

    private static String inAWord(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Value<?> _ -> "a value";
            case Outcome.Failed<?> _ -> "a failure";
            case Outcome.Killed<?> _ -> "killed";
        };
    }
}

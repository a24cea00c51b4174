package gangway.coroutine;

import module java.base;

/// An alarm clock for the coroutine that sets it: when the time is over and the alarm has not been closed, it is thrown where
/// that coroutine waits, or at its next wait.
///
/// ```java
/// try (var timeout = Timeout.start(Duration.ofSeconds(2))) {
///     answer = channel.get();
/// } catch (Timeout timeout) { … }
/// ```
///
/// Nothing is interrupted that does not wait: a block without a wait never meets its timeout. And nothing that was received is
/// lost: a value that arrives before the alarm is returned, and the alarm is thrown at the wait after that.
///
/// It is an `Error`, so that `catch (Exception e)` does not swallow it by mistake; and it is not a [GreenletExit], so that
/// it is a failure where nobody catches it. Timeouts nest: each is thrown as itself, so an outer one passes through the
/// blocks of inner ones (compare with `==`, or use [#call]). It is gevent's `Timeout`.
///
/// Used by the one coroutine that starts it.
public final class Timeout extends Error implements AutoCloseable {

    @Serial
    private static final long serialVersionUID = 1;

    private final Duration after;
    private final transient Optional<Throwable> error;
    private final transient Timer timer = new Timer(this::fire);
    private transient Coroutine<?> coroutine;

    private Timeout(Duration after, Optional<Throwable> error) {
        super(describe(after));
        this.after = after;
        this.error = error;
    }

    /// @param after how long until it goes off
    /// @return an alarm that does not run yet
    public static Timeout of(Duration after) {
        return new Timeout(after, Optional.empty());
    }

    /// @return an alarm that never goes off, for code that may or may not have a limit
    public static Timeout never() {
        return of(Times.FOREVER);
    }

    /// @param after how long until it goes off
    /// @return an alarm that runs, and throws itself
    public static Timeout start(Duration after) {
        return of(after).start();
    }

    /// @param after how long until it goes off
    /// @param error what is thrown then, as it is
    /// @return an alarm that runs
    public static Timeout start(Duration after, Throwable error) {
        return new Timeout(after, Optional.of(error)).start();
    }

    /// Starts the time.
    ///
    /// @return itself
    /// @throws IllegalStateException when it runs already
    public Timeout start() {
        if (pending()) throw new IllegalStateException(this + " is already started; to restart it, close it first");
        coroutine = Coroutine.current();
        coroutine.hub().loop().schedule(timer, after);
        return this;
    }

    /// Runs something that may take so long and no longer.
    ///
    /// @return its result
    /// @throws Timeout   when the time was over
    /// @throws Exception whatever it throws
    public static <T> T call(Duration atMost, Callable<? extends T> body) throws Exception {
        try (var _ = start(atMost)) {
            return body.call();
        }
    }

    /// Runs something that may take so long, and does without its result if it takes longer. gevent's `with_timeout`.
    ///
    /// @param instead the result then
    /// @return its result, or the other one
    /// @throws Exception whatever it throws, also on its way out when its time is over, and timeouts of others
    public static <T> T callOr(Duration atMost, T instead, Callable<? extends T> body) throws Exception {
        var timeout = of(atMost);
        try (timeout) {
            timeout.start();
            return body.call();
        } catch (Timeout thrown) {
            if (thrown != timeout) throw thrown;
            Outcome.failure(thrown).ifPresent(Sneaky::raise);
            return instead;
        }
    }

    /// Runs something that may take so long, and goes on if it takes longer. gevent's `Timeout(seconds, False)`.
    ///
    /// @return whether it ended in time
    /// @throws Exception whatever it throws, also on its way out when its time is over, and timeouts of others
    public static boolean within(Duration atMost, Action body) throws Exception {
        return callOr(atMost, false, () -> {
            body.run();
            return true;
        });
    }

    /// @return whether it is going to be thrown: it runs, or its time is over and its coroutine has not waited since
    public boolean pending() {
        return timer.pending() || coroutine != null && coroutine.parking().keeps(this);
    }

    /// Stops the time. What has not been thrown will not be.
    @Override
    public void close() {
        if (coroutine == null) return;
        coroutine.hub().loop().cancel(timer);
        coroutine.parking().withdraw(this);
    }

    private void fire() {
        coroutine.parking().interrupt(this);
    }

    /// Notes where it is thrown. Where it was made is what its user knows anyway, and would cost each block that is in time.
    ///
    /// @return what is to be thrown
    Throwable arrive() {
        super.fillInStackTrace();
        return error.orElse(this);
    }

    /// Does nothing: see [#arrive].
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /// @return one that has gone off, here
    static Timeout over(Duration after) {
        var timeout = of(after);
        timeout.arrive();
        return timeout;
    }

    private static String describe(Duration after) {
        if (Times.isForever(after)) return "never";
        var seconds = BigDecimal.valueOf(Times.nanos(after), 9).stripTrailingZeros();
        return "%s second%s".formatted(seconds.toPlainString(), seconds.equals(BigDecimal.ONE) ? "" : "s");
    }
}

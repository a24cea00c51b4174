package gangway.coroutine;

import module java.base;

/// Asserts that a block of code lets others run: for tests of code that has to be cooperative.
///
/// ```java
/// try (var _ = AssertSwitches.within(Duration.ofMillis(20))) {
///     handle(request);                                       // may take long, but never 20 ms at a stretch
/// }
/// ```
///
/// A switch is where the coroutine waits, yields, or otherwise lets go of its hub's thread so that another coroutine runs.
/// It is gevent's `assert_switches`. Used by the coroutine that makes it.
public final class AssertSwitches implements AutoCloseable, Observer {

    private final Coroutine<?> coroutine = Coroutine.current();
    private final Loop loop = coroutine.hub().loop();
    private final Optional<Duration> limit;
    private final Observation observation;
    private long began = loop.nanos();
    private boolean running = true;
    private long longest;
    private int switches;

    private AssertSwitches(Optional<Duration> limit) {
        this.limit = limit;
        observation = coroutine.hub().observe(this);
    }

    /// Asserts that the block lets others run at least once.
    ///
    /// @return what has to be closed at the end of the block
    public static AssertSwitches once() {
        return new AssertSwitches(Optional.empty());
    }

    /// Asserts that the block runs for no longer than told without letting others run.
    ///
    /// @return what has to be closed at the end of the block
    public static AssertSwitches within(Duration limit) {
        return new AssertSwitches(Optional.of(limit));
    }

    /// @throws AssertionError when the block did not let others run as it had to
    @Override
    public void close() {
        observation.close();
        if (running) lap();
        if (limit.isPresent() ? longest > Times.nanos(limit.get()) : switches == 0) throw new AssertionError(describe());
    }

    private String describe() {
        return "%s ran for %s without letting anybody else%s".formatted(
            coroutine.name(), Times.describe(Duration.ofNanos(longest)),
            limit.map(most -> ", and may for " + Times.describe(most)).orElse(", and never did"));
    }

    private void lap() {
        longest = Math.max(longest, loop.nanos() - began);
    }

    private void leave() {
        if (!running) return;
        running = false;
        switches++;
        lap();
    }

    /// Told by the hub.
    @Override
    public void waits(Coroutine<?> who, Object on) {
        if (who == coroutine) leave();
    }

    /// Told by the hub. Who yields does not wait, and is seen to have done so when somebody goes on.
    @Override
    public void runs(Coroutine<?> who) {
        leave();
        if (who != coroutine) return;
        running = true;
        began = loop.nanos();
    }
}

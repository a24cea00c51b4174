package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Hub;
import gangway.coroutine.HubBuilder;
import gangway.coroutine.Kernel;

/// A hub on which nothing happens by chance: the time is its own, and a seed decides who runs next.
///
/// ```java
/// TestHub.run(17, test -> {
///     var clock = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofHours(1)));
///     clock.join();                                             // takes no time
///     assertEquals(Duration.ofHours(1), test.now());
/// });
/// ```
///
/// Time stands still while anybody is ready, and jumps to the next timer when nobody is; timers of one time go off in the order
/// in which they were set. The same seed gives the same run, which its [Trace] shows. Seed 0 is first come, first served, as a
/// hub is outside of tests; most others are other orders, since correct code works in any ([Exploration]). It is kotlinx's
/// `TestCoroutineScheduler` and trio's `MockClock`, and a scheduler besides.
///
/// What is not the hub's cannot be replayed: threads, the JDK's own sleeps, timers, sockets and random numbers, and the order
/// of a `HashMap` whose keys have no `hashCode` of their own. Where such a wait can be seen, it is refused.
///
/// It is the hub of the thread that opens it, until it is closed; the thread's code is its main coroutine.
public final class TestHub implements AutoCloseable {

    private final long seed;
    private final Steps steps;
    private final VirtualTime time;
    private final Recorder recorder;
    private final RandomGenerator random;
    private final Hub hub;
    private final List<Uncaught> uncaught = new ArrayList<>();

    /// What came out of a coroutine without anybody who would be told.
    private record Uncaught(Coroutine<?> coroutine, Throwable error) {}

    private TestHub(Builder made) {
        var seeds = new SplittableRandom(made.seed);
        seed = made.seed;
        recorder = new Recorder(made.traced);
        time = new VirtualTime(recorder);
        steps = new Steps(made.exploration.order(seeds.split()), made.limit);
        random = seeds.split();
        hub = made.hub.clock(time).poller(time).order(steps).observer(recorder).isolated().grace(Duration.ZERO)
            .maxBlocking(Duration.ZERO).open();
        hub.onError((coroutine, error) -> uncaught.add(new Uncaught(coroutine, error)));
    }

    /// What is to be run on one.
    @FunctionalInterface
    public interface Body {

        /// Runs it.
        ///
        /// @param test the hub
        /// @throws Exception whatever went wrong
        void run(TestHub test) throws Exception;
    }

    /// Runs something on the hub of a seed, and then kills what is left over.
    ///
    /// @return what happened
    /// @throws Exception      whatever came out of the body
    /// @throws AssertionError for what came out of a coroutine uncaught: see [#close]
    public static Trace run(long seed, Body body) throws Exception {
        return builder(seed).run(body);
    }

    /// @return the hub of a seed; it is the current thread's
    public static TestHub open(long seed) {
        return builder(seed).open();
    }

    /// @return how to make one that is not as usual
    public static Builder builder(long seed) {
        return new Builder(seed);
    }

    // ---- What it is. ----

    /// @return the hub
    public Hub hub() {
        return hub;
    }

    /// @return that of which it is made
    public long seed() {
        return seed;
    }

    /// @return chance, made from the seed too; all of a test should come from here
    public RandomGenerator random() {
        return random;
    }

    /// @return everything that has happened so far
    public Trace trace() {
        return recorder.trace();
    }

    /// Writes something into the trace.
    ///
    /// @param what what the current coroutine does
    public void note(String what) {
        recorder.note(what);
    }

    /// @return how many turns coroutines have had
    public long turns() {
        return steps.taken();
    }

    // ---- Its time: for the code of the thread itself. ----

    /// @return the time since it was opened
    public Duration now() {
        return Duration.ofNanos(time.nanos());
    }

    /// Runs all that is due now, until nobody is ready. No time passes.
    public void runCurrent() {
        for (int alone = 0; alone < 2; alone = steps.ready() == 1 ? alone + 1 : 0) Coroutine.yieldNow();
    }

    /// Runs all that is due in some time, that at the end of it included.
    ///
    /// @param duration how much time is to pass
    public void advanceBy(Duration duration) {
        Coroutine.sleep(duration);
        runCurrent();
    }

    /// Runs all that will ever be due, until nobody can go on.
    public void advanceUntilIdle() {
        time.awaitIdle();
    }

    /// Kills all its coroutines, waits until they have ended, and takes the hub from its thread.
    ///
    /// @throws AssertionError when something came out of a coroutine, and no [Hub#onError] of the test's own was told
    @Override
    public void close() {
        hub.close();
        if (uncaught.isEmpty()) return;
        var first = uncaught.removeFirst();
        var failure = new AssertionError("%s failed: %s".formatted(first.coroutine().name(), first.error()), first.error());
        uncaught.forEach(other -> failure.addSuppressed(other.error()));
        throw failure;
    }

    @Override
    public String toString() {
        return "TestHub[seed %s, at %s]".formatted(seed, now());
    }

    /// Makes a [TestHub].
    public static final class Builder {

        private final long seed;
        private final HubBuilder hub = Hub.builder();
        private Exploration exploration;
        private long limit = 1_000_000;
        private boolean traced = true;

        private Builder(long seed) {
            this.seed = seed;
            exploration = Exploration.of(seed);
        }

        /// @param kernel what its coroutines are made of
        /// @return this
        public Builder kernel(Kernel kernel) {
            hub.kernel(kernel);
            return this;
        }

        /// @param exploration how the seed is used; without this, the seed decides that too
        /// @return this
        public Builder exploration(Exploration exploration) {
            this.exploration = exploration;
            return this;
        }

        /// @param turns so many are an error, since they seem to have no end; a million without this
        /// @return this
        public Builder limit(long turns) {
            limit = turns;
            return this;
        }

        /// Does not write down what happens, which takes longer than most of what happens.
        ///
        /// @return this
        public Builder untraced() {
            traced = false;
            return this;
        }

        /// @return the hub; it is the current thread's
        /// @throws IllegalStateException when the thread has one, or is virtual
        public TestHub open() {
            return new TestHub(this);
        }

        /// Runs something on it; see [TestHub#run].
        ///
        /// @return what happened
        /// @throws Exception whatever came out of the body
        public Trace run(Body body) throws Exception {
            var test = open();
            try (test) {
                body.run(test);
            }
            return test.trace();
        }
    }
}

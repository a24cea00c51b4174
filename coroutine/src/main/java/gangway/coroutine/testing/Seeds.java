package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Kernel;
import gangway.coroutine.setting.Setting;

/// A search for a seed under which something fails: one program after another, each in an order of its own.
///
/// ```java
/// Seeds.of("queue", 300).search(new QueueProgram());
/// ```
///
/// It stops at the first failure, leaves out of the program whatever is not needed for it, and throws a [SeedFailure]. That
/// tells the seed, what happened, and the option that runs nothing but this seed: `-Dgangway.seed=…`. Another,
/// `-Dgangway.seeds=…`, says how many are tried.
///
/// @param family      what is tried, for the messages
/// @param count       so many seeds, from 0
/// @param kernel      what coroutines are made of; as usual if it is empty
/// @param exploration how seeds are used; if it is empty, each decides that too
public record Seeds(String family, int count, Optional<Kernel> kernel, Optional<Exploration> exploration) {

    /// The property that has one seed run.
    static final String ONE = "gangway.seed";

    /// The property that says how many are run.
    static final String MANY = "gangway.seeds";

    /// A program has so many turns, and no more.
    private static final long TURNS = 100_000;

    /// So many smaller programs are tried.
    private static final int SMALLER = 400;

    /// No program takes so long, unless it turns in circles without waiting.
    private static final Duration HANG = Duration.ofSeconds(20);

    /// One program, run.
    record Run<O>(long seed, List<O> operations, Optional<Throwable> failure, Trace trace) {

        boolean failsLike(Throwable other) {
            return failure.filter(mine -> mine.getClass() == other.getClass()).isPresent();
        }
    }

    /// @param family what is tried
    /// @param count  how many seeds
    /// @return seeds that decide everything
    public static Seeds of(String family, int count) {
        return new Seeds(family, Setting.number(MANY).map(Math::toIntExact).orElse(count), Optional.empty(), Optional.empty());
    }

    /// @param other what coroutines are made of
    /// @return the same but for that
    public Seeds on(Kernel other) {
        return new Seeds(family, count, Optional.of(other), exploration);
    }

    /// @param other how each seed is used
    /// @return the same but for that
    public Seeds exploring(Exploration other) {
        return new Seeds(family, count, kernel, Optional.of(other));
    }

    /// Runs a program for each seed.
    ///
    /// @throws SeedFailure when it fails for one
    public <O> void search(Program<O> program) {
        find(program).ifPresent(failure -> {
            throw failure;
        });
    }

    /// Runs something for each seed that draws what it does from [TestHub#random].
    ///
    /// @throws SeedFailure when it fails for one
    public void search(TestHub.Body body) {
        search(new Drawing(body));
    }

    /// Runs a program for each seed, until it fails for one.
    ///
    /// @return the failure; empty if there is none
    public <O> Optional<SeedFailure> find(Program<O> program) {
        var at = new AtomicLong();
        var found = new CompletableFuture<Optional<SeedFailure>>();
        var thread = Thread.ofPlatform().name("seeds of " + family).daemon().start(() -> {
            try {
                found.complete(tryAll(program, at));
            } catch (Throwable error) {
                found.completeExceptionally(error);
            }
        });
        return await(found, thread, at);
    }

    private Optional<SeedFailure> await(Future<Optional<SeedFailure>> found, Thread thread, AtomicLong at) {
        for (long last = -1; ; last = at.get()) try {
            return found.get(HANG.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            if (at.get() != last) continue;
            var hang = new AssertionError("%s: seed %s does not end: -D%s=%s".formatted(family, last, ONE, last));
            hang.setStackTrace(thread.getStackTrace());
            throw hang;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(family + ": the search failed itself", e);
        }
    }

    private <O> Optional<SeedFailure> tryAll(Program<O> program, AtomicLong at) {
        var one = Setting.number(ONE);
        long first = one.orElse(0L), end = one.map(seed -> seed + 1).orElse((long) count);
        for (long seed = first; seed < end; seed++) {
            at.set(seed);
            var run = run(program, seed, draw(program, seed), false);
            if (run.failure().isPresent()) return Optional.of(failure(program, run));
        }
        return Optional.empty();
    }

    private static <O> List<O> draw(Program<O> program, long seed) {
        var random = new SplittableRandom(~seed);
        int length = program.length(random);
        return Stream.generate(() -> program.operation(random)).limit(length).toList();
    }

    private <O> Run<O> run(Program<O> program, long seed, List<O> operations, boolean traced) {
        var builder = TestHub.builder(seed).limit(TURNS);
        kernel.ifPresent(builder::kernel);
        exploration.ifPresent(builder::exploration);
        if (!traced) builder.untraced();
        var test = builder.open();
        try {
            try (test) {
                program.run(test, operations);
            }
            return new Run<>(seed, operations, Optional.empty(), test.trace());
        } catch (Throwable failure) {
            return new Run<>(seed, operations, Optional.of(failure), test.trace());
        }
    }

    // ---- A failure. ----

    private <O> SeedFailure failure(Program<O> program, Run<O> failed) {
        var smallest = smaller(program, failed);
        var traced = run(program, failed.seed(), smallest.operations(), true);
        return new SeedFailure(family, failed.operations().size(), traced.failure().isPresent() ? traced : smallest);
    }

    /// Leaves out halves, quarters, and so on to single operations, as long as it fails in the same way; and again, since
    /// each that is left out makes the order another.
    private <O> Run<O> smaller(Program<O> program, Run<O> failed) {
        var smallest = failed;
        int tries = SMALLER;
        for (int size = Integer.MAX_VALUE; size > 0 && tries > 0; ) {
            int before = smallest.operations().size();
            size = Math.min(size, before);
            for (int from = 0; from < smallest.operations().size() && tries > 0; tries--) {
                var run = run(program, failed.seed(), without(smallest.operations(), from, size), false);
                if (run.failsLike(failed.failure().orElseThrow())) smallest = run;
                else from += size;
            }
            if (smallest.operations().size() == before) size /= 2;
        }
        return smallest;
    }

    private static <O> List<O> without(List<O> all, int from, int count) {
        var rest = new ArrayList<>(all);
        rest.subList(from, Math.min(from + count, all.size())).clear();
        return rest;
    }

    /// A body as a program without operations.
    private record Drawing(TestHub.Body body) implements Program<Void> {

        @Override
        public Void operation(RandomGenerator random) {
            return null;
        }

        @Override
        public int length(RandomGenerator random) {
            return 0;
        }

        @Override
        public void run(TestHub test, List<Void> operations) throws Exception {
            body.run(test);
        }
    }
}

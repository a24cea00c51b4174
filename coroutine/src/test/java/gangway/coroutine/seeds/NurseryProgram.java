package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.CancelScope;
import gangway.coroutine.Coroutine;
import gangway.coroutine.GreenletExit;
import gangway.coroutine.Nursery;
import gangway.coroutine.Timeout;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A nursery whose children sleep, fail, cancel it, spawn others, open nurseries of their own, or take their time to die; some
/// are killed, and sometimes there is an alarm around it all. It is not left before they have ended, and when one has failed it
/// is left soon; and each error comes out, once.
record NurseryProgram() implements Program<Operation> {

    /// No cleaning up takes longer, in milliseconds, on its way through two nurseries.
    private static final long SOON = 8;

    /// What children fail with.
    private static final class Planned extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        Planned(Operation operation) {
            super(operation.toString());
        }
    }

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, "sleep", "sleep", "fail", "nest", "nest and fail", "spawn", "cancel", "clean up");
    }

    @Override
    public void run(TestHub test, List<Operation> operations) throws Exception {
        var run = new Run(test);
        var atMost = Duration.ofMillis(test.random().nextInt(1, 12));
        Throwable thrown = null;
        try {
            switch (test.random().nextInt(4)) {
                case 0 -> run.late = !Timeout.within(atMost, () -> run.nursery(operations));
                case 1 -> CancelScope.moveOnAfter(atMost, () -> run.nursery(operations));
                default -> run.nursery(operations);
            }
        } catch (Throwable error) {
            thrown = error;
        }
        run.check(Optional.ofNullable(thrown));
    }

    /// One run.
    private static final class Run {

        private final TestHub test;
        private final Set<Throwable> planned = Collections.newSetFromMap(new IdentityHashMap<>());
        private Optional<Duration> failed = Optional.empty();
        private boolean late;

        Run(TestHub test) {
            this.test = test;
        }

        void nursery(List<Operation> operations) throws Exception {
            var children = new ArrayList<Coroutine<?>>();
            try {
                Nursery.run(nursery -> operations.forEach(each -> spawn(nursery, children, each)));
            } finally {
                assertTrue(children.stream().allMatch(Coroutine::ready), "children live when their nursery is left");
            }
        }

        private void spawn(Nursery nursery, List<Coroutine<?>> children, Operation operation) {
            var child = nursery.spawn(() -> {
                perform(nursery, children, operation);
                return 0;
            });
            children.add(child);
            operation.kill().ifPresent(after -> Coroutine.spawnLater(Duration.ofMillis(operation.at() + after), () -> {
                child.kill(new GreenletExit());
                return 0;
            }));
        }

        private void perform(Nursery nursery, List<Coroutine<?>> children, Operation operation) throws Exception {
            Coroutine.sleep(Duration.ofMillis(operation.at()));
            switch (operation.what()) {
                case "sleep" -> Coroutine.sleep(operation.rest());
                case "fail" -> fail(operation);
                case "spawn" -> spawn(nursery, children, like(operation, "sleep"));
                case "cancel" -> nursery.cancel();
                case "clean up" -> cleanUp(operation);
                case "nest" -> nursery(List.of(like(operation, "sleep"), like(operation, "clean up")));
                default -> nursery(List.of(like(operation, "clean up"), like(operation, "fail"), like(operation, "sleep")));
            }
        }

        private static Operation like(Operation operation, String what) {
            return new Operation(what, operation.number(), operation.number(), OptionalInt.empty(), OptionalInt.empty());
        }

        private void fail(Operation operation) {
            var error = new Planned(operation);
            planned.add(error);
            if (failed.isEmpty()) failed = Optional.of(test.now());
            throw error;
        }

        private static void cleanUp(Operation operation) throws Exception {
            try {
                Coroutine.sleep(Duration.ofMillis(20));
            } finally {
                new CancelScope().shield().run(() -> Coroutine.sleep(operation.rest()));
            }
        }

        void check(Optional<Throwable> thrown) {
            Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
            thrown.ifPresent(error -> collect(error, found));
            if (!late) assertEquals(planned, found, "errors that come out");
            assertTrue(found.isEmpty() == thrown.isEmpty(), () -> "came out: " + thrown);
            failed.ifPresent(then -> assertTrue(test.now().minus(then).toMillis() <= SOON, "left too late after a failure"));
        }

        private static void collect(Throwable error, Set<Throwable> found) {
            if (error instanceof Planned) found.add(error);
            if (error.getCause() != null) collect(error.getCause(), found);
            for (var other : error.getSuppressed()) collect(other, found);
        }
    }
}

package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Pool;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Some spawn members of a pool, one by one or as a map, some wait until it is empty or has room, and some kill a member or all;
/// some lose patience, and some are killed. It is never over its size, never leaves anybody out, and is empty in the end.
///
/// @param size how many members there may be
record PoolProgram(int size) implements Program<Operation> {

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, "spawn", "spawn", "spawn", "map", "join", "look", "kill one", "kill all");
    }

    @Override
    public void run(TestHub test, List<Operation> operations) {
        var run = new Run(test, new Pool(size), size);
        var cast = new Cast(test);
        for (var operation : operations) cast.add(operation, () -> run.perform(operation));
        run.check(cast.play());
    }

    /// One call of spawn.
    private static final class Call {
        Duration until = Duration.ofDays(1);                   // when it was over; it is still waiting
        boolean done;
    }

    /// One run.
    private static final class Run {

        private final TestHub test;
        private final Pool pool;
        private final int size;
        private final List<Call> calls = new ArrayList<>();
        private final List<Coroutine<?>> members = new ArrayList<>();
        private final Set<Coroutine<?>> killed = new HashSet<>();
        private final Map<Coroutine<?>, Integer> begun = new HashMap<>();
        private int running;

        Run(TestHub test, Pool pool, int size) {
            this.test = test;
            this.pool = pool;
            this.size = size;
        }

        void perform(Operation operation) {
            switch (operation.what()) {
                case "spawn" -> spawn(operation);
                case "map" -> map(operation);
                case "join" -> join(operation);
                case "look" -> look(operation);
                case "kill one" -> kill(StreamSupport.stream(pool.spliterator(), false).limit(1).toList());
                default -> killAll(operation);
            }
        }

        private void spawn(Operation operation) {
            var call = new Call();
            calls.add(call);
            try {
                members.add(pool.spawn(() -> work(operation.rest())));
                call.done = true;
            } finally {
                call.until = test.now();
            }
        }

        private int work(Duration time) {
            begun.merge(Coroutine.current(), 1, Integer::sum);
            assertTrue(++running <= size, () -> running + " run in " + pool);
            try {
                Coroutine.sleep(time);
                return (int) time.toMillis();
            } finally {
                running--;
            }
        }

        private void map(Operation operation) {
            try {
                assertEquals(List.of(2, 0, 1), pool.map(time -> work(Duration.ofMillis(time)), List.of(2, 0, 1)));
            } catch (CancellationException e) {
                assertTrue(!killed.isEmpty(), "somebody killed what it did");
            }
        }

        private void join(Operation operation) {
            var now = StreamSupport.stream(pool.spliterator(), false).toList();
            if (operation.time().isEmpty()) pool.join();
            else if (!pool.join(operation.time().get())) return;
            assertTrue(now.stream().allMatch(Coroutine::ready), "joined while some were left");
        }

        private void look(Operation operation) {
            if (operation.time().isEmpty()) pool.waitAvailable();
            else pool.waitAvailable(operation.time().get());
        }

        private void kill(List<Coroutine<?>> some) {
            killed.addAll(some);
            some.forEach(Coroutine::kill);
        }

        /// Few do: else there would be nothing to be seen but that.
        private void killAll(Operation operation) {
            if (operation.number() != 0) return;
            pool.forEach(killed::add);
            pool.kill();
            pool.forEach(killed::add);
        }

        void check(long waiting) {
            assertEquals(0, waiting, () -> "still wait for " + pool);
            assertEquals(size, pool.freeCount(), () -> "room in " + pool);
            assertTrue(pool.isEmpty() && running == 0, pool::toString);
            assertTrue(begun.values().stream().allMatch(times -> times == 1), "each began once");
            boolean killing = !killed.isEmpty();
            assertTrue(killing || members.stream().allMatch(begun::containsKey), "some never began");
            assertTrue(members.stream().allMatch(Coroutine::ready), "some never ended");
            checkOrder();
        }

        /// Nobody gets room while somebody waits who was there before.
        private void checkOrder() {
            var before = Duration.ZERO;
            for (var call : calls) {
                assertTrue(!call.done || call.until.compareTo(before) >= 0, () -> "call " + calls.indexOf(call) + " overtook");
                if (call.until.compareTo(before) > 0) before = call.until;
            }
        }
    }
}

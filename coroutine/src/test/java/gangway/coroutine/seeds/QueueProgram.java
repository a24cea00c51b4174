package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Some put numbers into a queue, others take them out or look; some lose patience, some are killed, and now and then it is shut
/// down. Nothing is lost and nothing doubled, and nobody waits without need.
///
/// @param make   the queue
/// @param choice what may be done with it
/// @param fair   whether whoever came first is served first: then the n-th who got a number got the n-th that was put in
record QueueProgram(Function<TestHub, Items> make, List<String> choice, boolean fair) implements Program<Operation> {

    QueueProgram(Function<TestHub, Items> make) {
        this(make, List.of("put", "get"), true);
    }

    /// One that serves in no certain order.
    static QueueProgram unfair(Function<TestHub, Items> make) {
        return new QueueProgram(make, List.of("put", "get"), false);
    }

    /// With everything that a queue of the library can do.
    static QueueProgram of(Supplier<Items> make) {
        return new QueueProgram(_ -> make.get(), List.of("put", "put", "put", "get", "get", "get", "peek", "end"), true);
    }

    /// One call of put or get.
    private static final class Call {
        final int value;
        boolean returned;
        boolean done;
        int got;

        Call(int value) {
            this.value = value;
        }
    }

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, choice.toArray(String[]::new));
    }

    @Override
    public void run(TestHub test, List<Operation> operations) {
        var run = new Run(test, make.apply(test));
        var cast = new Cast(test);
        for (var operation : operations) cast.add(operation, () -> run.perform(operation));
        cast.play();
        run.check(fair);
    }

    /// One run.
    private static final class Run {

        private final TestHub test;
        private final Items queue;
        private final List<Call> puts = new ArrayList<>(), gets = new ArrayList<>();
        private int dropped;
        private boolean ended;

        Run(TestHub test, Items queue) {
            this.test = test;
            this.queue = queue;
        }

        void perform(Operation operation) {
            switch (operation.what()) {
                case "put" -> call(puts, call -> call.done = queue.put(call.value, operation.time()));
                case "get" -> call(gets, call -> get(call, operation));
                case "peek" -> queue.peek(operation.time());
                default -> end(operation);
            }
        }

        private static void call(List<Call> calls, Consumer<Call> body) {
            var call = new Call(calls.size());
            calls.add(call);
            try {
                body.accept(call);
            } finally {
                call.returned = true;
            }
        }

        private void get(Call call, Operation operation) {
            var called = test.now();
            var result = queue.get(operation.time());
            call.done = result.isPresent();
            call.got = result.orElse(-1);
            if (!call.done && !ended) assertEquals(operation.time().orElseThrow(), test.now().minus(called), "waited");
        }

        /// Few are: else there would be nothing to be seen but that.
        private void end(Operation operation) {
            if (operation.number() != 0) return;
            boolean immediate = operation.patience().isPresent();
            if (immediate) dropped += queue.size();
            ended = true;
            queue.shutdown(immediate);
        }

        void check(boolean fair) {
            var in = puts.stream().filter(call -> call.done).map(call -> call.value).toList();
            var out = gets.stream().filter(call -> call.done).map(call -> call.got).toList();
            if (fair) assertEquals(in.subList(0, Math.min(in.size(), out.size())), out, "first in, first out");
            assertTrue(in.containsAll(out) && out.stream().distinct().count() == out.size(), () -> "of " + in + " came " + out);
            assertEquals(in.size() - out.size() - dropped, queue.size(), "nothing lost, nothing doubled");
            long getting = gets.stream().filter(call -> !call.returned).count();
            long putting = puts.stream().filter(call -> !call.returned).count();
            assertTrue(getting == 0 || queue.size() == 0 && putting == 0, () -> getting + " wait to get from " + queue);
            assertTrue(putting == 0 || queue.size() >= queue.capacity(), () -> putting + " wait to put into " + queue);
            assertTrue(!ended || getting + putting == 0, () -> "some wait at the end of " + queue);
        }
    }
}

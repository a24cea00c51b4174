package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Some put numbers into a queue, others take them out; some lose patience, and some are killed. Whoever came first is served
/// first, so the n-th who got a number got the n-th that was put in.
///
/// @param make the queue
record QueueProgram(Function<TestHub, Items> make) implements Program<Operation> {

    /// One call of put or get.
    private static final class Call {
        final int value;
        boolean done;
        int got;

        Call(int value) {
            this.value = value;
        }
    }

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, "put", "get");
    }

    @Override
    public void run(TestHub test, List<Operation> operations) {
        var queue = make.apply(test);
        var cast = new Cast(test);
        List<Call> puts = new ArrayList<>(), gets = new ArrayList<>();
        for (var operation : operations) cast.add(operation, () -> {
            if (operation.is("put")) put(queue, operation, puts);
            else get(test, queue, operation, gets);
        });
        long waiting = cast.play();
        check(queue, waiting, served(puts), served(gets));
    }

    private static void put(Items queue, Operation operation, List<Call> puts) {
        var call = new Call(puts.size());
        puts.add(call);
        call.done = queue.put(call.value, operation.time());
    }

    private static void get(TestHub test, Items queue, Operation operation, List<Call> gets) {
        var call = new Call(gets.size());
        gets.add(call);
        var called = test.now();
        var result = queue.get(operation.time());
        call.done = result.isPresent();
        call.got = result.orElse(-1);
        if (!call.done) assertEquals(operation.time().orElseThrow(), test.now().minus(called), "waited for its time");
    }

    private static List<Call> served(List<Call> calls) {
        return calls.stream().filter(call -> call.done).toList();
    }

    private static void check(Items queue, long waiting, List<Call> puts, List<Call> gets) {
        var in = puts.stream().map(call -> call.value).toList();
        var out = gets.stream().map(call -> call.got).toList();
        assertEquals(in.subList(0, Math.min(in.size(), out.size())), out, "first in, first out, to whoever came first");
        assertEquals(in.size() - out.size(), queue.size(), "nothing lost, nothing doubled");
        assertTrue(waiting == 0 || queue.size() == 0 || queue.size() >= queue.capacity(),
            () -> waiting + " wait, with " + queue.size() + " in the queue");
    }
}

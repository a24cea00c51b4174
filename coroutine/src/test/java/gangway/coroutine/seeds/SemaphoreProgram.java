package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Many want a permit, keep it for a while and give it back; some lose patience, and some are killed, before, behind or while
/// they have it.
///
/// @param total how many permits there are
/// @param make  the semaphore
record SemaphoreProgram(int total, BiFunction<TestHub, Integer, Permits> make) implements Program<Operation> {

    /// One call of acquire.
    private static final class Call {
        boolean acquired;
        Duration until = Duration.ofDays(1);                   // it is still waiting
    }

    /// What is going on.
    private static final class State {
        final List<Call> calls = new ArrayList<>();
        int held;
    }

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, "acquire");
    }

    @Override
    public void run(TestHub test, List<Operation> operations) {
        var permits = make.apply(test, total);
        var cast = new Cast(test);
        var state = new State();
        for (var operation : operations) cast.add(operation, () -> use(test, permits, operation, state));
        long waiting = cast.play();
        checkOrder(state.calls);
        assertEquals(0, waiting, "still wait, with " + permits.free() + " free");
        assertEquals(total, permits.free(), "permits in the end");
    }

    private void use(TestHub test, Permits permits, Operation operation, State state) {
        if (!acquire(test, permits, operation, state)) return;
        try {
            assertTrue(++state.held <= total, () -> state.held + " have one of " + total);
            Coroutine.sleep(operation.rest());
        } finally {
            state.held--;
            permits.release();
        }
    }

    private static boolean acquire(TestHub test, Permits permits, Operation operation, State state) {
        var call = new Call();
        state.calls.add(call);
        try {
            var called = test.now();
            call.acquired = permits.acquire(operation.time());
            if (!call.acquired) assertEquals(operation.time().orElseThrow(), test.now().minus(called), "waited for its time");
            return call.acquired;
        } finally {
            call.until = test.now();
        }
    }

    /// Nobody gets a permit while somebody waits who was there before.
    private static void checkOrder(List<Call> calls) {
        var before = Duration.ZERO;
        for (var call : calls) {
            boolean overtook = call.acquired && call.until.compareTo(before) < 0;
            assertFalse(overtook, () -> "call " + calls.indexOf(call) + " overtook an earlier one");
            if (call.until.compareTo(before) > 0) before = call.until;
        }
    }
}

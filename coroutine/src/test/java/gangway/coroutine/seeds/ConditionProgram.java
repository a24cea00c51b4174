package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Condition;
import gangway.coroutine.Coroutine;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Some wait for a signal, some send one, or as many as are needed; some lose patience, and some are killed. Whoever goes on has
/// the lock, and each signal wakes the one that has waited for longest.
record ConditionProgram() implements Program<Operation> {

    /// One who waits.
    private static final class Waiter {
        boolean returned;
        boolean signalled;
        int signals;                                           // that were sent since it waits
    }

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, "await", "await", "signal", "signal", "signal all");
    }

    @Override
    public void run(TestHub test, List<Operation> operations) {
        var condition = new Condition();
        var cast = new Cast(test);
        var waiters = new ArrayList<Waiter>();
        for (var operation : operations) cast.add(operation, () -> {
            condition.lock().lock();
            try {
                perform(condition, operation, waiters);
            } finally {
                assertSame(Coroutine.current(), condition.lock().holder().orElseThrow(), "who goes on has the lock");
                condition.lock().unlock();
            }
        });
        cast.play();
        check(waiters);
        assertFalse(condition.lock().isLocked(), "the lock in the end");
    }

    private static void perform(Condition condition, Operation operation, List<Waiter> waiters) {
        switch (operation.what()) {
            case "await" -> await(condition, operation, waiters);
            case "signal" -> {
                waiters.forEach(waiter -> waiter.signals++);
                condition.signal();
                Coroutine.sleep(operation.rest());             // keeps the lock
            }
            default -> {
                waiters.forEach(waiter -> waiter.signals += waiters.size());
                condition.signalAll();
            }
        }
    }

    private static void await(Condition condition, Operation operation, List<Waiter> waiters) {
        var waiter = new Waiter();
        waiters.add(waiter);
        try {
            if (operation.time().isPresent()) {
                waiter.signalled = condition.await(operation.time().get());
            } else {
                condition.await();
                waiter.signalled = true;
            }
        } finally {
            waiter.returned = true;
        }
    }

    /// Each signal since somebody waits in vain was for one who had waited for longer.
    private static void check(List<Waiter> waiters) {
        int before = 0;
        boolean inVain = false;
        for (var waiter : waiters) {
            assertFalse(inVain && waiter.signalled, "overtook one who still waits");
            if (waiter.signalled) assertTrue(waiter.signals > 0, "signalled by nobody");
            if (!waiter.returned) {
                inVain = true;
                assertTrue(waiter.signals <= before, "a signal was lost");
            }
            if (waiter.signalled) before++;
        }
        assertEquals(waiters.stream().filter(waiter -> waiter.signalled).count(), before);
    }
}

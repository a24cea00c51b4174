package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConditionTest {

    private final RLock lock = new RLock();
    private final Condition condition = lock.newCondition();
    private final List<String> trace = new ArrayList<>();

    /// One that waits under the lock, says what came of it, and whether it had the lock then.
    private Coroutine<Void> waiter(String name, Runnable wait) {
        var waiter = Coroutine.spawn(name, () -> {
            lock.lock();
            try {
                wait.run();
                trace.add(name + " signalled");
            } catch (Throwable e) {
                trace.add(name + " " + e.getClass().getSimpleName());
                throw e;
            } finally {
                lock.unlock();                                 // fails if it does not hold it
            }
        });
        Coroutine.yieldNow();
        return waiter;
    }

    private void holding(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private static void settle() {
        for (int i = 0; i < 5; i++) Coroutine.yieldNow();
    }

    @OnEachKernel
    void theLockIsFreeWhileOneWaitsAndHeldAfterwards() {
        var waiter = waiter("a", condition::await);
        assertFalse(lock.isLocked());
        holding(() -> {
            condition.signal();
            Coroutine.yieldNow();
            assertFalse(waiter.ready());
        });
        waiter.get();
        assertEquals(List.of("a signalled"), trace);
        assertFalse(lock.isLocked());
    }

    @OnEachKernel
    void whoHeldItTwiceHoldsItTwiceAgain() {
        var waiter = Coroutine.spawn(() -> {
            lock.lock();
            lock.lock();
            condition.await();
            lock.unlock();
            assertTrue(lock.isLocked());
            lock.unlock();
        });
        Coroutine.yieldNow();
        holding(condition::signal);
        waiter.get();
        assertFalse(lock.isLocked());
    }

    @OnEachKernel
    void signalsGoToThoseWhoHaveWaitedForLongest() {
        var all = Stream.of("a", "b", "c", "d").map(name -> waiter(name, condition::await)).toList();
        holding(() -> condition.signal(2));
        settle();
        assertEquals(List.of("a signalled", "b signalled"), trace);
        holding(condition::signalAll);
        all.forEach(Coroutine::get);
        assertEquals(List.of("a signalled", "b signalled", "c signalled", "d signalled"), trace);
    }

    @OnEachKernel
    void whoIsSignalledHasTheLockBeforeWhoComesAfter() {
        waiter("a", condition::await);
        lock.lock();
        condition.signal();
        var late = Coroutine.spawn(() -> holding(() -> trace.add("late")));
        Coroutine.yieldNow();
        lock.unlock();
        late.get();
        assertEquals(List.of("a signalled", "late"), trace);
    }

    @OnEachKernel
    void aSignalThatNobodyWaitsForIsForgotten() {
        holding(condition::signal);
        lock.lock();
        assertFalse(condition.await(Duration.ofMillis(1)));
        assertFalse(condition.await(Duration.ZERO));
        lock.unlock();
    }

    @OnEachKernel
    void withoutTheLockNobodyMayWaitOrSignal() {
        var error = assertThrows(IllegalMonitorStateException.class, condition::await);
        assertTrue(error.getMessage().startsWith("cannot wait on un-acquired lock"), error.getMessage());
        error = assertThrows(IllegalMonitorStateException.class, condition::signal);
        assertTrue(error.getMessage().startsWith("cannot notify on un-acquired lock"), error.getMessage());
        assertThrows(IllegalMonitorStateException.class, condition::signalAll);
        assertThrows(IllegalMonitorStateException.class, () -> condition.await(Duration.ofSeconds(1)));
    }

    @OnEachKernel
    void whoIsKilledInTheWaitDiesWithTheLockInItsHands() {
        var waiter = waiter("a", condition::await);
        waiter.kill();
        assertEquals(List.of("a GreenletExit"), trace);
        assertInstanceOf(Outcome.Killed.class, waiter.outcome().orElseThrow());
        assertFalse(lock.isLocked());
    }

    @OnEachKernel
    void whoIsKilledWhileAnotherHoldsTheLockWaitsForItFirst() {
        var waiter = waiter("a", condition::await);
        lock.lock();
        waiter.cancel(true);
        settle();
        assertFalse(waiter.ready());
        waiter.cancel(true);                                   // this does not end that wait either
        settle();
        assertFalse(waiter.ready());
        lock.unlock();
        waiter.join();
        assertEquals(List.of("a GreenletExit"), trace);
    }

    @OnEachKernel
    void aSignalForOneWhoIsKilledBeforeItRunsIsNotLost() {
        var first = waiter("a", () -> {
            condition.await();
            trace.add("a has the signal");
            Coroutine.yieldNow();
        });
        holding(() -> {
            condition.signal();
            first.cancel(true);
        });
        first.join();
        assertEquals(List.of("a has the signal", "a GreenletExit"), trace);
    }

    @OnEachKernel
    void aSignalAfterAKillIsForTheNext() {
        var first = waiter("a", condition::await);
        var second = waiter("b", condition::await);
        holding(() -> {
            first.cancel(true);
            condition.signal();
        });
        second.get();
        assertTrue(first.join(Duration.ofSeconds(1)));
        assertEquals(List.of("a GreenletExit", "b signalled"), trace.stream().sorted().toList());
    }

    @OnEachKernel
    void oneWhoseTimeIsOverAfterItsSignalWasSignalled() {
        var waiter = Coroutine.spawn(() -> {
            lock.lock();
            try {
                return condition.await(Duration.ofMillis(1));
            } finally {
                lock.unlock();
            }
        });
        Coroutine.yieldNow();
        lock.lock();
        condition.signal();
        Coroutine.sleep(Duration.ofMillis(5));                 // its time is over while it waits for the lock
        lock.unlock();
        assertTrue(waiter.get());
    }

    @OnEachKernel
    void oneWhoseTimeIsOverHasTheLockAgainBeforeItIsToldSo() {
        var waiter = Coroutine.spawn(() -> {
            lock.lock();
            try {
                boolean signalled = condition.await(Duration.ofMillis(1));
                assertSame(Coroutine.current(), lock.holder().orElseThrow());
                return signalled;
            } finally {
                lock.unlock();
            }
        });
        Coroutine.yieldNow();
        lock.lock();
        Coroutine.sleep(Duration.ofMillis(5));
        assertFalse(waiter.ready());
        condition.signal();                                    // too late: it does not wait here any more
        lock.unlock();
        assertFalse(waiter.get());
    }

    @OnEachKernel
    void aTimeoutAroundItIsThrownWithTheLockHeld() {
        var waiter = Coroutine.spawn(() -> {
            lock.lock();
            try (var timeout = Timeout.start(Duration.ofMillis(1))) {
                assertSame(timeout, assertThrows(Timeout.class, condition::await));
                assertSame(Coroutine.current(), lock.holder().orElseThrow());
            } finally {
                lock.unlock();
            }
        });
        waiter.get();
    }

    @OnEachKernel(leaps = true)
    void whatIsThrownWhileOneWaitsForTheLockComesAtTheNextWait() {
        var waiter = Coroutine.spawn(() -> {
            lock.lock();
            try (var timeout = Timeout.start(Duration.ofMillis(2))) {
                condition.await();
                trace.add("signalled");
                assertSame(timeout, assertThrows(Timeout.class, Coroutine::yieldNow));
            } finally {
                lock.unlock();
            }
        });
        Coroutine.yieldNow();
        lock.lock();
        condition.signal();
        Coroutine.sleep(Duration.ofMillis(6));
        lock.unlock();
        waiter.get();
        assertEquals(List.of("signalled"), trace);
    }

    @OnEachKernel
    void anUninterruptibleWaitKeepsTheKillForTheNextOne() {
        var waiter = waiter("a", () -> {
            condition.awaitUninterruptibly();
            trace.add("a has the signal");
            Coroutine.yieldNow();
        });
        waiter.cancel(true);
        settle();
        assertFalse(waiter.ready());
        holding(condition::signal);
        waiter.join();
        assertEquals(List.of("a has the signal", "a GreenletExit"), trace);
    }

    @OnEachKernel
    void thatNobodyCanSignalIsToldToTheMainCoroutine() {
        lock.lock();
        assertThrows(WouldBlockForever.class, condition::await);
        assertThrows(WouldBlockForever.class, condition::awaitUninterruptibly);
        lock.unlock();
    }

    @OnEachKernel
    void thatNobodyCanUnlockIsToldToo() {
        var waiter = new AtomicBoolean();
        Coroutine.spawn(() -> {
            lock.lock();
            waiter.set(true);
            new Event().await();
        });
        Coroutine.yieldNow();
        assertTrue(waiter.get());
        assertThrows(WouldBlockForever.class, lock::lockUninterruptibly);
    }

    @OnEachKernel
    void theJdksWordsForTimeWorkToo() throws Exception {
        java.util.concurrent.locks.Condition any = new RLock().newCondition();
        assertThrows(IllegalMonitorStateException.class, any::await);
        lock.lock();
        any = lock.newCondition();
        assertFalse(any.await(1, TimeUnit.MILLISECONDS));
        assertTrue(any.awaitNanos(1000) <= 0);
        assertFalse(any.awaitUntil(Date.from(Instant.now())));
        var sooner = any;
        Coroutine.spawn(() -> holding(sooner::signal));
        assertTrue(any.awaitNanos(TimeUnit.HOURS.toNanos(1)) > 0);
    }

    @OnEachKernel
    void twoConditionsOfOneLockAreApart() {
        var other = lock.newCondition();
        var waiter = waiter("a", condition::await);
        holding(other::signalAll);
        settle();
        assertFalse(waiter.ready());
        holding(condition::signalAll);
        waiter.get();
    }

    @OnEachKernel
    void aBufferOfOnePlaceMadeOfItLosesNothing() {
        var full = lock.newCondition();
        var place = new ArrayDeque<Integer>();
        var producer = Coroutine.spawn(() -> {
            for (int i = 0; i < 20; i++) {
                int value = i;
                holding(() -> {
                    while (!place.isEmpty()) condition.await();
                    place.add(value);
                    full.signal();
                });
            }
        });
        var got = new ArrayList<Integer>();
        var consumer = Coroutine.spawn(() -> {
            while (got.size() < 20) holding(() -> {
                while (place.isEmpty()) full.await();
                got.add(place.remove());
                condition.signal();
            });
        });
        producer.get();
        consumer.get();
        assertEquals(IntStream.range(0, 20).boxed().toList(), got);
    }

    @OnEachKernel
    void withoutALockItHasOneOfItsOwn() {
        var alone = new Condition();
        alone.lock().lock();
        assertEquals("Condition[of RLock[held by main]]", alone.toString());
        assertFalse(alone.await(Duration.ofMillis(1)));
    }
}

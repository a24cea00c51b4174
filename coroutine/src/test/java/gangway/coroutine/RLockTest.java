package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RLockTest {

    private final RLock lock = new RLock();
    private final List<String> trace = new ArrayList<>();

    @OnEachKernel
    void oneCoroutineAtATimeHoldsIt() {
        var inside = new AtomicInteger();
        var all = IntStream.range(0, 5).mapToObj(_ -> Coroutine.spawn(() -> {
            lock.lock();
            try {
                assertEquals(1, inside.incrementAndGet());
                Coroutine.sleep(Duration.ofMillis(1));
                inside.decrementAndGet();
            } finally {
                lock.unlock();
            }
        })).toList();
        all.forEach(Coroutine::get);
        assertFalse(lock.isLocked());
    }

    @OnEachKernel
    void whoHoldsItMayLockItAgainAndUnlocksItAsOften() {
        lock.lock();
        assertTrue(lock.tryLock());
        assertTrue(lock.tryLock(Duration.ZERO));
        var other = Coroutine.spawn(lock::lock);
        for (int i = 0; i < 3; i++) {
            Coroutine.yieldNow();
            assertFalse(other.ready());
            lock.unlock();
        }
        assertTrue(other.join(Duration.ofSeconds(1)));
    }

    @Tag("coroutine-54")
    @OnEachKernel
    void whoDoesNotHoldItCannotReleaseIt() {
        var owner = Coroutine.spawn("owner", () -> {
            lock.lock();
            new Event().await();
        });
        Coroutine.yieldNow();
        var error = assertThrows(IllegalMonitorStateException.class, lock::unlock);
        assertEquals("cannot release un-acquired lock. Owner: Coroutine[owner, waits], current: Coroutine[main, runs]",
            error.getMessage());
        assertSame(owner, lock.holder().orElseThrow());
    }

    @OnEachKernel
    void whatNobodyHoldsCannotBeReleased() {
        lock.lock();
        lock.unlock();
        var error = assertThrows(IllegalMonitorStateException.class, lock::unlock);
        assertTrue(error.getMessage().contains("Owner: nobody"), error.getMessage());
    }

    @OnEachKernel
    void itGoesToTheOneThatHasWaitedForLongestAndToNobodyBetween() {
        lock.lock();
        var waiter = Coroutine.spawn("waiter", lock::lock);
        Coroutine.yieldNow();
        lock.unlock();
        assertFalse(lock.tryLock());
        assertSame(waiter, lock.holder().orElseThrow());
        waiter.join();
    }

    @OnEachKernel
    void whoIsTooLateDoesNotHoldIt() throws Exception {
        var holder = Coroutine.spawn(() -> {
            lock.lock();
            Coroutine.sleep(Duration.ofMillis(20));
            lock.unlock();
        });
        Coroutine.yieldNow();
        assertFalse(lock.tryLock());
        assertFalse(lock.tryLock(Duration.ofNanos(1)));
        assertFalse(lock.tryLock(0, TimeUnit.SECONDS));
        assertThrows(IllegalMonitorStateException.class, lock::unlock);
        assertTrue(lock.tryLock(Long.MAX_VALUE, TimeUnit.DAYS));
        assertTrue(holder.ready());
        lock.unlock();
        assertFalse(lock.isLocked());
    }

    @OnEachKernel
    void whoseThreadWasInterruptedDoesNotBeginToWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, lock::lockInterruptibly);
        assertFalse(Thread.interrupted());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> lock.tryLock(1, TimeUnit.SECONDS));
        assertFalse(lock.isLocked());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void anInterruptDoesNotEndTheWait() {
        lock.lock();
        var thread = new AtomicReference<Thread>();
        var waiter = Coroutine.spawn(() -> {
            thread.set(Thread.currentThread());
            lock.lock();
            return Thread.interrupted();
        });
        Coroutine.yieldNow();
        thread.get().interrupt();
        for (int i = 0; i < 3; i++) Coroutine.yieldNow();
        assertFalse(waiter.ready());
        lock.unlock();
        assertTrue(waiter.get());
    }

    @OnEachKernel
    void aCallbackOfTheHubIsNobodyWhoCouldHoldIt() {
        lock.lock();                                           // by the main coroutine, whose thread also runs callbacks
        var refused = new AsyncResult<Throwable>();
        Hub.current().execute(() -> refused.set(assertThrows(BlockingSwitchOut.class, lock::tryLock)));
        refused.get();
        lock.unlock();
        assertFalse(lock.isLocked());
    }

    @OnEachKernel
    void itSaysWhoHoldsIt() {
        assertEquals("RLock[free]", lock.toString());
        lock.lock();
        assertEquals("RLock[held by main]", lock.toString());
        lock.lock();
        assertEquals("RLock[held by main, 2 times]", lock.toString());
    }

    @OnEachKernel
    void whoEndsWithoutUnlockingIsStillNamed() {
        Coroutine.spawn("careless", lock::lock).join();
        assertFalse(lock.tryLock(Duration.ofMillis(1)));
        var error = assertThrows(IllegalMonitorStateException.class, lock::unlock);
        assertTrue(error.getMessage().contains("Coroutine[careless, ended]"), error.getMessage());
    }

    @OnEachKernel
    void theJdksOwnCodeCanUseItAsALock() {
        Lock any = lock;
        var all = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
            any.lock();
            trace.add(name);
            Coroutine.yieldNow();
            trace.add(name);
            any.unlock();
        })).toList();
        all.forEach(Coroutine::get);
        assertEquals(List.of("a", "a", "b", "b"), trace);
    }
}

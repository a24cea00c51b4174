package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SemaphoreTest {

    private final List<String> trace = new ArrayList<>();

    @OnEachKernel
    void asManyAsThereArePermitsGetIn() {
        var semaphore = new Semaphore(2);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var all = IntStream.range(0, 6).mapToObj(_ -> Coroutine.spawn(() -> {
            semaphore.acquire();
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Coroutine.sleep(Duration.ofMillis(1));
            inside.decrementAndGet();
            semaphore.release();
        })).toList();
        all.forEach(Coroutine::join);
        assertEquals(2, most.get());
        assertEquals(2, semaphore.permits());
    }

    @OnEachKernel
    void aPermitThatIsGivenBackIsNotInTheOpenWhileSomebodyWaits() {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var waiter = Coroutine.spawn(() -> semaphore.acquire());
        Coroutine.yieldNow();
        semaphore.release();
        assertFalse(semaphore.tryAcquire());
        assertEquals(0, semaphore.permits());
        waiter.join();
    }

    @OnEachKernel
    void whoWouldTakeItAgainAtOnceWaitsBehindThoseWhoWait() {
        var semaphore = new Semaphore(1);
        var all = Stream.of("a", "b", "c").map(name -> Coroutine.spawn(() -> {
            for (int i = 0; i < 3; i++) {
                semaphore.acquire();
                trace.add(name + i);
                Coroutine.yieldNow();
                semaphore.release();
            }
        })).toList();
        all.forEach(Coroutine::join);
        assertEquals("a0 b0 c0 a1 b1 c1 a2 b2 c2", String.join(" ", trace));
    }

    @OnEachKernel
    void whoIsTooLateHasNoPermitAndLeavesNone() {
        var semaphore = new Semaphore(0);
        assertFalse(semaphore.acquire(Duration.ofNanos(1)));
        assertFalse(semaphore.acquire(Duration.ZERO));
        assertFalse(semaphore.acquire(Duration.ofDays(-1)));
        semaphore.release();
        assertEquals(1, semaphore.permits());
        assertTrue(semaphore.acquire(Duration.ZERO));
    }

    @OnEachKernel
    void aPermitThatComesInTheTurnInWhichTheTimeIsOverIsTakenOnce() {
        var semaphore = new Semaphore(0);
        var first = Coroutine.spawn(() -> semaphore.acquire(Duration.ofMillis(1)));
        Coroutine.yieldNow();
        Coroutine.spawnLater(Duration.ofMillis(1), () -> {
            semaphore.release();
            return null;
        });
        assertEquals(first.get() ? 0 : 1, settled(semaphore));
    }

    private static int settled(Semaphore semaphore) {
        Coroutine.sleep(Duration.ofMillis(5));
        return semaphore.permits();
    }

    @Tag("coroutine-53")
    @OnEachKernel
    void aBoundedSemaphoreRefusesThePermitThatNobodyTook() {
        var semaphore = new BoundedSemaphore(1);
        semaphore.acquire();
        semaphore.release();
        var error = assertThrows(IllegalStateException.class, semaphore::release);
        assertTrue(error.getMessage().startsWith("Semaphore released too many times"), error.getMessage());
        assertEquals(1, semaphore.permits());
    }

    @OnEachKernel
    void aBoundedSemaphoreRefusesItAlsoAfterOthersHadWaited() {
        var semaphore = new BoundedSemaphore(2);
        for (int i = 0; i < 2; i++) semaphore.acquire();
        var waiter = Coroutine.spawn(() -> semaphore.acquire());
        Coroutine.yieldNow();
        for (int i = 0; i < 3; i++) semaphore.release();
        waiter.join();
        assertThrows(IllegalStateException.class, semaphore::release);
    }

    @OnEachKernel
    void aPlainSemaphoreGrows() {
        var semaphore = new Semaphore(0);
        for (int i = 0; i < 3; i++) semaphore.release();
        assertEquals(3, semaphore.permits());
    }

    @OnEachKernel
    void thereAreNoFewerThanNoPermits() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Semaphore(-1));
        assertTrue(error.getMessage().contains("semaphore initial value must be >= 0"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new BoundedSemaphore(-1));
    }

    @OnEachKernel
    void moreOfThemThanCanBeCountedAreRefused() {
        var semaphore = new Semaphore(Integer.MAX_VALUE);
        assertThrows(ArithmeticException.class, semaphore::release);
        assertEquals(Integer.MAX_VALUE, semaphore.permits());
    }

    @OnEachKernel
    void whoTookTheOnlyPermitHoldsIt() {
        var semaphore = new Semaphore();
        assertEquals(Optional.empty(), semaphore.holder());
        semaphore.acquire();
        assertSame(Coroutine.current(), semaphore.holder().orElseThrow());
        var next = Coroutine.spawn("next", () -> semaphore.acquire());
        Coroutine.yieldNow();
        semaphore.release();
        assertSame(next, semaphore.holder().orElseThrow());
        assertEquals("Semaphore[0 left, held by next]", semaphore.toString());
        semaphore.release();
        assertEquals("Semaphore[1 left]", semaphore.toString());
    }

    @OnEachKernel
    void ofManyPermitsNobodyIsSaidToHoldOne() {
        var semaphore = new BoundedSemaphore(2);
        semaphore.acquire();
        assertEquals(Optional.empty(), semaphore.holder());
        assertEquals("BoundedSemaphore[1 left]", semaphore.toString());
    }

    @OnEachKernel
    void thoseWhoAskedAreToldOfAPermitThatNobodyTook() {
        var semaphore = new Semaphore(0);
        semaphore.rawLink(ready -> trace.add("told of " + ready.ready()));
        Consumer<Awaitable> never = _ -> trace.add("not asked any more");
        semaphore.rawLink(never);
        semaphore.unlink(never);
        var taker = Coroutine.spawn(() -> semaphore.acquire());
        Coroutine.yieldNow();
        semaphore.release();
        taker.join();
        assertEquals(List.of(), trace);
        semaphore.release();
        Coroutine.yieldNow();
        assertEquals(List.of("told of true"), trace);
    }

    @OnEachKernel
    void manyWhoComeAndGoAndAreKilledLeaveAllPermitsBehind() {
        var semaphore = new BoundedSemaphore(3);
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var all = IntStream.range(0, 20).mapToObj(_ -> Coroutine.spawn(() -> {
                if (!semaphore.acquire(Duration.ofNanos(random.nextInt(100_000)))) return;
                try {
                    for (int i = random.nextInt(3); i > 0; i--) Coroutine.yieldNow();
                } finally {
                    semaphore.release();
                }
            })).toList();
            for (int i = 0; i < 10; i++) {
                all.get(random.nextInt(all.size())).cancel(true);
                Coroutine.yieldNow();
            }
            all.forEach(Coroutine::join);
            assertEquals(3, semaphore.permits());
        }
    }
}

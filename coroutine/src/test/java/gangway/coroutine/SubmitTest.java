package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What other threads may do to a hub: submit, execute, set events, hold, interrupt.
class SubmitTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static Thread start(Action action) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw Sneaky.raise(e);
            }
        });
    }

    @OnEachKernel(seconds = 60)
    void nothingThatManyThreadsSubmitIsLostAndEachThreadsOrderIsKept() {
        var hub = Hub.current();
        int threads = 4;
        int each = 20_000;
        var last = new int[threads];
        var done = new Event();
        var count = new AtomicInteger();
        for (int i = 0; i < threads; i++) {
            int number = i;
            start(() -> {
                for (int k = 1; k <= each; k++) {
                    int value = k;
                    hub.execute(() -> {
                        if (last[number] != value - 1) throw new AssertionError("out of order");
                        last[number] = value;
                        if (count.incrementAndGet() == threads * each) done.set();
                    });
                }
            });
        }
        try (var _ = hub.hold()) {
            done.await();
        }
        assertEquals(threads * each, Arrays.stream(last).sum());
    }

    @OnEachKernel(seconds = 60)
    void resultsComeBackToTheThreadsThatAsk() throws Exception {
        var hub = Hub.current();
        var sums = new ConcurrentLinkedQueue<Integer>();
        var left = new AtomicInteger(3);
        var done = new Event();
        for (int i = 0; i < 3; i++) start(() -> {
            int sum = 0;
            for (int k = 0; k < 1000; k++) {
                int value = k;
                sum += hub.submit(() -> {
                    Coroutine.yieldNow();
                    return value;
                }).get();
            }
            sums.add(sum);
            if (left.decrementAndGet() == 0) done.set();
        });
        try (var _ = hub.hold()) {
            done.await();
        }
        assertEquals(List.of(499_500, 499_500, 499_500), List.copyOf(sums));
    }

    @OnEachKernel
    void aFailureComesBackAsItIsAndIsNotReported() {
        var hub = Hub.current();
        hub.onError((_, error) -> {
            throw new AssertionError("reported", error);
        });
        var error = new IOException("mine");
        var done = new Event();
        var seen = new AtomicReference<Throwable>();
        start(() -> {
            seen.set(assertThrows(ExecutionException.class, hub.submit(() -> {
                throw error;
            })::get));
            done.set();
        });
        try (var _ = hub.hold()) {
            done.await();
        }
        assertSame(error, seen.get().getCause());
    }

    @OnEachKernel
    void aCancelledResultKillsItsCoroutine() {
        var hub = Hub.current();
        var began = new CountDownLatch(1);
        var ended = new Event();
        start(() -> {
            var result = hub.submit(() -> {
                began.countDown();
                try {
                    Coroutine.sleep(HOUR);
                } finally {
                    ended.set();
                }
                return 1;
            });
            began.await();
            result.cancel(true);
        });
        try (var _ = hub.hold()) {
            ended.await();
        }
    }

    @OnEachKernel
    void whoIsKilledCancelsTheResult() throws Exception {
        var hub = Hub.current();
        var result = hub.submit(() -> {
            Coroutine.sleep(HOUR);
            return 1;
        });
        Coroutine.yieldNow();
        Coroutine.killAll(hub.coroutines());
        Coroutine.idle();
        assertTrue(result.isCancelled());
    }

    @OnEachKernel(seconds = 60)
    void noWakeUpIsLostHoweverManyTimesTheHubGoesToSleep() {
        var hub = Hub.current();
        var turn = new AtomicReference<Event>();
        try (var _ = hub.hold()) {
            var setter = start(() -> {
                while (!Thread.interrupted()) {
                    var event = turn.getAndSet(null);
                    if (event == null) Thread.onSpinWait();
                    else event.set();
                }
            });
            for (int i = 0; i < 5_000; i++) {
                var event = new Event();
                turn.set(event);
                event.await();
            }
            setter.interrupt();
        }
    }

    @OnEachKernel
    void whileSomebodyHoldsTheHubItIsNotBlockedForEver() {
        var hub = Hub.current();
        var event = new Event();
        var hold = hub.hold();
        var other = hub.hold();
        start(() -> {
            hold.close();
            hold.close();                                      // twice is once
            hub.execute(() -> {});
            event.set();
            other.close();
        });
        event.await();
        while (hub.isHeld()) Coroutine.yieldNow();
        assertThrows(WouldBlockForever.class, () -> new Event().await());
    }

    @OnEachKernel
    void whenTheLastHoldIsTakenBackFromOutsideTheHubSeesThatItIsBlocked() {
        var hold = Hub.current().hold();
        start(hold::close);
        assertThrows(WouldBlockForever.class, () -> new Event().await());
    }

    @OnEachKernel
    void anInterruptOfTheHubsThreadEndsNoWaitAndIsKept() {
        var hub = Hub.current();
        var event = new Event();
        var main = Thread.currentThread();
        main.interrupt();
        try (var _ = hub.hold()) {
            start(() -> {
                main.interrupt();
                event.set();
            });
            event.await();
        }
        assertTrue(Thread.interrupted());
    }

    @OnEachKernel
    void anInterruptedHubSleepsAndDoesNotSpin() {
        var hub = Hub.current();
        var looks = new AtomicInteger();
        var event = new Event();
        Thread.currentThread().interrupt();
        try (var _ = hub.hold()) {
            var main = Thread.currentThread();
            start(() -> {
                while (main.getState() != Thread.State.WAITING) Thread.onSpinWait();
                looks.incrementAndGet();
                event.set();
            });
            event.await();                                     // it would never be WAITING if the interrupt stood
        }
        assertEquals(1, looks.get());
        assertTrue(Thread.interrupted());
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Virtual threads that are made inside a coroutine: they belong to its hub.
class AdoptedTest {

    private final List<String> trace = new ArrayList<>();

    private static Thread start(String name, Runnable body) {
        return Coroutine.spawn(() -> Thread.ofVirtual().name(name).start(body)).get();
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aCoroutineThatHandlesUncaughtExceptionsItselfStaysTheSame() {
        var same = new ArrayList<Boolean>();
        var coroutine = Coroutine.spawn(() -> {
            var before = Coroutine.current();
            Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
            same.add(Coroutine.current() == before);
            Coroutine.yieldNow();
            same.add(Coroutine.current() == before);
        });
        coroutine.join();
        assertEquals(List.of(true, true), same);
    }

    @Tag("coroutine-85")
    @OnEachKernel(Kernel.VIRTUAL)
    void aVirtualThreadOfACoroutineStaysOnTheHubAndMayUseAllThereIs() {
        var hub = Hub.current();
        var event = new Event();
        start("adopted", () -> {
            assertTrue(hub.loop().isHere());
            assertSame(hub, Hub.current());
            var mine = Coroutine.current();
            Coroutine.yieldNow();
            assertSame(mine, Coroutine.current());
            Coroutine.sleep(Duration.ofMillis(1));
            trace.add(mine.name() + " " + Coroutine.spawn(() -> 1).get());
            event.set();
        });
        event.await();
        assertEquals(List.of("adopted 1"), trace);
    }

    @Tag("coroutine-85")
    @OnEachKernel(Kernel.VIRTUAL)
    void itIsForgottenWhenItsThreadHasEnded() throws InterruptedException {
        var hub = Hub.current();
        var thread = start("adopted", () -> Coroutine.sleep(Duration.ofMillis(1)));
        while (hub.coroutines().isEmpty()) Coroutine.yieldNow();
        var adopted = hub.coroutines().getFirst();
        assertEquals("adopted", adopted.name());
        adopted.join();
        assertFalse(thread.isAlive());
        assertEquals(List.of(), hub.coroutines());
        assertTrue(adopted.successful());
    }

    @Tag("coroutine-85")
    @OnEachKernel(Kernel.VIRTUAL)
    void runWaitsForItToo() {
        start("adopted", () -> {
            Coroutine.sleep(Duration.ofMillis(5));
            trace.add("ended");
        });
        Coroutine.yieldNow();
        Hub.current().run();
        assertEquals(List.of("ended"), trace);
    }

    @Tag("coroutine-85")
    @OnEachKernel(Kernel.VIRTUAL)
    void aThousandOfThemLeaveNothingBehind() throws Exception {
        var hub = Hub.current();
        Coroutine.spawn(() -> {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 1000; i++) executor.submit(() -> trace.add(Coroutine.current().name()));
            }
        }).get();
        hub.run();
        assertEquals(1000, trace.size());
        assertEquals(List.of(), hub.coroutines());
    }

    @Tag("coroutine-85")
    @OnEachKernel(Kernel.VIRTUAL)
    void aCoroutineMayJoinSuchAThreadAsTheJdkDoes() throws Exception {
        Coroutine.spawn(() -> {
            var thread = Thread.ofVirtual().start(() -> trace.add("thread"));
            thread.join();
            trace.add("joined");
        }).get();
        assertEquals(List.of("thread", "joined"), trace);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void itCanBeKilledWhereItWaits() {
        var hub = Hub.current();
        start("adopted", () -> {
            try {
                Coroutine.sleep(Duration.ofHours(1));
            } catch (GreenletExit _) {
                trace.add("killed");
            }
        });
        while (hub.coroutines().isEmpty() || !hub.coroutines().getFirst().parking().isParked()) Coroutine.yieldNow();
        hub.coroutines().getFirst().kill();
        assertEquals(List.of("killed"), trace);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aThreadThatSleepsAsTheJdkDoesKeepsTheHubFromDespair() {
        var event = new Event();
        start("adopted", () -> {
            Coroutine.current();
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            event.set();
        });
        Coroutine.yieldNow();
        event.await();
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aThreadThatWaitsHereForEverDoesNot() {
        start("adopted", () -> {
            try {
                new Event().await();
            } catch (GreenletExit _) {
                trace.add("ends with the hub");
            }
        });
        assertThrows(WouldBlockForever.class, () -> new Event().await());
        Hub.current().close();
        assertEquals(List.of("ends with the hub"), trace);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void strangersThatUnparkOrInterruptACoroutineDoNotEndItsWait() {
        var queue = new WaitQueue("values");
        var coroutine = Coroutine.spawn(() -> {
            var value = queue.await();
            trace.add(value + " " + Thread.interrupted());
        });
        Coroutine.yieldNow();
        var thread = assertInstanceOf(ThreadFiber.class, coroutine.fiber()).thread();
        for (int i = 0; i < 3; i++) {
            LockSupport.unpark(thread);
            Coroutine.yieldNow();
        }
        thread.interrupt();
        for (int i = 0; i < 3; i++) Coroutine.yieldNow();
        assertTrue(coroutine.parking().isParked());
        queue.wake("value");
        coroutine.join();
        assertEquals(List.of("value true"), trace);
    }

    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawKernelSuchAThreadIsTheJdksOwn() throws Exception {
        var refused = new CompletableFuture<Throwable>();
        start("stranger", () -> refused.complete(assertThrows(IllegalStateException.class, Coroutine::current)));
        assertTrue(refused.get().getMessage().contains("has no hub"));
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The rules of the hub: callbacks, errors, turning by hand, the end.
class HubTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> trace = new ArrayList<>();
    private final List<Throwable> told = new ArrayList<>();

    private Hub hub() {
        var hub = Hub.current();
        hub.onError((_, error) -> told.add(error));
        return hub;
    }

    // ---- Callbacks. ----

    @Tag("coroutine-66")
    @OnEachKernel(leaps = true)
    void aCallbackThatWantsToWaitIsRefusedAndTheWaitOfMainIsUnharmed() {
        var hub = hub();
        var queue = new WaitQueue("values");
        List<Action> waits = List.of(Coroutine::yieldNow, () -> Coroutine.sleep(SECOND), () -> new Event().await(),
            () -> new Event().await(SECOND), () -> queue.await(), () -> Coroutine.spawn(() -> {}).join(), hub::run,
            Coroutine::idle, Coroutine::await, () -> hub.runOnce(SECOND));
        for (var wait : waits) hub.execute(() -> {
            assertSame(hub.root(), Coroutine.current());
            try {
                wait.run();
            } catch (Exception e) {
                throw Sneaky.raise(e);
            }
        });
        hub.loop().schedule(new Timer(() -> queue.wake("mine")), HOUR);
        assertEquals("mine", queue.await());
        assertEquals(waits.size(), told.size());
        for (var error : told) {
            assertEquals(BlockingSwitchOut.class, error.getClass());
            assertTrue(error.getMessage().startsWith("Impossible to call blocking function in the event loop callback"));
        }
    }

    @Tag("coroutine-66")
    @OnEachKernel(leaps = true)
    void aTimerAndALinkThatWantToWaitAreRefused() {
        var hub = hub();
        hub.loop().schedule(new Timer(Coroutine::yieldNow), SECOND);
        var coroutine = Coroutine.spawn(() -> {});
        coroutine.rawLink(_ -> Coroutine.sleep(SECOND));
        Coroutine.sleep(HOUR);
        assertEquals(List.of(BlockingSwitchOut.class, BlockingSwitchOut.class), told.stream().map(Object::getClass).toList());
    }

    @OnEachKernel
    void whatAlreadyIsThereNeedsNoWaitAndIsGivenToCallbacksToo() {
        var hub = hub();
        var event = new Event();
        var ended = Coroutine.spawn(() -> 1);
        ended.join();
        event.set();
        hub.execute(() -> {
            event.await();
            trace.add("" + ended.get());
        });
        Coroutine.yieldNow();
        assertEquals(List.of("1"), trace);
        assertEquals(List.of(), told);
    }

    @OnEachKernel(leaps = true)
    void aTimerThatThrowsHarmsNeitherItsNeighboursNorAnybodyElse() {
        var hub = hub();
        var error = new IllegalStateException("timer");
        for (var name : List.of("before", "bad", "after")) hub.loop().schedule(new Timer(() -> {
            if (name.equals("bad")) throw error;
            trace.add(name);
        }), SECOND);
        Coroutine.sleep(HOUR);
        assertEquals(List.of("before", "after"), trace);
        assertEquals(List.of(error), told);
    }

    @OnEachKernel
    void errorsOfTheMachineDoNotStopTheLoop() {
        var hub = hub();
        hub.execute(() -> {
            throw new OutOfMemoryError("made up");
        });
        hub.execute(HubTest::overflow);
        var deep = Coroutine.spawn(HubTest::overflow);
        var big = Coroutine.spawn(() -> new long[Integer.MAX_VALUE][Integer.MAX_VALUE].length);
        Coroutine.joinAll(List.of(deep, big));
        assertEquals(Map.of("OutOfMemoryError", 2L, "StackOverflowError", 2L), told.stream()
            .collect(Collectors.groupingBy(error -> error.getClass().getSimpleName(), Collectors.counting())));
        assertEquals(5, Coroutine.spawn(() -> 5).get());
    }

    private static void overflow() {
        overflow();
    }

    @OnEachKernel
    void anExitInACallbackIsNoError() {
        var hub = hub();
        hub.execute(() -> {
            throw new GreenletExit();
        });
        Coroutine.idle();
        assertEquals(List.of(), told);
    }

    @Tag("coroutine-64")
    @OnEachKernel
    void anUncaughtErrorIsToldOnceWithItsCoroutineAndTheHubLivesOn() {
        var failed = new ArrayList<Coroutine<?>>();
        var error = new IOException("mine");
        Hub.current().onError((coroutine, thrown) -> {
            failed.add(coroutine);
            assertSame(error, thrown);
            assertSame(coroutine, Coroutine.current());
            Coroutine.yieldNow();                              // it may wait
            trace.add("told");
        });
        var coroutine = Coroutine.spawn((Action) () -> {
            throw error;
        });
        coroutine.join();
        assertEquals(List.of(coroutine), failed);
        assertEquals(List.of("told"), trace);
        assertEquals(1, Coroutine.spawn(() -> 1).get());
    }

    // ---- Turning it by hand. ----

    @OnEachKernel(leaps = true)
    void runOnceRunsWhatIsReadyAndSaysWhetherThereWasAnything() {
        var hub = Hub.current();
        assertFalse(hub.runOnce(Duration.ZERO));
        Coroutine.spawn(() -> {
            trace.add("a");
            Coroutine.yieldNow();
            trace.add("b");
        });
        while (hub.runOnce(Duration.ZERO)) trace.add("turn");
        assertEquals("b", trace.get(trace.lastIndexOf("turn") - 1));
        Coroutine.spawn(() -> {
            Coroutine.sleep(HOUR);
            trace.add("late");
        });
        while (hub.runOnce(Duration.ZERO)) trace.add("turn");
        assertFalse(hub.runOnce(SECOND));
        assertTrue(hub.runOnce(HOUR));
        assertEquals("late", trace.getLast());
    }

    @OnEachKernel
    void runOnceInACoroutineIsRefused() {
        var hub = Hub.current();
        Coroutine.spawn(() -> assertThrows(BlockingSwitchOut.class, () -> hub.runOnce(Duration.ZERO))).get();
    }

    @OnEachKernel
    void runOnceWaitsForOtherThreads() throws InterruptedException {
        var hub = Hub.current();
        var thread = Thread.ofPlatform().start(() -> hub.execute(() -> trace.add("called")));
        while (!hub.runOnce(HOUR)) Thread.onSpinWait();
        assertEquals(List.of("called"), trace);
        thread.join();
    }

    @OnEachKernel(leaps = true)
    void runWaitsForAllAndForThoseTheySpawn() {
        Coroutine.spawn(() -> {
            Coroutine.sleep(SECOND);
            Coroutine.spawn(() -> {
                Coroutine.sleep(SECOND);
                trace.add("grandchild");
            });
        });
        Hub.current().run();
        assertEquals(List.of("grandchild"), trace);
        Hub.current().run();
    }

    @OnEachKernel
    void aCoroutineMayRunTheHubToItsOwnDespairOnly() {
        var hub = Hub.current();
        var waits = Coroutine.spawn(hub::run);
        Coroutine.yieldNow();
        assertFalse(waits.ready());
        waits.kill();
    }

    // ---- Whose it is. ----

    @OnEachKernel
    void aThreadHasOneHub() {
        var error = assertThrows(IllegalStateException.class, () -> Hub.builder().open());
        assertTrue(error.getMessage().contains("has a hub already"), error.getMessage());
        Coroutine.spawn(() -> assertThrows(IllegalStateException.class, () -> Hub.builder().open())).get();
    }

    @OnEachKernel
    void anotherThreadMayNotSpawnHereAndHasAHubOfItsOwn() throws Exception {
        var hub = Hub.current();
        var refused = new CompletableFuture<Throwable>();
        Thread.ofPlatform().start(() -> {
            try (var theirs = Hub.current()) {
                assertNotSame(hub, theirs);
                refused.complete(assertThrows(InvalidThreadUse.class, () -> hub.spawn(() -> {})));
            } catch (Throwable e) {
                refused.completeExceptionally(e);
            }
        });
        assertTrue(refused.get().getMessage().contains("to fix"));
    }

    @OnEachKernel
    void aVirtualThreadOfTheJdksOwnHasNoHub() throws Exception {
        var error = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> error.complete(assertThrows(IllegalStateException.class, Coroutine::current)));
        assertTrue(error.get().getMessage().contains("has no hub"));
    }

    @OnEachKernel(seconds = 60)
    void hubsOnSeveralThreadsRunAtOnceAndApart() throws Exception {
        var kernel = Hub.current().kernel();
        var results = new ConcurrentLinkedQueue<Long>();
        var threads = Stream.generate(() -> Thread.ofPlatform().start(() -> {
            try (var hub = Hub.builder().kernel(kernel).open()) {
                var numbers = new ArrayList<Coroutine<Long>>();
                for (long i = 0; i < 1000; i++) {
                    long number = i;
                    numbers.add(hub.spawn(() -> {
                        Coroutine.yieldNow();
                        assertSame(hub, Hub.current());
                        return number;
                    }));
                }
                results.add(Coroutine.joinAll(numbers).stream().mapToLong(Coroutine::getNow).sum());
            }
        })).limit(4).toList();
        for (var thread : threads) thread.join();
        assertEquals(Collections.nCopies(4, 499_500L), List.copyOf(results));
    }
}

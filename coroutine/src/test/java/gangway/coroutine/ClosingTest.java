package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The end of a hub.
class ClosingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> trace = new ArrayList<>();

    private Coroutine<Void> waiting(String name, Action whenKilled) {
        return Coroutine.spawn(name, () -> {
            try {
                Coroutine.sleep(HOUR);
            } finally {
                whenKilled.run();
                trace.add(name);
            }
        });
    }

    @OnEachKernel(leaps = true)
    void closeKillsAllAndRunsTheirFinallyBlocks() {
        var hub = Hub.current();
        waiting("a", () -> {});
        waiting("b", () -> Coroutine.sleep(Duration.ofMillis(999)));
        var never = Coroutine.spawn(() -> new Event().await());
        Coroutine.yieldNow();
        var fresh = Coroutine.spawn(() -> trace.add("fresh"));
        var late = Coroutine.spawnLater(HOUR, () -> trace.add("late"));
        hub.close();
        assertEquals(List.of("a", "b"), trace);
        assertTrue(Stream.of(fresh, late, never).allMatch(Coroutine::isCancelled));
        assertEquals(List.of(), hub.coroutines());
    }

    @OnEachKernel
    void afterTheEndTheThreadMayHaveAnotherHubAndTheOldOneRefuses() {
        var hub = Hub.current();
        hub.close();
        hub.close();
        assertThrows(RejectedExecutionException.class, () -> hub.execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> hub.submit(() -> 1));
        assertThrows(IllegalStateException.class, () -> hub.spawn(() -> 1));
        try (var next = Hub.current()) {
            assertNotSame(hub, next);
            assertEquals(1, Coroutine.spawn(() -> 1).get());
        }
    }

    @OnEachKernel(leaps = true)
    void whoRefusesToEndIsReportedAndLeftBehind() {
        var hub = Hub.current();
        var told = new ArrayList<String>();
        hub.onError((_, error) -> told.add(error.getMessage()));
        var stubborn = Coroutine.spawn("stubborn", () -> {
            while (true) {
                try {
                    Coroutine.sleep(HOUR);
                } catch (GreenletExit _) {
                    trace.add("refuses");
                }
            }
        });
        Coroutine.yieldNow();
        hub.close();
        assertEquals(List.of("Coroutine[stubborn, waits] does not end although Hub[main] is closed"), told);
        assertFalse(stubborn.ready());
        assertTrue(trace.size() > 10);
    }

    @OnEachKernel(leaps = true)
    void whoSpawnsOthersWhileItEndsTakesThemAlong() {
        waiting("a", () -> waiting("child", () -> {}));
        Coroutine.yieldNow();
        var hub = Hub.current();
        hub.close();
        assertEquals(List.of("a", "child"), trace);
        assertEquals(List.of(), hub.coroutines());
    }

    @OnEachKernel(leaps = true)
    void whatWasToBeThrownAtMainDoesNotStopTheEnd() {
        var hub = Hub.current();
        waiting("a", () -> {});
        Coroutine.yieldNow();
        var error = new IOException("for main");
        Coroutine.current().parking().interrupt(error);
        assertSame(error, assertThrows(IOException.class, hub::close));
        assertEquals(List.of("a"), trace);
        assertThrows(RejectedExecutionException.class, () -> hub.execute(() -> {}));
    }

    @OnEachKernel
    void onlyTheOwnThreadOutsideOfCoroutinesMayClose() throws Exception {
        var hub = Hub.current();
        var error = Coroutine.spawn("c", () -> assertThrows(IllegalStateException.class, hub::close)).get();
        assertTrue(error.getMessage().startsWith("Coroutine[c, runs] cannot close Hub[main]"), error.getMessage());
        var other = new CompletableFuture<Throwable>();
        Thread.ofPlatform().start(() -> other.complete(assertThrows(InvalidThreadUse.class, hub::close)));
        other.get();
        assertEquals(1, Coroutine.spawn(() -> 1).get());
    }

    @OnEachKernel
    void whatWasSubmittedBeforeIsBegunAndThenCancelled() throws Exception {
        var hub = Hub.current();
        var early = new CompletableFuture<CompletableFuture<Integer>>();
        Thread.ofPlatform().start(() -> early.complete(hub.submit(() -> {
            trace.add("began");
            Coroutine.sleep(HOUR);
            return 1;
        }))).join();
        hub.close();
        assertThrows(CancellationException.class, early.get()::get);
        assertEquals(List.of("began"), trace);
    }

    @OnEachKernel
    void linksOfTheLastOnesAreCalled() {
        var coroutine = waiting("a", () -> {});
        coroutine.rawLink(_ -> trace.add("link"));
        Coroutine.yieldNow();
        Hub.current().close();
        assertEquals(List.of("a", "link"), trace);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void whoWaitsAsTheJdkDoesIsInterrupted() {
        var hub = Hub.current();
        var told = new ArrayList<Throwable>();
        hub.onError((_, error) -> told.add(error));
        var sleeper = Coroutine.spawn(() -> {
            try {
                Thread.sleep(HOUR);
            } finally {
                trace.add("woken");
            }
        });
        Coroutine.yieldNow();
        hub.close();
        assertEquals(List.of("woken"), trace);
        assertInstanceOf(InterruptedException.class, sleeper.exception().orElseThrow());
    }

    @OnEachKernel
    void aThreadThatEndsWithoutClosingLeavesNothingBehind() throws InterruptedException {
        var kernel = Hub.current().kernel();
        var hub = new AtomicReference<WeakReference<Hub>>();
        Thread.ofPlatform().start(() -> {
            var forgotten = Hub.builder().kernel(kernel).open();
            hub.set(new WeakReference<>(forgotten));
            forgotten.spawn(() -> new Event().await());
            Coroutine.yieldNow();
        }).join();
        for (int i = 0; i < 100 && !hub.get().refersTo(null); i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertTrue(hub.get().refersTo(null), "the hub is still there");
    }
}

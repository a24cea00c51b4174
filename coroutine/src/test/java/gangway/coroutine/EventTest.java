package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The flag that can be waited for.
class EventTest {

    private final List<String> trace = new ArrayList<>();

    @Tag("coroutine-51")
    @OnEachKernel
    void whoWaitsWhenItIsSetGoesOnAlthoughItIsClearedAtOnce() {
        var event = new Event();
        for (var name : List.of("a", "b")) Coroutine.spawn(() -> {
            event.await();
            trace.add(name + " " + event.isSet());
        });
        Coroutine.yieldNow();
        event.set();
        event.clear();
        Coroutine.idle();
        assertEquals(List.of("a false", "b false"), trace);
    }

    @Tag("coroutine-51")
    @OnEachKernel(leaps = true)
    void whoComesAfterItWasClearedWaits() {
        var event = new Event();
        event.set();
        assertTrue(event.await(Duration.ZERO));
        event.await();
        event.clear();
        assertFalse(event.await(Duration.ZERO));
        assertFalse(event.await(Duration.ofSeconds(1)));
    }

    @Tag("coroutine-51")
    @OnEachKernel(leaps = true)
    void itIsSetTwiceAsOnce() {
        var event = new Event();
        Coroutine.spawnLater(Duration.ofMillis(5), () -> {
            event.set();
            event.set();
        });
        assertTrue(event.await(Duration.ofSeconds(1)));
        assertTrue(event.ready());
    }

    @OnEachKernel
    void otherThreadsMaySetItAndMayNotWaitForIt() throws Exception {
        var event = new Event();
        var refused = new CompletableFuture<Throwable>();
        try (var _ = Hub.current().hold()) {
            Thread.ofPlatform().start(() -> {
                refused.complete(assertThrows(InvalidThreadUse.class, event::await));
                event.set();
            });
            event.await();
        }
        refused.get();
    }

    @OnEachKernel
    void whoIsKilledWhileItIsSetIsNotAwaited() {
        var event = new Event();
        var victim = Coroutine.spawn(() -> event.await());
        Coroutine.yieldNow();
        victim.kill();
        event.set();
        assertTrue(victim.isCancelled());
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PoolTest {

    private final List<String> trace = new ArrayList<>();
    private int inside;
    private int most;

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private void work(Duration time) {
        most = Math.max(most, ++inside);
        try {
            Coroutine.sleep(time);
        } finally {
            inside--;
        }
    }

    @Tag("coroutine-59")
    @OnEachKernel
    void aPoolOfTwoNeverRunsThree() {
        var pool = new Pool(2);
        for (int i = 0; i < 20; i++) {
            long time = i % 3;
            pool.spawn(() -> work(millis(time)));
        }
        pool.join();
        assertEquals(2, most);
    }

    @OnEachKernel
    void aPoolOfTwoNeverRunsThreeThoughMembersAreKilledAndMapped() {
        var pool = new Pool(2);
        var killer = Coroutine.spawn(() -> {
            while (true) {
                for (var each : pool) each.cancel(true);
                Coroutine.sleep(Duration.ofNanos(300_000));
            }
        });
        var mapped = Coroutine.spawn(() -> {
            var numbers = IntStream.range(0, 20).boxed().toList();
            try (var results = pool.imapUnordered(_ -> { work(millis(1)); return 1; }, numbers)) {
                while (results.hasNext()) {
                    try {
                        results.next();
                    } catch (CancellationException killed) {
                        trace.add("killed");
                    }
                }
            }
        });
        for (int i = 0; i < 20; i++) pool.spawn(() -> work(millis(1)));
        mapped.join();
        pool.join();
        killer.kill();
        assertEquals(2, most);
        assertEquals(2, pool.freeCount());
    }

    @OnEachKernel
    void spawnWaitsUntilThereIsRoom() {
        var pool = new Pool(1);
        var go = new Event();
        pool.spawn(() -> { go.await(); trace.add("first"); });
        Coroutine.spawn(() -> { trace.add("go"); go.set(); });
        pool.spawn(() -> trace.add("second"));
        trace.add("spawned");
        pool.join();
        assertEquals(List.of("go", "first", "spawned", "second"), trace);
    }

    @OnEachKernel
    void thoseWhoWaitForRoomGetItInTheirOrder() {
        var pool = new Pool(1);
        var go = new Event();
        pool.spawn(() -> go.await());
        for (var name : List.of("a", "b", "c")) Coroutine.spawn(() -> pool.spawn(() -> trace.add(name)));
        Coroutine.yieldNow();
        go.set();
        pool.spawn(() -> trace.add("late"));
        pool.join();
        assertEquals(List.of("a", "b", "c", "late"), trace);
    }

    @OnEachKernel
    void killedWhileItWaitsForRoomTheSpawnerLeavesNothingBehind() {
        var pool = new Pool(1);
        var go = new Event();
        pool.spawn(() -> go.await());
        var spawner = Coroutine.spawn(() -> pool.spawn(() -> trace.add("must not run")));
        Coroutine.yieldNow();
        spawner.kill();
        go.set();
        pool.join();
        assertEquals(1, pool.freeCount());
        assertEquals(List.of(), trace);
        assertEquals(List.of(), Hub.current().coroutines());
    }

    @OnEachKernel
    void killedInTheTurnInWhichItGetsRoomTheSpawnerTakesItAndDiesAtItsNextWait() {
        var pool = new Pool(1);
        var member = pool.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        var spawner = Coroutine.spawn(() -> {
            pool.spawn(() -> trace.add("ran"));
            Coroutine.yieldNow();
            trace.add("must not come here");
        });
        Coroutine.yieldNow();
        pool.discard(member);
        spawner.cancel(true);
        spawner.join();
        pool.join();
        assertEquals(List.of("ran"), trace);
        assertEquals(1, pool.freeCount());
        member.kill();
    }

    @OnEachKernel
    void aTimeoutMayEndTheWaitForRoom() {
        var pool = new Pool(0);
        var timeout = Timeout.of(millis(2));
        assertEquals(timeout, assertThrows(Timeout.class, () -> {
            try (timeout) {
                timeout.start();
                pool.spawn(() -> {});
            }
        }));
        assertEquals(0, pool.size());
    }

    @OnEachKernel
    void aPoolOfNothingIsFullForEver() {
        var pool = new Pool(0);
        assertTrue(pool.isFull());
        assertThrows(WouldBlockForever.class, () -> pool.spawn(() -> {}));
        assertFalse(pool.waitAvailable(millis(1)));
    }

    @OnEachKernel
    void aNegativeSizeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pool(-1));
    }

    @OnEachKernel
    void freeCountSaysForHowManyThereIsRoom() {
        var pool = new Pool(2);
        assertEquals(2, pool.freeCount());
        pool.spawn(() -> {});
        assertEquals(1, pool.freeCount());
        assertFalse(pool.isFull());
        pool.spawn(() -> {});
        assertEquals(0, pool.freeCount());
        assertTrue(pool.isFull());
        pool.join();
        assertEquals(2, pool.freeCount());
    }

    @OnEachKernel
    void aMemberDiscardedTwiceGivesItsRoomBackOnce() {
        var pool = new Pool(1);
        var member = pool.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        pool.discard(member);
        pool.discard(member);
        assertEquals(1, pool.freeCount());
        member.kill();
        Coroutine.yieldNow();
        assertEquals(1, pool.freeCount());
    }

    @OnEachKernel
    void oneWhoIsAddedByTwoTakesTheRoomOfOne() {
        var pool = new Pool(2);
        var blockers = List.of(pool.spawn(() -> Coroutine.yieldNow()), pool.spawn(() -> Coroutine.yieldNow()));
        var stranger = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        var adders = List.of(Coroutine.spawn(() -> pool.add(stranger)), Coroutine.spawn(() -> pool.add(stranger)));
        blockers.forEach(Coroutine::join);
        adders.forEach(Coroutine::join);
        assertEquals(1, pool.freeCount());
    }

    @OnEachKernel
    void addThrowsPoolFullAtOnceOrInTime() {
        var pool = new Pool(1);
        pool.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        var stranger = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        assertThrows(PoolFull.class, () -> pool.addNow(stranger));
        assertThrows(PoolFull.class, () -> pool.add(stranger, millis(1)));
        assertFalse(pool.contains(stranger));
    }

    @OnEachKernel
    void waitAvailableWaitsForRoomAndDoesNotTakeIt() {
        var pool = new Pool(1);
        pool.spawn(() -> trace.add("member"));
        pool.waitAvailable();
        assertEquals(List.of("member"), trace);
        assertEquals(1, pool.freeCount());
    }

    @OnEachKernel
    void applyAsyncOfAFullPoolDoesNotWait() {
        var pool = new Pool(1);
        var go = new Event();
        pool.spawn(() -> go.await());
        var result = pool.applyAsync(() -> "done");
        assertFalse(pool.contains(result));
        go.set();
        assertEquals("done", result.get());
    }

    @OnEachKernel
    void killedWhileSomebodyWaitsForRoomThePoolLetsHimInAndKillsWhoIsSpawned() {
        var pool = new Pool(1);
        pool.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        var spawner = Coroutine.spawn(() -> pool.spawn(() -> Coroutine.sleep(Duration.ofDays(1))));
        Coroutine.yieldNow();
        pool.kill();
        spawner.join();
        pool.kill();
        assertEquals(1, pool.freeCount());
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CoroutineTest {

    private final List<String> trace = new ArrayList<>();

    @Tag("coroutine-27")
    @OnEachKernel
    void aSpawnedCoroutineDoesNotRunBeforeItsMakerWaits() {
        var coroutine = Coroutine.spawn(() -> trace.add("ran"));
        assertEquals(List.of(), trace);
        coroutine.join();
        assertEquals(List.of("ran"), trace);
    }

    @Tag("coroutine-28")
    @OnEachKernel
    void thoseWhoYieldTakeTurnsInTheOrderInWhichTheyCame() {
        var all = Stream.of("a", "b", "c").map(name -> Coroutine.spawn(() -> {
            for (int i = 0; i < 3; i++) {
                trace.add(name + i);
                Coroutine.yieldNow();
            }
        })).toList();
        all.forEach(Coroutine::join);
        assertEquals("a0 b0 c0 a1 b1 c1 a2 b2 c2", String.join(" ", trace));
    }
}

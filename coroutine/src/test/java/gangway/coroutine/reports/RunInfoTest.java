package gangway.coroutine.reports;

import module java.base;

import gangway.coroutine.AssertSwitches;
import gangway.coroutine.Coroutine;
import gangway.coroutine.CoroutineInfo;
import gangway.coroutine.CoroutineTree;
import gangway.coroutine.Event;
import gangway.coroutine.Hub;
import gangway.coroutine.Kernel;
import gangway.coroutine.OnEachKernel;
import gangway.coroutine.RunInfo;
import gangway.coroutine.SpawnedAt;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RunInfoTest {

    // ---- Where it was spawned. ----

    @Tag("coroutine-29")
    @OnEachKernel
    void whatComesOutOfACoroutineTellsWhereThatWasSpawned() {
        var failure = new IOException("disk");
        var coroutine = Coroutine.spawn("reader", () -> {
            throw failure;
        });
        coroutine.hub().onError((_, _) -> {});
        assertSame(failure, assertThrows(IOException.class, coroutine::get));
        assertSame(failure, assertThrows(IOException.class, coroutine::get));
        assertEquals(1, failure.getSuppressed().length);
        var spawned = (SpawnedAt) failure.getSuppressed()[0];
        assertTrue(spawned.getMessage().matches("Spawned at gangway\\.coroutine\\.reports\\.RunInfoTest\\."
            + "whatComesOutOfACoroutineTellsWhereThatWasSpawned\\(RunInfoTest\\.java:\\d+\\): reader"), spawned::getMessage);
        assertEquals("whatComesOutOfACoroutineTellsWhereThatWasSpawned", spawned.getStackTrace()[0].getMethodName());
    }

    @OnEachKernel
    void anErrorThatPassesThroughTwoTellsOfBoth() {
        var failure = new IOException("disk");
        Hub.current().onError((_, _) -> {});
        var inner = Coroutine.spawn("inner", () -> {
            throw failure;
        });
        var outer = Coroutine.spawn("outer", () -> inner.get());
        assertSame(failure, assertThrows(IOException.class, outer::get));
        assertEquals(2, failure.getSuppressed().length);
    }

    @OnEachKernel
    void eachPlaceWhereOneIsSpawnedIsToldApart() {
        var never = new Event();
        for (int i = 0; i < 2; i++) Coroutine.spawn("a", () -> never.await());
        Coroutine.spawn("b", () -> never.await());
        Coroutine.yieldNow();
        var lines = info().map(each -> each.spawnedAt().orElseThrow().getLineNumber()).toList();
        assertEquals(lines.get(0), lines.get(1));
        assertEquals(lines.get(0) + 1, lines.get(2));
    }

    @OnEachKernel
    void whatIsNoLambdaIsLookedForEachTime() {
        var never = new Event();
        class Waiter implements Callable<String> {
            @Override
            public String call() {
                never.await();
                return "";
            }
        }
        Coroutine.spawn(new Waiter());
        Coroutine.spawn(new Waiter());
        var lines = info().map(each -> each.spawnedAt().orElseThrow().getLineNumber()).toList();
        assertEquals(lines.get(0) + 1, lines.get(1));
    }

    private static Stream<CoroutineInfo> info() {
        return Coroutine.tree().children().stream().map(CoroutineTree::coroutine);
    }

    // ---- The tree. ----

    @OnEachKernel
    void theTreeShowsWhoSpawnedWhom() {
        var never = new Event();
        Coroutine.spawn("parent", () -> {
            Coroutine.spawn("child", () -> never.await());
            Coroutine.spawn("other child", () -> never.await());
            never.await();
        });
        Coroutine.spawn("orphan's parent", () -> Coroutine.spawn("orphan", () -> never.await()));
        Coroutine.yieldNow();
        Coroutine.yieldNow();
        assertEquals("""
            main runs, or is ready to
            ├─ parent waits for Event[not set], for T
            │  ├─ child waits for Event[not set], for T
            │  └─ other child waits for Event[not set], for T
            └─ orphan waits for Event[not set], for T""", masked(Coroutine.tree().toString()));
    }

    private static String masked(String text) {
        return text.replaceAll("for [0-9.]+ m?s", "for T");
    }

    // ---- Everything. ----

    @OnEachKernel
    void allCoroutinesAreShownWithStateAndStack() {
        var never = new Event();
        Coroutine.spawn("waiter", () -> deepInside(never));
        Coroutine.yieldNow();
        Coroutine.spawn("newcomer", () -> {});
        var bytes = new ByteArrayOutputStream();
        RunInfo.now().print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        var text = masked(bytes.toString(StandardCharsets.UTF_8));
        assertTrue(text.contains("Hub[main], of the kernel " + Hub.current().kernel()), text);
        assertTrue(text.contains("waiter waits for Event[not set], for T\n"
            + "      at gangway.coroutine.reports.RunInfoTest.deepInside"), text);
        assertTrue(text.contains("newcomer has not begun"), text);
        assertTrue(text.contains("\n      spawned at gangway.coroutine.reports.RunInfoTest.allCoroutinesAre"), text);
        assertTrue(text.contains("main (RUNNABLE)"), text);
    }

    private static void deepInside(Event event) {
        event.await();
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void whoWaitsForTheJdkIsSeenToWaitElsewhere() {
        var latch = new CountDownLatch(1);
        Coroutine.spawn("elsewhere", () -> latch.await());
        Coroutine.yieldNow();
        assertEquals(CoroutineInfo.State.ELSEWHERE, info().findFirst().orElseThrow().state());
        latch.countDown();
    }

    @OnEachKernel
    void otherHubsAnswerOrAreSaidNotTo() throws Exception {
        var ready = new CountDownLatch(1);
        var end = new CompletableFuture<Event>();
        var other = Thread.ofPlatform().name("other").start(() -> {
            try (var hub = Hub.builder().grace(Duration.ZERO).open(); var _ = hub.hold()) {
                var event = new Event();
                Coroutine.spawn("far away", () -> event.await());
                hub.execute(ready::countDown);
                end.complete(event);
                event.await();
            }
        });
        ready.await();
        var text = RunInfo.now().toString();
        end.get().set();
        other.join();
        assertTrue(text.contains("Hub[other]"), text);
        assertTrue(text.contains("far away waits for Event[not set]"), text);
    }

    // ---- Switches. ----

    @OnEachKernel
    void theTraceTellsFromAndTo() {
        var trace = new ArrayList<String>();
        var hub = Hub.current();
        try (var _ = hub.trace((from, to) -> trace.add(from.name() + ">" + to.name()))) {
            var a = Coroutine.spawn("a", () -> Coroutine.yieldNow());
            var b = Coroutine.spawn("b", () -> {});
            a.join();
            b.join();
        }
        Coroutine.yieldNow();
        assertEquals("main>a a>b b>a a>main", String.join(" ", trace));
    }

    @OnEachKernel
    void aBlockThatLetsOthersRunPasses() {
        try (var _ = AssertSwitches.once()) {
            Coroutine.yieldNow();
        }
        try (var _ = AssertSwitches.once()) {
            Coroutine.spawn(() -> {}).join();
        }
        try (var _ = AssertSwitches.within(Duration.ofMinutes(1))) {
            Coroutine.sleep(Duration.ofMillis(1));
        }
    }

    @OnEachKernel
    void aBlockThatDoesNotIsAnError() {
        var error = assertThrows(AssertionError.class, () -> {
            try (var _ = AssertSwitches.once()) {
                Math.max(1, 2);
            }
        });
        assertTrue(error.getMessage().matches("main ran for \\d+ ms without letting anybody else, and never did"),
            error::getMessage);
    }

    @OnEachKernel
    void aLongStretchIsAnErrorAndALongWaitIsNone() {
        try (var _ = AssertSwitches.within(Duration.ofMillis(40))) {
            Coroutine.sleep(Duration.ofMillis(80));
        }
        var error = assertThrows(AssertionError.class, () -> {
            try (var _ = AssertSwitches.within(Duration.ofMillis(20))) {
                Coroutine.yieldNow();
                long end = System.nanoTime() + 60_000_000;
                while (System.nanoTime() < end) Thread.onSpinWait();
                Coroutine.yieldNow();
            }
        });
        assertTrue(error.getMessage().endsWith(", and may for 20 ms"), error::getMessage);
    }

    @OnEachKernel
    void inACoroutineOnlyItsOwnTimeCounts() {
        var busy = Coroutine.spawn(() -> {
            long end = System.nanoTime() + 60_000_000;
            while (System.nanoTime() < end) Thread.onSpinWait();
        });
        Coroutine.spawn(() -> {
            try (var _ = AssertSwitches.within(Duration.ofMillis(40))) {
                busy.join();
            }
        }).get();
    }
}

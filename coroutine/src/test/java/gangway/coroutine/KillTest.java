package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Killing, at every point of a coroutine's life, and leaving blocks.
class KillTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> trace = new ArrayList<>();
    private final AtomicInteger reported = new AtomicInteger();

    private Coroutine<Void> sleeper(String name) {
        return Coroutine.spawn(name, () -> {
            try {
                Coroutine.sleep(Duration.ofHours(1));
            } finally {
                trace.add(name + " ends");
            }
        });
    }

    private void countReports() {
        Coroutine.current().hub().onError((_, _) -> reported.incrementAndGet());
    }

    @Tag("coroutine-32")
    @OnEachKernel
    void killedBeforeItsFirstTurnItNeverRunsAndItsLinksFire() {
        countReports();
        var coroutine = Coroutine.spawn(() -> trace.add("ran"));
        coroutine.link(each -> trace.add("link " + each.isCancelled()));
        coroutine.kill();
        assertInstanceOf(Outcome.Killed.class, coroutine.outcome().orElseThrow());
        assertTrue(coroutine.successful());
        assertEquals(Optional.empty(), coroutine.exception());
        Coroutine.idle();
        assertEquals(List.of("link true"), trace);
        assertThrows(CancellationException.class, coroutine::get);
        assertEquals(0, reported.get());
    }

    @Tag("coroutine-32")
    @OnEachKernel(leaps = true)
    void killedBeforeItsTimeOneSpawnedForLaterNeverRuns() {
        var late = Coroutine.spawnLater(SECOND, () -> trace.add("ran"));
        late.kill();
        assertTrue(late.ready());
        Coroutine.sleep(Duration.ofSeconds(2));
        assertEquals(List.of(), trace);
        assertEquals(List.of(), Coroutine.current().hub().coroutines());
    }

    @Tag("coroutine-32")
    @OnEachKernel(leaps = true)
    void killedBetweenItsTimeAndItsFirstTurnItNeverRuns() {
        var late = Coroutine.spawnLater(SECOND, () -> trace.add("ran"));
        late.hub().loop().schedule(new Timer(late::kill), SECOND);         // in the same look at the timers, behind it
        Coroutine.sleep(Duration.ofSeconds(2));
        assertTrue(late.isCancelled());
        assertEquals(List.of(), trace);
    }

    @Tag("coroutine-32")
    @OnEachKernel
    void killedWithAnErrorBeforeItsFirstTurnItHasFailed() {
        var error = new IOException("no");
        var coroutine = Coroutine.spawn(() -> trace.add("ran"));
        coroutine.kill(error);
        assertFalse(coroutine.successful());
        assertSame(error, assertThrows(IOException.class, coroutine::get));
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void killWaitsUntilTheFinallyBlocksHaveRun() {
        var coroutine = sleeper("a");
        Coroutine.yieldNow();
        coroutine.kill();
        assertEquals(List.of("a ends"), trace);
        var error = assertThrows(CancellationException.class, coroutine::get);
        assertEquals("Coroutine[a, ended] was killed", error.getMessage());
        assertInstanceOf(GreenletExit.class, error.getCause());
    }

    @OnEachKernel
    void killedWithAnErrorItFailsWithThatError() {
        countReports();
        var error = new IOException("no");
        var coroutine = sleeper("a");
        Coroutine.yieldNow();
        coroutine.kill(error);
        assertSame(error, coroutine.exception().orElseThrow());
        assertEquals(Future.State.FAILED, coroutine.state());
        assertEquals(1, reported.get());
    }

    @Tag("coroutine-34")
    @OnEachKernel
    void oneThatHasEndedStaysAsItIs() {
        var coroutine = Coroutine.spawn(() -> 5);
        coroutine.join();
        coroutine.kill();
        coroutine.kill(new IOException());
        assertTrue(coroutine.kill(new IOException(), true, Duration.ZERO));
        assertFalse(coroutine.cancel(true));
        assertEquals(5, coroutine.get());
    }

    @OnEachKernel
    void whoKillsHimselfUnwinds() {
        var coroutine = Coroutine.spawn(() -> {
            try {
                Coroutine.current().kill();
            } finally {
                trace.add("unwinds");
            }
            return trace.add("goes on");
        });
        coroutine.join();
        assertTrue(coroutine.isCancelled());
        assertEquals(List.of("unwinds"), trace);
    }

    @OnEachKernel(leaps = true)
    void oneThatRefusesToDieIsAwaitedOnlyForAsLongAsTold() {
        var stubborn = Coroutine.spawn(() -> {
            for (int lives = 4; lives > 0; lives--) {
                try {
                    Coroutine.sleep(SECOND);
                } catch (GreenletExit _) {
                    trace.add("refuses");
                }
            }
            return "lived";
        });
        Coroutine.yieldNow();
        assertFalse(stubborn.kill(new GreenletExit(), false, SECOND));
        assertFalse(stubborn.kill(new GreenletExit(), false, SECOND));
        assertFalse(stubborn.kill(new GreenletExit(), true, Duration.ZERO));
        assertTrue(stubborn.kill(new GreenletExit(), true, Duration.ofSeconds(3)));
        assertEquals("lived", stubborn.get());
    }

    @OnEachKernel(leaps = true)
    void aKillThatIsRefusedLeavesAnOrdinaryResult() {
        var stubborn = Coroutine.spawn(() -> {
            try {
                Coroutine.sleep(SECOND);
            } catch (GreenletExit _) {
                trace.add("refuses");
            }
            return "lived";
        });
        Coroutine.yieldNow();
        stubborn.kill();
        assertEquals("lived", stubborn.get());
    }

    @OnEachKernel
    void aKillBetweenAGrantAndTheTurnLosesNoValueAndComesAtTheNextWait() {
        var queue = new WaitQueue("values");
        var coroutine = Coroutine.spawn(() -> {
            trace.add((String) queue.await());
            trace.add((String) queue.await());
        });
        Coroutine.yieldNow();
        queue.wake("granted");
        coroutine.interrupt(new GreenletExit());
        coroutine.join();
        assertEquals(List.of("granted"), trace);
        assertTrue(coroutine.isCancelled());
        assertTrue(queue.isEmpty());
        assertFalse(queue.wake("nobody"));
    }

    @OnEachKernel
    void aGrantBehindAKillFindsNobody() {
        var queue = new WaitQueue("values");
        var coroutine = Coroutine.spawn(() -> queue.await());
        Coroutine.yieldNow();
        coroutine.interrupt(new GreenletExit());
        assertFalse(queue.wake("late"));
        coroutine.join();
        assertTrue(coroutine.isCancelled());
    }

    @OnEachKernel
    void twoKillsAreThrownAtTwoWaits() {
        var coroutine = Coroutine.spawn(() -> {
            for (int i = 0; i < 2; i++) {
                try {
                    Coroutine.sleep(Duration.ofHours(1));
                } catch (GreenletExit e) {
                    trace.add(e.getMessage());
                }
            }
        });
        Coroutine.yieldNow();
        coroutine.interrupt(new GreenletExit("first"));
        coroutine.interrupt(new GreenletExit("second"));
        coroutine.join();
        assertEquals(List.of("first", "second"), trace);
    }

    @OnEachKernel
    void aKillIsThrownAtAYieldToo() {
        var coroutine = Coroutine.spawn(() -> {
            while (true) Coroutine.yieldNow();
        });
        Coroutine.yieldNow();
        coroutine.kill();
        assertTrue(coroutine.isCancelled());
    }

    @OnEachKernel
    void mainCanBeKilledAndGoesOnIfItCatches() {
        var main = Coroutine.current();
        var killer = Coroutine.spawn(() -> {
            main.kill();                                       // does not wait for an end that never comes
            trace.add("went on");
        });
        assertThrows(GreenletExit.class, () -> Coroutine.sleep(Duration.ofHours(1)));
        killer.join();
        assertEquals(List.of("went on"), trace);
        assertFalse(main.ready());
    }

    @OnEachKernel
    void twoThatKillEachOtherBothEnd() {
        var all = new ArrayList<Coroutine<?>>();
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            all.add(Coroutine.spawn(() -> {
                Coroutine.yieldNow();
                all.get(other).kill();
            }));
        }
        all.forEach(Coroutine::join);
        assertTrue(all.get(1).isCancelled());
    }

    @OnEachKernel
    void cancelDoesNotWaitAndLeavesOneThatHasBegunAloneIfTold() {
        var fresh = Coroutine.spawn(() -> trace.add("ran"));
        assertTrue(fresh.cancel(false));
        assertTrue(fresh.isCancelled());
        var begun = sleeper("a");
        Coroutine.yieldNow();
        assertFalse(begun.cancel(false));
        assertTrue(begun.cancel(true));
        assertFalse(begun.ready());
        begun.join();
        assertTrue(begun.isCancelled());
    }

    @Tag("coroutine-42")
    @OnEachKernel(leaps = true)
    void leavingABlockWaitsForTheEnd() {
        try (var coroutine = Coroutine.spawn(() -> {
            Coroutine.sleep(SECOND);
            trace.add("ended");
        })) {
            assertFalse(coroutine.ready());
        }
        assertEquals(List.of("ended"), trace);
    }

    @Tag("coroutine-42")
    @OnEachKernel(leaps = true)
    void leavingABlockKillsIfTheWaitIsBrokenOff() {
        var coroutine = sleeper("a");
        assertThrows(Timeout.class, () -> Timeout.call(SECOND, () -> {
            coroutine.close();
            return "not reached";
        }));
        assertTrue(coroutine.isCancelled());
    }

    @Tag("coroutine-42")
    @OnEachKernel(leaps = true)
    void aBlockDuringWhichItRunsGivesItsResultAndWaitsForTheEnd() throws Exception {
        var coroutine = Coroutine.spawn(() -> {
            Coroutine.sleep(SECOND);
            return 1;
        });
        assertEquals("block", coroutine.during(() -> "block"));
        assertEquals(1, coroutine.getNow());
        coroutine.during(() -> {});
    }

    @Tag("coroutine-42")
    @OnEachKernel
    void aBlockThatFailsKillsFirstAndThrowsItsOwnError() {
        countReports();
        var coroutine = sleeper("a");
        var error = new IOException("block");
        assertSame(error, assertThrows(IOException.class, () -> coroutine.during(() -> {
            Coroutine.yieldNow();
            throw error;
        })));
        assertEquals(List.of("a ends"), trace);
        var killed = assertInstanceOf(Outcome.Killed.class, coroutine.outcome().orElseThrow());
        assertSame(error, killed.exit().getCause());
        assertEquals(0, reported.get());
    }

    @OnEachKernel
    void catchingExceptionDoesNotSwallowAKill() {
        var coroutine = Coroutine.spawn(() -> {
            while (true) {
                try {
                    Coroutine.sleep(Duration.ofHours(1));
                } catch (Exception e) {
                    trace.add("swallowed " + e);
                }
            }
        });
        Coroutine.yieldNow();
        coroutine.kill();
        assertEquals(List.of(), trace);
    }
}

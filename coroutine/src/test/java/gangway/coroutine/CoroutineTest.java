package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Spawning, joining, getting.
class CoroutineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> trace = new ArrayList<>();

    private static <T> Coroutine<T> failing(Throwable error) {
        Coroutine.current().hub().onError((_, _) -> {});
        return Coroutine.spawn(() -> {
            throw Sneaky.raise(error);
        });
    }

    @Tag("coroutine-27")
    @OnEachKernel
    void aSpawnedCoroutineDoesNotRunBeforeItsMakerWaits() {
        var coroutine = Coroutine.spawn(() -> trace.add("ran"));
        assertEquals(List.of(), trace);
        assertTrue(coroutine.started());
        assertFalse(coroutine.ready());
        coroutine.join();
        assertEquals(List.of("ran"), trace);
    }

    @Tag("coroutine-27")
    @OnEachKernel
    void aChildThatIsSpawnedByAChildRunsBehindThoseThatWereReadyBefore() {
        var parent = Coroutine.spawn(() -> {
            trace.add("parent");
            Coroutine.spawn(() -> trace.add("child"));
        });
        Coroutine.spawn(() -> trace.add("sibling"));
        Coroutine.current().hub().run();
        assertTrue(parent.ready());
        assertEquals(List.of("parent", "sibling", "child"), trace);
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

    @Tag("coroutine-28")
    @OnEachKernel
    void aSleepOfNothingIsAYield() {
        var all = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
            for (int i = 0; i < 2; i++) {
                trace.add(name + i);
                Coroutine.sleep(i == 0 ? Duration.ZERO : Duration.ofSeconds(-1));
            }
        })).toList();
        all.forEach(Coroutine::join);
        assertEquals("a0 b0 a1 b1", String.join(" ", trace));
    }

    @OnEachKernel(leaps = true)
    void sleepersWakeInTheOrderOfTheirTimesAndEqualTimesInTheirOwnOrder() {
        for (int millis : List.of(30, 10, 20, 10)) {
            int number = trace.size();
            Coroutine.spawn(() -> {
                Coroutine.sleep(Duration.ofMillis(millis));
                trace.add(String.valueOf(millis));
            });
            assertEquals(number, trace.size());
        }
        Coroutine.current().hub().run();
        assertEquals(List.of("10", "10", "20", "30"), trace);
    }

    @OnEachKernel(leaps = true)
    void oneThatIsSpawnedForLaterBeginsThen() {
        var late = Coroutine.spawnLater(SECOND, () -> 42);
        assertFalse(late.started());
        Coroutine.sleep(Duration.ofMillis(999));
        assertFalse(late.started());
        assertFalse(late.ready());
        Coroutine.sleep(Duration.ofMillis(1));
        assertEquals(42, late.getNow());
    }

    @OnEachKernel(leaps = true)
    void oneThatIsSpawnedForNowOrBeforeBeginsBehindThoseThatAreReady() {
        Coroutine.spawnLater(Duration.ofSeconds(-3), () -> {
            trace.add("late");
        });
        Coroutine.spawn(() -> trace.add("now"));
        Coroutine.current().hub().run();
        assertEquals(List.of("now", "late"), trace);
    }

    @OnEachKernel
    void aNameIsTheOneGivenOrHasANumber() {
        assertEquals("worker", Coroutine.spawn("worker", () -> 1).name());
        assertEquals("worker", Coroutine.spawn("worker", () -> {}).name());
        var nameless = Coroutine.spawn(() -> {});
        assertEquals("coroutine-" + nameless.id(), nameless.name());
    }

    @OnEachKernel
    void eachIsTheCurrentOneWhileItRunsAndMainIsOtherwise() {
        var main = Coroutine.current();
        var all = Stream.of("a", "b").map(name -> Coroutine.spawn(name, () -> {
            var before = Coroutine.current();
            Coroutine.yieldNow();
            assertSame(before, Coroutine.current());
            return before;
        })).toList();
        for (var each : all) assertSame(each, each.get());
        assertSame(main, Coroutine.current());
        assertEquals("main", main.name());
        assertEquals(0, main.id());
    }

    @Tag("coroutine-29")
    @OnEachKernel
    void getThrowsTheVeryExceptionEachTime() {
        var error = new IOException("disk");
        var coroutine = failing(error);
        assertSame(error, assertThrows(IOException.class, coroutine::get));
        assertSame(error, assertThrows(IOException.class, coroutine::get));
        assertSame(error, assertThrows(IOException.class, coroutine::getNow));
        assertEquals(Optional.of(error), coroutine.exception());
        assertEquals(Optional.empty(), coroutine.value());
        assertFalse(coroutine.successful());
    }

    @Tag("coroutine-30")
    @OnEachKernel(leaps = true)
    void getWithATimeLimitLeavesItsTargetAlone() {
        var slow = Coroutine.spawn(() -> {
            Coroutine.sleep(SECOND);
            return "late";
        });
        var timeout = assertThrows(Timeout.class, () -> slow.get(Duration.ofMillis(999)));
        assertEquals("0.999 seconds", timeout.getMessage());
        assertThrows(TimeoutException.class, () -> slow.get(500, TimeUnit.MICROSECONDS));
        assertFalse(slow.ready());
        assertEquals("late", slow.get(SECOND));
        assertEquals("late", assertEnds(() -> slow.get(0, TimeUnit.DAYS)));
    }

    private static <T> T assertEnds(Callable<T> action) {
        try {
            return action.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @OnEachKernel
    void getNowOfOneThatLivesIsATimeout() {
        var coroutine = Coroutine.spawn(() -> 1);
        assertThrows(Timeout.class, coroutine::getNow);
        coroutine.join();
        assertEquals(1, coroutine.getNow());
    }

    @Tag("coroutine-31")
    @OnEachKernel
    void joinDoesNotThrowWhatItsTargetThrew() {
        var coroutine = failing(new IllegalStateException("mine"));
        coroutine.join();
        assertTrue(coroutine.join(Duration.ZERO));
        assertTrue(coroutine.ready());
    }

    @Tag("coroutine-31")
    @OnEachKernel(leaps = true)
    void joinWithATimeLimitSaysWhetherItEnded() {
        var slow = Coroutine.spawn(() -> Coroutine.sleep(SECOND));
        assertFalse(slow.join(Duration.ZERO));
        assertFalse(slow.join(Duration.ofSeconds(-1)));
        assertFalse(slow.join(Duration.ofMillis(10)));
        assertTrue(slow.join(SECOND));
    }

    @Tag("coroutine-31")
    @OnEachKernel(leaps = true)
    void aTimeoutOfTheJoinerPassesThroughJoin() {
        var slow = Coroutine.spawn(() -> Coroutine.sleep(SECOND));
        try (var timeout = Timeout.start(Duration.ofMillis(5))) {
            assertSame(timeout, assertThrows(Timeout.class, slow::join));
        }
        assertFalse(slow.ready());
    }

    @OnEachKernel
    void allWhoJoinGoOnInTheirOrder() {
        var target = Coroutine.spawn("target", () -> Coroutine.yieldNow());
        for (var name : List.of("a", "b", "c")) Coroutine.spawn(() -> {
            target.join();
            trace.add(name);
        });
        Coroutine.current().hub().run();
        assertEquals(List.of("a", "b", "c"), trace);
    }

    @OnEachKernel
    void nobodyCanWaitForHisOwnEnd() {
        var error = Coroutine.spawn("me", () -> assertThrows(IllegalStateException.class, Coroutine.current()::join)).get();
        assertEquals("Coroutine[me, runs] cannot wait for its own end", error.getMessage());
        assertThrows(IllegalStateException.class, Coroutine.current()::join);
    }

    @OnEachKernel
    void aResultMayBeNull() {
        Coroutine<String> coroutine = Coroutine.spawn(() -> null);
        assertNull(coroutine.get());
        assertEquals(new Outcome.Value<String>(null), coroutine.outcome().orElseThrow());
    }

    @OnEachKernel
    void asAFutureItKeepsTheWordsOfFutures() {
        var error = new IOException("disk");
        var value = Coroutine.spawn(() -> 7);
        var failed = failing(error);
        var killed = Coroutine.spawn(() -> 8);
        assertEquals(Future.State.RUNNING, value.state());
        assertThrows(IllegalStateException.class, value::resultNow);
        assertThrows(IllegalStateException.class, value::exceptionNow);
        killed.kill();
        value.join();
        failed.join();
        assertEquals(List.of(Future.State.SUCCESS, Future.State.FAILED, Future.State.CANCELLED),
            List.of(value.state(), failed.state(), killed.state()));
        assertEquals(7, value.resultNow());
        assertEquals(Optional.of(7), value.value());
        assertThrows(IllegalStateException.class, value::exceptionNow);
        assertSame(error, failed.exceptionNow());
        assertThrows(IllegalStateException.class, failed::resultNow);
        assertThrows(IllegalStateException.class, killed::resultNow);
        assertThrows(IllegalStateException.class, killed::exceptionNow);
        assertTrue(value.isDone() && failed.isDone() && killed.isDone());
        assertTrue(killed.isCancelled());
        assertFalse(value.isCancelled() || failed.isCancelled());
    }

    @OnEachKernel
    void oneThatWaitsHasAStackAndOneThatHasEndedHasNone() {
        var event = new Event();
        var coroutine = Coroutine.spawn(() -> event.await());
        Coroutine.yieldNow();
        assertTrue(coroutine.stack().stream().anyMatch(frame -> frame.getMethodName().equals("await")));
        event.set();
        coroutine.join();
        assertEquals(List.of(), coroutine.stack());
    }

    @OnEachKernel
    void numbersAreUnique() {
        var first = Coroutine.spawn(() -> {});
        assertNotEquals(first.id(), Coroutine.spawn(() -> {}).id());
    }

    @OnEachKernel
    void threadsOfOthersMayNotTouchIt() throws InterruptedException {
        var coroutine = Coroutine.spawn(() -> 1);
        var refused = new AtomicInteger();
        List<Action> attempts = List.of(coroutine::join, coroutine::kill, coroutine::get, () -> coroutine.link(_ -> {}),
            () -> coroutine.rawLink(_ -> {}), () -> coroutine.unlink("x"), () -> coroutine.join(SECOND),
            () -> coroutine.cancel(true), coroutine::close);
        var thread = Thread.ofPlatform().start(() -> attempts.forEach(attempt -> {
            try {
                attempt.run();
            } catch (InvalidThreadUse e) {
                refused.incrementAndGet();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
        thread.join();
        assertEquals(attempts.size(), refused.get());
        assertEquals(1, coroutine.get());                      // and it took no harm
    }
}

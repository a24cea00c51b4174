package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NurseryTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final List<String> trace = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    private void collectErrors() {
        Hub.current().onError((_, error) -> reported.add(error));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /// Waits for ever, and notes how that ended.
    private void linger(String name) {
        try {
            Coroutine.sleep(LONG);
        } catch (Throwable error) {
            trace.add(name + " " + error.getClass().getSimpleName());
            throw error;
        }
    }

    private static void fail(Exception error) throws Exception {
        throw error;
    }

    /// Lets time pass, counted in turns of the hub: a clock may be late.
    private static void turns(int number) {
        for (int i = 0; i < number; i++) Coroutine.yieldNow();
    }

    private static void settle() {
        turns(5);
    }

    // ---- The end of the block. ----

    @OnEachKernel
    void theBlockEndsWhenTheLastChildHasEnded() {
        try (var nursery = Nursery.open()) {
            for (int i = 3; i > 0; i--) {
                int n = i;
                nursery.spawn(() -> { turns(10 * n); trace.add("child " + n); });
            }
            trace.add("block");
        }
        trace.add("behind");
        assertEquals(List.of("block", "child 1", "child 2", "child 3", "behind"), trace);
    }

    @OnEachKernel
    void aNurseryWithoutChildrenDoesNotWait() throws Exception {
        Nursery.open().close();
        assertEquals(Optional.of(7), Nursery.call(_ -> 7));
    }

    @OnEachKernel
    void childrenMayHaveResults() {
        Coroutine<Integer> child;
        try (var nursery = Nursery.open()) {
            child = nursery.spawn(() -> { Coroutine.yieldNow(); return 42; });
        }
        assertEquals(42, child.getNow());
    }

    @OnEachKernel
    void aChildMaySpawnItsSiblings() {
        try (var nursery = Nursery.open()) {
            nursery.spawn(() -> {
                Coroutine.yieldNow();
                nursery.spawn(() -> { Coroutine.yieldNow(); trace.add("sibling"); });
            });
        }
        assertEquals(List.of("sibling"), trace);
    }

    @OnEachKernel
    void whoIsClosedTakesNoChildren() {
        var nursery = Nursery.open();
        nursery.close();
        nursery.close();
        assertEquals("Nursery[closed] is closed to new arrivals",
            assertThrows(IllegalStateException.class, () -> nursery.spawn(() -> {})).getMessage());
    }

    @OnEachKernel
    void nurseriesNest() {
        try (var outer = Nursery.open()) {
            var go = new Event();
            outer.spawn(() -> { go.await(); trace.add("outer child"); });
            try (var inner = Nursery.open()) {
                inner.spawn(() -> { settle(); trace.add("inner child"); });
            }
            trace.add("between");
            go.set();
        }
        assertEquals(List.of("inner child", "between", "outer child"), trace);
    }

    @OnEachKernel
    void anotherCoroutineCannotCloseIt() {
        try (var nursery = Nursery.open()) {
            var thief = Coroutine.spawn("thief", nursery::close);
            Hub.current().onError((_, _) -> {});
            var error = assertThrows(IllegalStateException.class, thief::get);
            assertTrue(error.getMessage().endsWith("was entered by main and must be left by it, not by thief"),
                error.getMessage());
        }
    }

    @OnEachKernel
    void theOuterOneCannotBeClosedBeforeTheInnerOne() {
        var outer = Nursery.open();
        var inner = Nursery.open();
        inner.spawn(() -> linger("inner"));
        settle();
        assertThrows(IllegalStateException.class, outer::close);
        inner.close();
        outer.close();
        assertEquals(List.of("inner Cancelled"), trace);
    }

    @OnEachKernel
    void aNurseryThatItsCoroutineLeavesOpenIsCancelledWithIt() {
        var careless = Coroutine.spawn(() -> {
            Nursery.open().spawn(() -> linger("child"));
            settle();
        });
        careless.join();
        settle();
        assertEquals(List.of("child Cancelled"), trace);
    }

    // ---- Failures. ----

    @OnEachKernel
    void theErrorOfAChildComesOutOfTheBlockAndNowhereElse() {
        collectErrors();
        var error = new IOException("broken");
        var group = assertThrows(ErrorGroup.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> { throw error; });
            }
        });
        assertSame(error, group.getCause());
        assertEquals(List.of(error), group.errors());
        assertEquals("1 of the nursery's coroutines failed: java.io.IOException: broken", group.getMessage());
        assertEquals(List.of(), reported);
    }

    @OnEachKernel
    void aFailureCancelsTheSiblings() {
        assertThrows(ErrorGroup.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> linger("a"));
                nursery.spawn(() -> { Coroutine.sleep(millis(1)); throw new IOException(); });
                nursery.spawn(() -> linger("b"));
            }
        });
        assertEquals(List.of("a Cancelled", "b Cancelled"), trace);
    }

    @OnEachKernel
    void aFailureEndsTheWaitsOfTheBlockWithTheGroup() {
        var group = assertThrows(ErrorGroup.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> { throw new IOException("first"); });
                nursery.spawn(() -> {
                    try {
                        linger("sibling");
                    } finally {
                        fail(new IllegalStateException("second"));
                    }
                });
                linger("block");
            }
        });
        assertEquals(List.of("sibling Cancelled", "block ErrorGroup"), trace.stream().sorted().toList().reversed());
        assertEquals(List.of("first", "second"), group.errors().stream().map(Throwable::getMessage).toList());
        assertEquals(0, group.getSuppressed().length);
    }

    @OnEachKernel
    void aBlockThatSwallowsTheGroupMeetsItAgainAtEachWaitAndAtItsEnd() {
        var group = assertThrows(ErrorGroup.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> { throw new IOException(); });
                for (int i = 0; i < 3; i++) {
                    try {
                        Coroutine.sleep(LONG);
                    } catch (ErrorGroup swallowed) {
                        trace.add("again");
                    }
                }
            }
        });
        assertEquals(3, trace.size());
        assertInstanceOf(IOException.class, group.getCause());
    }

    @OnEachKernel
    void severalErrorsAreGroupedInTheOrderInWhichTheyHappened() {
        var group = assertThrows(ErrorGroup.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> { throw new IOException("one"); });
                nursery.spawn(() -> { throw new IllegalStateException("two"); });
                nursery.spawn(() -> {
                    try {
                        Coroutine.sleep(LONG);
                    } finally {
                        Coroutine.spawn(() -> {}).close();
                    }
                });
            }
        });
        assertEquals(List.of("one", "two"), group.errors().stream().map(Throwable::getMessage).toList());
        assertEquals("2 of the nursery's coroutines failed: java.io.IOException: one; java.lang.IllegalStateException: two",
            group.getMessage());
        assertEquals("two", group.getSuppressed()[0].getMessage());
    }

    @OnEachKernel
    void theSameErrorOfTwoChildrenIsCountedTwice() {
        var error = new IOException();
        var group = assertThrows(ErrorGroup.class, () -> Nursery.run(nursery -> {
            nursery.spawn(() -> { throw error; });
            nursery.spawn(() -> { throw error; });
        }));
        assertEquals(List.of(error, error), group.errors());
    }

    @OnEachKernel
    void aChildThatWasKilledHasNotFailed() {
        try (var nursery = Nursery.open()) {
            var killed = nursery.spawn(() -> linger("killed"));
            nursery.spawn(() -> { settle(); killed.kill(); settle(); trace.add("sibling"); });
        }
        assertEquals(List.of("killed GreenletExit", "sibling"), trace);
    }

    @OnEachKernel
    void aChildKilledBeforeItBeganIsNotWaitedFor() {
        try (var nursery = Nursery.open()) {
            nursery.spawn(() -> trace.add("ran")).kill();
        }
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void aTimeoutThatAChildDoesNotCatchIsAFailure() {
        var group = assertThrows(ErrorGroup.class, () -> Nursery.run(nursery ->
            nursery.spawn(() -> { Timeout.call(millis(1), () -> { linger("child"); return 0; }); })));
        assertInstanceOf(Timeout.class, group.getCause());
    }

    @OnEachKernel
    void aFailureInAnInnerNurseryCancelsTheOuterOneThroughTheChildThatOwnsIt() {
        var error = new IOException();
        var group = assertThrows(ErrorGroup.class, () -> {
            try (var outer = Nursery.open()) {
                outer.spawn(() -> linger("cousin"));
                outer.spawn(() -> {
                    try (var inner = Nursery.open()) {
                        inner.spawn(() -> { settle(); throw error; });
                    }
                });
            }
        });
        assertInstanceOf(ErrorGroup.class, group.getCause());
        assertSame(error, group.getCause().getCause());
        assertEquals(List.of("cousin Cancelled"), trace);
    }

    @OnEachKernel
    void aFailureInTheOuterNurseryCancelsTheInnerOnes() {
        assertThrows(ErrorGroup.class, () -> {
            try (var outer = Nursery.open()) {
                outer.spawn(() -> {
                    try (var inner = Nursery.open()) {
                        inner.spawn(() -> linger("inner child"));
                    } catch (Throwable error) {
                        trace.add("inner block " + error.getClass().getSimpleName());
                        throw error;
                    }
                });
                outer.spawn(() -> { settle(); throw new IOException(); });
            }
        });
        assertEquals(List.of("inner child Cancelled", "inner block Cancelled"), trace);
    }

    // ---- The block's own errors. ----

    @OnEachKernel
    void anErrorOfTheBlockCancelsTheChildrenOfRunAndComesOutAsItIs() {
        var error = new IOException();
        assertSame(error, assertThrows(IOException.class, () -> Nursery.run(nursery -> {
            nursery.spawn(() -> linger("child"));
            settle();
            throw error;
        })));
        assertEquals(List.of("child Cancelled"), trace);
    }

    @OnEachKernel
    void whatTheChildrenFailWithIsSuppressedToTheBlocksOwnError() {
        for (boolean run : List.of(true, false)) {
            var error = new IOException();
            Nursery.Body body = nursery -> {
                nursery.spawn(() -> { throw new IllegalStateException(); });
                throw error;
            };
            var thrown = assertThrows(IOException.class, () -> {
                if (run) Nursery.run(body);
                else try (var nursery = Nursery.open()) {
                    body.run(nursery);
                }
            });
            assertSame(error, thrown);
            assertInstanceOf(ErrorGroup.class, thrown.getSuppressed()[0]);
        }
    }

    @OnEachKernel
    void inTryABlockThatFailsByItselfWaitsForItsChildren() {
        assertThrows(IOException.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> { settle(); trace.add("ended by itself"); });
                throw new IOException();
            }
        });
        assertEquals(List.of("ended by itself"), trace);
    }

    @OnEachKernel
    void runGivesTheGroupWhenAChildFailsWhileTheBlockWaits() {
        var group = assertThrows(ErrorGroup.class, () -> Nursery.run(nursery -> {
            nursery.spawn(() -> { throw new IOException(); });
            linger("block");
        }));
        assertInstanceOf(IOException.class, group.getCause());
        assertEquals(List.of("block ErrorGroup"), trace);
    }

    @OnEachKernel
    void runDoesNotTakeAnOuterCancellationForItsOwn() throws Exception {
        var outer = new CancelScope();
        assertFalse(outer.run(() -> {
            Nursery.run(nursery -> {
                nursery.cancel();
                outer.cancel();
                Coroutine.yieldNow();
            });
            trace.add("must not come here");
        }));
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void theGroupOfAnInnerNurseryIsTheBlocksOwnError() {
        var inner = new IOException("inner");
        var group = assertThrows(ErrorGroup.class, () -> Nursery.run(outer -> {
            outer.spawn(() -> linger("cousin"));
            settle();
            Nursery.run(nursery -> nursery.spawn(() -> { throw inner; }));
        }));
        assertSame(inner, group.getCause());
        assertEquals(List.of("cousin Cancelled"), trace);
    }

    // ---- Cancelling. ----

    @OnEachKernel
    void cancelEndsTheChildrenAndIsNoFailure() {
        try (var nursery = Nursery.open()) {
            nursery.spawn(() -> linger("a"));
            nursery.spawn(() -> linger("b"));
            settle();
            nursery.cancel();
        }
        assertEquals(List.of("a Cancelled", "b Cancelled"), trace);
    }

    @OnEachKernel
    void aChildMayCancelAllAndRunGoesOnBehindTheBlock() throws Exception {
        var result = Nursery.call(nursery -> {
            nursery.spawn(nursery::cancel);
            linger("block");
            return 1;
        });
        assertEquals(Optional.empty(), result);
        assertEquals(List.of("block Cancelled"), trace);
    }

    @OnEachKernel
    void whoIsSpawnedIntoACancelledNurseryEndsAtItsFirstWait() {
        try (var nursery = Nursery.open()) {
            nursery.cancel();
            nursery.spawn(() -> { trace.add("began"); linger("late"); });
        }
        assertEquals(List.of("began", "late Cancelled"), trace);
    }

    @OnEachKernel
    void aCancelledChildIsOneThatWasKilledToWhoAsks() {
        Coroutine<?> child;
        try (var nursery = Nursery.open()) {
            child = nursery.spawn(() -> linger("child"));
            nursery.cancel();
        }
        assertTrue(child.isCancelled());
        var asked = assertThrows(CancellationException.class, child::getNow);
        assertInstanceOf(Cancelled.class, asked.getCause().getCause());
    }

    @OnEachKernel
    void aChildThatEndsInTheTurnInWhichItIsCancelledHasItsResult() {
        Coroutine<Integer> child;
        var event = new Event();
        try (var nursery = Nursery.open()) {
            child = nursery.spawn(() -> { event.await(); return 1; });
            settle();
            event.set();
            nursery.cancel();
        }
        assertEquals(1, child.getNow());
    }

    @OnEachKernel
    void aChildCancelledInTheTurnInWhichItWasGivenAValueHasTheValueFirst() throws Exception {
        var channel = new Queue<String>();
        try (var nursery = Nursery.open()) {
            nursery.spawn(() -> {
                trace.add(channel.get());
                linger("child");
            });
            settle();
            channel.put("value");
            nursery.cancel();
        }
        assertEquals(List.of("value", "child Cancelled"), trace);
    }

    @OnEachKernel
    void aChildThatRefusesToDieIsWaitedForAndDoesNotStopTheOthers() {
        var ticks = new AtomicInteger();
        try (var nursery = Nursery.open()) {
            nursery.spawn(() -> {
                while (ticks.get() < 3) {
                    try {
                        Coroutine.sleep(LONG);
                    } catch (Cancelled refused) {
                        trace.add("refused");
                    }
                }
            });
            settle();
            nursery.cancel();
            Coroutine.spawn(() -> {
                for (int i = 0; i < 3; i++) {
                    ticks.incrementAndGet();
                    Coroutine.yieldNow();
                }
            });
        }
        assertEquals(3, ticks.get());
        assertTrue(trace.size() >= 2, trace::toString);
    }

    // ---- What strikes the parent. ----

    @OnEachKernel
    void killedWhileItJoinsTheParentEndsBehindItsChildren() {
        var parent = Coroutine.spawn(() -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> {
                    try {
                        linger("child");
                    } finally {
                        new CancelScope().shield().run(() -> Coroutine.sleep(millis(1)));
                        trace.add("cleaned up");
                    }
                });
            } finally {
                trace.add("parent");
            }
        });
        settle();
        parent.kill();
        assertEquals(List.of("child Cancelled", "cleaned up", "parent"), trace);
        assertTrue(parent.isCancelled());
    }

    @OnEachKernel
    void killedWhileItsBlockWaitsTheParentCancelsItsChildren() {
        var parent = Coroutine.spawn(() -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> linger("child"));
                linger("block");
            }
        });
        settle();
        parent.kill();
        assertEquals(List.of("block GreenletExit", "child Cancelled"), trace);
    }

    @OnEachKernel
    void killedTwiceTheParentStillWaits() {
        var refuse = new Event();
        var parent = Coroutine.spawn(() -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> new CancelScope().shield().run(() -> { refuse.await(); trace.add("child"); }));
            } finally {
                trace.add("parent");
            }
        });
        settle();
        for (int i = 0; i < 3; i++) assertFalse(parent.kill(new GreenletExit(), true, millis(1)));
        refuse.set();
        parent.join();
        assertEquals(List.of("child", "parent"), trace);
        assertTrue(parent.isCancelled());
    }

    @OnEachKernel
    void whatTheChildrenFailWithOutlivesTheKill() {
        Hub.current().onError((_, error) -> trace.add(error.getCause().getMessage()));
        var parent = Coroutine.spawn(() -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> {
                    try {
                        Coroutine.sleep(LONG);
                    } finally {
                        fail(new IOException("while cleaning up"));
                    }
                });
            }
        });
        settle();
        parent.kill();
        assertEquals("while cleaning up", assertThrows(ErrorGroup.class, parent::get).getCause().getMessage());
        assertEquals(List.of("while cleaning up"), trace);
    }

    @OnEachKernel
    void aTimeoutThatCrossesTheNurseryCancelsTheChildren() {
        for (boolean inBlock : List.of(true, false)) {
            trace.clear();
            var timeout = Timeout.of(millis(2));
            assertSame(timeout, assertThrows(Timeout.class, () -> {
                try (timeout) {
                    timeout.start();
                    try (var nursery = Nursery.open()) {
                        nursery.spawn(() -> linger("child"));
                        if (inBlock) linger("block");
                    }
                }
            }));
            assertEquals(inBlock ? List.of("block Timeout", "child Cancelled") : List.of("child Cancelled"), trace);
        }
    }

    @OnEachKernel
    void aTimeoutThatTheBlockCatchesConcernsNoChild() throws Exception {
        try (var nursery = Nursery.open()) {
            var go = new Event();
            nursery.spawn(() -> { go.await(); trace.add("child"); });
            assertFalse(Timeout.within(millis(1), () -> linger("block")));
            go.set();
        }
        assertEquals(List.of("block Timeout", "child"), trace);
    }

    @OnEachKernel
    void aScopeThatEndsInsideTheBlockConcernsNoChild() throws Exception {
        try (var nursery = Nursery.open()) {
            var go = new Event();
            nursery.spawn(() -> { go.await(); trace.add("child"); });
            assertFalse(CancelScope.moveOnAfter(millis(1), () -> linger("block")));
            go.set();
        }
        assertEquals(List.of("block Cancelled", "child"), trace);
    }

    @OnEachKernel
    void aScopeAroundTheNurseryCancelsChildrenAndBlock() throws Exception {
        assertFalse(CancelScope.moveOnAfter(millis(2), () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> linger("child"));
                linger("block");
            }
        }));
        assertEquals(Set.of("child Cancelled", "block Cancelled"), Set.copyOf(trace));
    }

    @OnEachKernel
    void aScopeAroundTheNurseryIsMetAtTheEndOfTheBlockToo() throws Exception {
        assertFalse(CancelScope.moveOnAfter(millis(2), () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> linger("child"));
            }
            trace.add("must not come here");
        }));
        assertEquals(List.of("child Cancelled"), trace);
    }

    @OnEachKernel
    void aChildIsInTheScopesOfItsNurseryAndNotOfWhoSpawnsIt() throws Exception {
        try (var nursery = Nursery.open()) {
            nursery.spawn(() -> {
                var go = new Event();
                CancelScope.moveOnAfter(millis(1), () -> {
                    nursery.spawn(() -> { go.await(); trace.add("not cancelled"); });
                    linger("spawner");
                });
                go.set();
            });
        }
        assertEquals(List.of("spawner Cancelled", "not cancelled"), trace);
    }

    @OnEachKernel
    void whenNobodyCanGoOnTheChildrenAreCancelledAndTheParentIsTold() {
        var event = new Event();
        assertThrows(WouldBlockForever.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> { try { event.await(); } finally { trace.add("child"); } });
            }
        });
        assertEquals(List.of("child"), trace);
    }

    @OnEachKernel
    void whenNobodyCanGoOnAndAChildRefusesToDieTheParentIsNotHeldForEver() {
        var event = new Event();
        assertThrows(WouldBlockForever.class, () -> {
            try (var nursery = Nursery.open()) {
                nursery.spawn(() -> new CancelScope().shield().run(event::await));
            }
        });
    }

    @OnEachKernel
    void whenTheHubIsClosedAllEnd() throws Throwable {
        EachKernel.onHub(Hub.current().kernel(), Duration.ofSeconds(10), () -> {
            Coroutine.spawn(() -> {
                try (var nursery = Nursery.open()) {
                    nursery.spawn(() -> linger("child"));
                    nursery.spawn(() -> linger("child"));
                }
            });
            settle();
        });
        assertEquals(2, trace.size());
    }
}

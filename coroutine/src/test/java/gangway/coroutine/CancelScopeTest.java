package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CancelScopeTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final List<String> trace = new ArrayList<>();

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @OnEachKernel
    void whatEndsInTimeIsNotDisturbed() throws Exception {
        var scope = CancelScope.deadline(LONG);
        assertTrue(scope.run(() -> Coroutine.sleep(millis(1))));
        assertFalse(scope.isCancelled());
        assertEquals(0, Hub.current().loop().timers());
    }

    @OnEachKernel
    void whatTakesLongerIsLeftBehind() throws Exception {
        var scope = CancelScope.deadline(millis(1));
        assertFalse(scope.run(() -> Coroutine.sleep(LONG)));
        assertTrue(scope.isCancelled() && scope.isCaught());
        Coroutine.sleep(millis(1));
    }

    @OnEachKernel
    void callOrGivesTheOtherResultInstead() throws Exception {
        assertEquals("in time", CancelScope.deadline(LONG).callOr("late", () -> "in time"));
        var scope = CancelScope.deadline(millis(1));
        assertEquals("late", scope.callOr("late", () -> { Coroutine.sleep(LONG); return "in time"; }));
    }

    @OnEachKernel
    void failAfterThrowsATimeout() throws Exception {
        assertEquals(7, CancelScope.failAfter(LONG, () -> 7));
        assertEquals("0.001 seconds", assertThrows(Timeout.class,
            () -> CancelScope.failAfter(millis(1), () -> { Coroutine.sleep(LONG); return 7; })).getMessage());
    }

    @OnEachKernel
    void eachWaitInACancelledScopeThrowsAgain() throws Exception {
        assertFalse(CancelScope.moveOnAfter(millis(1), () -> {
            for (int i = 0; i < 3; i++) {
                try {
                    Coroutine.sleep(LONG);
                } catch (Cancelled swallowed) {
                    trace.add("again");
                }
            }
            Coroutine.yieldNow();
        }));
        assertEquals(3, trace.size());
    }

    @OnEachKernel
    void whoSwallowsItAndGoesOnDoesNotStopTheOthers() throws Exception {
        var other = Coroutine.spawn(() -> {
            for (int i = 0; i < 10; i++) Coroutine.yieldNow();
        });
        var scope = new CancelScope();
        scope.cancel();
        scope.run(() -> {
            while (!other.ready()) {
                try {
                    Coroutine.sleep(LONG);
                } catch (Cancelled swallowed) {
                    trace.add("again");
                }
            }
        });
        assertTrue(trace.size() >= 9, trace::toString);
    }

    @OnEachKernel
    void catchExceptionDoesNotSwallowIt() throws Exception {
        assertFalse(CancelScope.moveOnAfter(millis(1), () -> {
            try {
                Coroutine.sleep(LONG);
            } catch (Exception swallowed) {
                trace.add("swallowed");
            }
        }));
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void aBlockWithoutAWaitRunsToItsEndThoughItIsCancelled() throws Exception {
        var scope = new CancelScope();
        scope.cancel();
        assertTrue(scope.run(() -> trace.add("ran")));
        assertTrue(scope.isCancelled());
        assertFalse(scope.isCaught());
    }

    @OnEachKernel
    void cancelledBeforeItIsEnteredItEndsTheFirstWait() throws Exception {
        var scope = new CancelScope();
        scope.cancel();
        assertFalse(scope.run(() -> { trace.add("began"); Coroutine.yieldNow(); trace.add("must not come here"); }));
        assertEquals(List.of("began"), trace);
    }

    @OnEachKernel
    void aDeadlineOfNothingEndsTheFirstWait() throws Exception {
        assertFalse(CancelScope.moveOnAfter(Duration.ZERO, Coroutine::yieldNow));
        assertFalse(CancelScope.moveOnAfter(Duration.ofSeconds(-1), () -> Coroutine.sleep(LONG)));
    }

    @OnEachKernel
    void anotherCoroutineMayCancelIt() throws Exception {
        var scope = new CancelScope();
        Coroutine.spawn(scope::cancel);
        assertFalse(scope.run(() -> Coroutine.sleep(LONG)));
    }

    @OnEachKernel
    void anotherThreadMayNot() throws Exception {
        var scope = new CancelScope();
        scope.run(() -> {
            var refused = new CompletableFuture<String>();
            Thread.ofPlatform().start(() -> {
                try {
                    scope.cancel();
                } catch (InvalidThreadUse e) {
                    refused.complete(e.getMessage());
                }
            });
            assertTrue(refused.get(5, TimeUnit.SECONDS).startsWith("CancelScope[not cancelled] belongs to Hub[main]"));
        });
    }

    @OnEachKernel
    void whatWasReceivedInTheSameTurnIsNotLost() throws Exception {
        var scope = new CancelScope();
        var queue = new Queue<String>();
        Coroutine.spawn(() -> {
            queue.put("value");
            scope.cancel();
        });
        assertFalse(scope.run(() -> {
            trace.add(queue.get());
            Coroutine.yieldNow();
        }));
        assertEquals(List.of("value"), trace);
    }

    @OnEachKernel
    void whatIsPutInTheTurnAfterGoesToSomebodyElse() throws Exception {
        var scope = new CancelScope();
        var queue = new Queue<String>();
        Coroutine.spawn(() -> {
            scope.cancel();
            queue.put("value");
        });
        assertFalse(scope.run(queue::get));
        assertEquals("value", queue.getNow());
    }

    // ---- Nested. ----

    @OnEachKernel
    void theOuterScopePassesThroughTheInnerOne() throws Exception {
        var inner = new CancelScope();
        assertFalse(CancelScope.moveOnAfter(millis(1), () -> {
            inner.run(() -> Coroutine.sleep(LONG));
            trace.add("must not come here");
        }));
        assertFalse(inner.isCaught());
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void theInnerScopeEndsInsideTheOuterOne() throws Exception {
        assertTrue(CancelScope.moveOnAfter(LONG, () -> {
            assertFalse(CancelScope.moveOnAfter(millis(1), () -> Coroutine.sleep(LONG)));
            Coroutine.yieldNow();
            trace.add("goes on");
        }));
        assertEquals(List.of("goes on"), trace);
    }

    @OnEachKernel
    void ofTwoCancelledScopesTheOuterOneIsLeft() throws Exception {
        var outer = new CancelScope();
        var inner = new CancelScope();
        assertFalse(outer.run(() -> {
            inner.run(() -> {
                inner.cancel();
                outer.cancel();
                Coroutine.yieldNow();
            });
            trace.add("must not come here");
        }));
        assertFalse(inner.isCaught());
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void aShieldKeepsTheOuterScopeAwayUntilItIsLeft() throws Exception {
        var outer = new CancelScope();
        assertFalse(outer.run(() -> {
            outer.cancel();
            new CancelScope().shield().run(() -> { Coroutine.sleep(millis(1)); trace.add("cleaned up"); });
            Coroutine.yieldNow();
            trace.add("must not come here");
        }));
        assertEquals(List.of("cleaned up"), trace);
    }

    @OnEachKernel
    void aShieldedWaitIsNotEndedWhenTheOuterScopeIsCancelled() throws Exception {
        var outer = new CancelScope();
        Coroutine.spawn(outer::cancel);
        assertTrue(outer.run(() -> new CancelScope().shield().run(() -> { Coroutine.sleep(millis(1)); trace.add("slept"); })));
        assertEquals(List.of("slept"), trace);
    }

    @OnEachKernel
    void aShieldHasItsOwnDeadline() throws Exception {
        var outer = new CancelScope();
        assertFalse(outer.run(() -> {
            outer.cancel();
            assertFalse(CancelScope.deadline(millis(1)).shield().run(() -> Coroutine.sleep(LONG)));
            Coroutine.yieldNow();
        }));
    }

    @OnEachKernel
    void aShieldDoesNotStopAKill() throws Exception {
        var shielded = Coroutine.spawn(() -> new CancelScope().shield().run(() -> Coroutine.sleep(LONG)));
        Coroutine.yieldNow();
        shielded.kill();
        assertTrue(shielded.isCancelled());
    }

    @OnEachKernel
    void killsAndTimeoutsPassThroughScopes() throws Exception {
        var timeout = Timeout.start(millis(1));
        assertSame(timeout, assertThrows(Timeout.class, () -> new CancelScope().run(() -> Coroutine.sleep(LONG))));
        timeout.close();
        var scope = new CancelScope();
        var killed = Coroutine.spawn(() -> scope.run(() -> Coroutine.sleep(LONG)));
        Coroutine.yieldNow();
        killed.kill();
        assertFalse(scope.isCancelled());
    }

    @OnEachKernel
    void aTimeoutInsideIsCaughtInsideThoughTheScopeIsCancelledLater() throws Exception {
        var scope = new CancelScope();
        assertFalse(scope.run(() -> {
            assertFalse(Timeout.within(millis(1), () -> Coroutine.sleep(LONG)));
            trace.add("inside");
            Coroutine.spawn(scope::cancel);
            Coroutine.sleep(LONG);
        }));
        assertEquals(List.of("inside"), trace);
    }

    // ---- The effective deadline. ----

    @OnEachKernel
    void theEffectiveDeadlineIsTheSoonestThatIsNotShielded() throws Exception {
        assertEquals(Optional.empty(), CancelScope.remaining());
        CancelScope.deadline(Duration.ofHours(1)).run(() -> {
            assertTrue(isAbout(Duration.ofHours(1)));
            CancelScope.deadline(Duration.ofHours(2)).run(() -> assertTrue(isAbout(Duration.ofHours(1))));
            CancelScope.deadline(Duration.ofMinutes(5)).run(() -> assertTrue(isAbout(Duration.ofMinutes(5))));
            CancelScope.deadline(Duration.ofHours(2)).shield().run(() -> assertTrue(isAbout(Duration.ofHours(2))));
            new CancelScope().shield().run(() -> assertEquals(Optional.empty(), CancelScope.remaining()));
        });
        assertEquals(Optional.empty(), CancelScope.remaining());
    }

    private static boolean isAbout(Duration expected) {
        var left = CancelScope.remaining().orElseThrow();
        return left.compareTo(expected) <= 0 && left.compareTo(expected.minusMinutes(1)) > 0;
    }

    @OnEachKernel
    void nothingRemainsInACancelledScope() throws Exception {
        var scope = CancelScope.deadline(LONG);
        scope.run(() -> {
            scope.cancel();
            assertEquals(Optional.of(Duration.ZERO), CancelScope.remaining());
        });
    }

    // ---- Mistakes. ----

    @OnEachKernel
    void aScopeIsEnteredOnce() throws Exception {
        var scope = new CancelScope();
        scope.run(() -> assertThrows(IllegalStateException.class, () -> scope.run(() -> {})));
        var error = assertThrows(IllegalStateException.class, () -> scope.run(() -> {}));
        assertEquals("CancelScope[not cancelled] was entered by main and cannot be entered again; to fix: make another",
            error.getMessage());
    }

    @OnEachKernel
    void aShieldIsPutUpBeforeTheScopeIsEntered() throws Exception {
        var scope = new CancelScope();
        scope.run(() -> assertThrows(IllegalStateException.class, scope::shield));
    }

    @OnEachKernel
    void aNurseryLeftOpenInsideIsNamedAndItsChildrenAreCancelled() throws Exception {
        var scope = new CancelScope();
        assertThrows(IllegalStateException.class, () -> scope.run(() -> Nursery.open().spawn(() -> {
            try {
                Coroutine.sleep(LONG);
            } finally {
                trace.add("child ended");
            }
        })));
        for (int i = 0; i < 5; i++) {
            try {
                Coroutine.yieldNow();
            } catch (Cancelled stillInside) {
                trace.add("cancelled");
            }
        }
        assertTrue(trace.contains("child ended"), trace::toString);
    }

    @OnEachKernel
    void leftBehindAScopeConcernsNobody() throws Exception {
        var scope = CancelScope.deadline(millis(1));
        scope.run(() -> {});
        scope.cancel();
        Coroutine.sleep(millis(2));
    }

    @OnEachKernel
    void theErrorShowsWhereTheWaitWas() throws Exception {
        new CancelScope().run(() -> CancelScope.moveOnAfter(millis(1), () -> {
            var error = assertThrows(Cancelled.class, CancelScopeTest::waitHere);
            assertTrue(Stream.of(error.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("waitHere")));
        }));
    }

    private static void waitHere() {
        Coroutine.sleep(LONG);
    }

    @OnEachKernel
    void usersCannotMakeOne() {
        assertEquals(0, Cancelled.class.getConstructors().length);
        assertInstanceOf(Error.class, new Cancelled());
    }
}

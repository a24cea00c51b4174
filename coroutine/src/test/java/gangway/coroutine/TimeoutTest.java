package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Time limits.
class TimeoutTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> trace = new ArrayList<>();

    @Tag("coroutine-43")
    @OnEachKernel(leaps = true)
    void aTimeoutThrowsItself() {
        try (var timeout = Timeout.start(SECOND)) {
            assertTrue(timeout.pending());
            var thrown = assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR));
            assertSame(timeout, thrown);
            assertEquals("1 second", thrown.getMessage());
            assertFalse(timeout.pending());
        }
        Coroutine.sleep(HOUR);
    }

    @Tag("coroutine-43")
    @OnEachKernel(leaps = true)
    void itsStackSaysWhereTheWaitWas() {
        try (var _ = Timeout.start(SECOND)) {
            var thrown = assertThrows(Timeout.class, this::waitHere);
            assertTrue(Stream.of(thrown.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("waitHere")));
        }
    }

    private void waitHere() {
        Coroutine.sleep(HOUR);
    }

    @Tag("coroutine-43")
    @OnEachKernel(leaps = true)
    void aTimeoutThrowsAnErrorOfOnesOwnAsItIs() {
        var error = new IOException("too slow");
        try (var _ = Timeout.start(SECOND, error)) {
            assertSame(error, assertThrows(IOException.class, () -> Coroutine.sleep(HOUR)));
        }
    }

    @Tag("coroutine-44")
    @OnEachKernel(leaps = true)
    void aSilentTimeoutEndsItsOwnBlock() throws Exception {
        assertFalse(Timeout.within(SECOND, () -> Coroutine.sleep(HOUR)));
        assertTrue(Timeout.within(HOUR, () -> Coroutine.sleep(SECOND)));
    }

    @Tag("coroutine-44")
    @OnEachKernel(leaps = true)
    void anOuterTimeoutPassesThroughASilentInnerOne() {
        try (var outer = Timeout.start(SECOND)) {
            var thrown = assertThrows(Timeout.class, () -> Timeout.within(HOUR, () -> Coroutine.sleep(HOUR)));
            assertSame(outer, thrown);
        }
    }

    @Tag("coroutine-44")
    @OnEachKernel(leaps = true)
    void anInnerTimeoutLeavesTheOuterOneRunning() throws Exception {
        try (var outer = Timeout.start(Duration.ofSeconds(2))) {
            assertFalse(Timeout.within(SECOND, () -> Coroutine.sleep(HOUR)));
            assertTrue(outer.pending());
            assertSame(outer, assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR)));
        }
    }

    @Tag("coroutine-44")
    @OnEachKernel(leaps = true)
    void twoTimeoutsOfTheSameTimeAreThrownAtTwoWaits() {
        try (var first = Timeout.start(SECOND); var second = Timeout.start(SECOND)) {
            assertSame(first, assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR)));
            assertTrue(second.pending());
            assertSame(second, assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR)));
        }
    }

    @Tag("coroutine-44")
    @OnEachKernel(leaps = true)
    void ofTwoTimeoutsOfTheSameTimeTheOneThatIsClosedIsNotThrown() {
        try (var first = Timeout.start(SECOND)) {
            try (var _ = Timeout.start(SECOND)) {
                assertSame(first, assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR)));
            }
            Coroutine.sleep(HOUR);
        }
    }

    @Tag("coroutine-46")
    @OnEachKernel(leaps = true)
    void oneThatRunsCannotBeStartedAgain() {
        var timeout = Timeout.start(SECOND);
        var error = assertThrows(IllegalStateException.class, timeout::start);
        assertTrue(error.getMessage().endsWith("is already started; to restart it, close it first"), error.getMessage());
        timeout.close();
        assertFalse(timeout.pending());
        timeout.start();
        assertSame(timeout, assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR)));
        timeout.start();
        assertSame(timeout, assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR)));
    }

    @Tag("coroutine-46")
    @OnEachKernel(leaps = true)
    void oneWhoseTimeIsOverButWhichHasNotBeenThrownCannotBeStartedAgain() {
        var event = new Event();
        var timeout = Timeout.of(SECOND);
        var coroutine = Coroutine.spawn(() -> {
            timeout.start();
            event.await();                                     // granted and timed out in the same turn
            assertTrue(timeout.pending());
            assertThrows(IllegalStateException.class, timeout::start);
            timeout.close();
            Coroutine.sleep(HOUR);
            return "not thrown";
        });
        coroutine.hub().loop().schedule(new Timer(event::set), SECOND);    // the same time, but set before
        assertEquals("not thrown", coroutine.get());
    }

    @OnEachKernel(leaps = true)
    void aValueThatArrivesInTheSameTurnBeforeTheTimeoutIsKeptAndTheTimeoutComesAtTheNextWait() {
        var queue = new WaitQueue("values");
        var coroutine = Coroutine.spawn(() -> {
            try (var timeout = Timeout.start(SECOND)) {
                trace.add((String) queue.await());
                assertSame(timeout, assertThrows(Timeout.class, () -> Coroutine.sleep(HOUR)));
            }
        });
        var loop = coroutine.hub().loop();
        loop.schedule(new Timer(() -> queue.wake("value")), SECOND);       // the same time, but set before
        coroutine.get();
        assertEquals(List.of("value"), trace);
    }

    @OnEachKernel(leaps = true)
    void aTimeoutThatComesBeforeAValueLeavesItToOthers() {
        var queue = new WaitQueue("values");
        var impatient = Coroutine.spawn(() -> Timeout.within(SECOND, queue::await));
        var patient = Coroutine.spawn(() -> queue.await());
        Coroutine.yieldNow();
        impatient.hub().loop().schedule(new Timer(() -> queue.wake("value")), SECOND);
        assertFalse(impatient.get());
        assertEquals("value", patient.get());
    }

    @Tag("coroutine-49")
    @OnEachKernel(leaps = true)
    void catchingExceptionDoesNotSwallowATimeout() {
        try (var timeout = Timeout.start(SECOND)) {
            assertSame(timeout, assertThrows(Timeout.class, () -> {
                try {
                    Coroutine.sleep(HOUR);
                } catch (Exception e) {
                    trace.add("swallowed " + e);
                }
            }));
        }
        assertEquals(List.of(), trace);
    }

    @Tag("coroutine-50")
    @OnEachKernel(leaps = true)
    void aBlockThatTakesTooLongHasADefaultValue() throws Exception {
        assertEquals("instead", Timeout.callOr(SECOND, "instead", () -> {
            Coroutine.sleep(HOUR);
            return "not reached";
        }));
        assertEquals("value", Timeout.callOr(SECOND, "instead", () -> "value"));
        assertNull(Timeout.callOr(Duration.ZERO, null, () -> {
            Coroutine.sleep(HOUR);
            return "not reached";
        }));
    }

    @Tag("coroutine-50")
    @OnEachKernel(leaps = true)
    void aTimeoutOfSomebodyElseIsNotReplacedByTheDefaultValue() {
        var other = Timeout.of(HOUR);
        assertSame(other, assertThrows(Timeout.class, () -> Timeout.callOr(SECOND, "instead", () -> {
            throw other;
        })));
    }

    @OnEachKernel(leaps = true)
    void noTimeMeansTheNextWaitAndOthersRunBefore() {
        Coroutine.spawn(() -> trace.add("other"));
        try (var timeout = Timeout.start(Duration.ZERO)) {
            trace.add("no wait yet");
            assertTrue(timeout.pending());
            assertSame(timeout, assertThrows(Timeout.class, Coroutine::yieldNow));
        }
        assertEquals(List.of("no wait yet", "other"), trace);
    }

    @OnEachKernel(leaps = true)
    void noTimeMeansTheNextWaitInACoroutineToo() {
        for (Action wait : List.<Action>of(Coroutine::yieldNow, () -> Coroutine.sleep(HOUR), () -> new Event().await())) {
            assertTrue(Coroutine.spawn(() -> {
                try (var timeout = Timeout.start(Duration.ofSeconds(-1))) {
                    return assertThrows(Timeout.class, wait::run) == timeout;
                }
            }).get());
        }
    }

    @OnEachKernel(leaps = true)
    void aBlockWithoutAWaitNeverMeetsItsTimeout() throws Exception {
        assertEquals(1, Timeout.call(Duration.ZERO, () -> 1));
        Coroutine.yieldNow();
        Coroutine.sleep(HOUR);
    }

    @OnEachKernel(leaps = true)
    void neverIsNoLimitAndSetsNoTimer() {
        try (var timeout = Timeout.never().start()) {
            assertFalse(timeout.pending());
            assertEquals(0, Coroutine.current().hub().loop().timers());
            Coroutine.sleep(HOUR);
        }
        assertEquals("never", Timeout.never().getMessage());
    }

    @OnEachKernel
    void aTimeoutThatNeverStartedCanBeClosed() {
        Timeout.of(SECOND).close();
    }

    @OnEachKernel(leaps = true)
    void blocksThatAreInTimeLeaveNoTimersBehind() throws Exception {
        for (int i = 0; i < 1000; i++) Timeout.call(HOUR, () -> {
            Coroutine.yieldNow();
            return 1;
        });
        assertEquals(0, Coroutine.current().hub().loop().timers());
    }

    @OnEachKernel(leaps = true)
    void anUncaughtTimeoutIsAFailureAndIsReported() {
        var told = new ArrayList<Throwable>();
        Coroutine.current().hub().onError((_, error) -> told.add(error));
        var coroutine = Coroutine.spawn(() -> {
            try (var _ = Timeout.start(SECOND)) {
                Coroutine.sleep(HOUR);
            }
        });
        coroutine.join();
        assertFalse(coroutine.successful());
        assertEquals(told, List.of(coroutine.exception().orElseThrow()));
    }

    @OnEachKernel(leaps = true)
    void aTimeoutIsForItsOwnCoroutineOnly() {
        var other = Coroutine.spawn(() -> {
            Coroutine.sleep(HOUR);
            return "undisturbed";
        });
        try (var timeout = Timeout.start(SECOND)) {
            assertSame(timeout, assertThrows(Timeout.class, other::join));
        }
        assertEquals("undisturbed", other.get());
    }

    @OnEachKernel(leaps = true)
    void aKillAndATimeoutInTheSameTurnAreThrownAtTwoWaits() {
        var coroutine = Coroutine.spawn(() -> {
            try (var _ = Timeout.start(SECOND)) {
                try {
                    Coroutine.sleep(HOUR);
                } catch (Timeout _) {
                    trace.add("timeout");
                }
                Coroutine.sleep(HOUR);
            }
        });
        Coroutine.yieldNow();
        coroutine.hub().loop().schedule(new Timer(() -> coroutine.interrupt(new GreenletExit())), SECOND);
        coroutine.join();
        assertEquals(List.of("timeout"), trace);
        assertTrue(coroutine.isCancelled());
    }

    @Test
    void messagesSayHowManySeconds() {
        assertEquals("0 seconds", Timeout.of(Duration.ofSeconds(-1)).getMessage());
        assertEquals("0.25 seconds", Timeout.of(Duration.ofMillis(250)).getMessage());
        assertEquals("1 second", Timeout.of(SECOND).getMessage());
        assertEquals("60 seconds", Timeout.of(Duration.ofMinutes(1)).getMessage());
        assertNotSame(Timeout.of(SECOND), Timeout.of(SECOND));
    }
}

package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.AsyncResult;
import gangway.coroutine.Coroutine;
import gangway.coroutine.Timeout;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Waits for a value under two alarms, one inside the other. What comes first ends the wait, at its time; an alarm that was
/// closed never goes off; and a value that was there is never lost.
record TimeoutProgram() implements Program<Alarm> {

    @Override
    public Alarm operation(RandomGenerator random) {
        return Alarm.draw(random);
    }

    @Override
    public void run(TestHub test, List<Alarm> operations) {
        var all = operations.stream().map(alarm -> Coroutine.spawnLater(Duration.ofMillis(alarm.at()), () -> {
            perform(test, alarm);
            return 0;
        })).toList();
        test.advanceUntilIdle();
        assertTrue(all.stream().allMatch(Coroutine::ready), "everybody has an alarm");
    }

    private static void perform(TestHub test, Alarm alarm) {
        var result = new AsyncResult<String>();
        Coroutine.spawnLater(Duration.ofMillis(alarm.event()), () -> {
            result.set("the value");
            return 0;
        });
        long begun = millis(test);
        var outer = Timeout.of(Duration.ofMillis(alarm.outer()));
        var inner = Timeout.of(Duration.ofMillis(alarm.inner()));
        try (outer) {
            outer.start();
            try (inner) {
                inner.start();
                assertEquals("the value", result.get());
                checkInTime(alarm, millis(test) - begun);
                if (alarm.twice()) Coroutine.sleep(Duration.ofMillis(alarm.event()));
                checkInTime(alarm, millis(test) - begun);
            }
        } catch (Timeout thrown) {
            checkLate(alarm, thrown, outer, inner, millis(test) - begun);
        }
        checkSilence(test);
    }

    private static void checkInTime(Alarm alarm, long took) {
        assertTrue(took <= alarm.first(), () -> "got its value after " + took + " ms");
    }

    /// Of two that go off at once it is the one that was set first.
    private static void checkLate(Alarm alarm, Timeout thrown, Timeout outer, Timeout inner, long took) {
        assertSame(alarm.outer() <= alarm.inner() ? outer : inner, thrown);
        assertEquals(alarm.first(), took, "thrown at its time");
        assertTrue(alarm.twice() || alarm.event() >= alarm.first(), "the value was there before");
    }

    private static void checkSilence(TestHub test) {
        long begun = millis(test);
        Coroutine.sleep(Duration.ofMillis(20));
        assertEquals(20, millis(test) - begun, "no alarm is left");
    }

    private static long millis(TestHub test) {
        return test.now().toMillis();
    }
}

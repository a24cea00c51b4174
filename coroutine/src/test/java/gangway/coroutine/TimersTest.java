package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The heap of timers, against a list that is sorted.
class TimersTest {

    private final Timers timers = new Timers();
    private final List<Timer> expected = new ArrayList<>();

    private Timer timer() {
        return new Timer(() -> {});
    }

    private void add(Timer timer, long when) {
        timers.add(timer, when);
        int place = 0;
        while (place < expected.size() && expected.get(place).when - when <= 0) place++;
        expected.add(place, timer);
    }

    private Optional<Timer> poll(long now) {
        if (expected.isEmpty() || expected.getFirst().when - now > 0) return Optional.empty();
        return Optional.of(expected.removeFirst());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theyComeInTheOrderOfAListThatIsSorted(long seed) {
        var random = new Random(seed);
        long now = seed % 2 == 0 ? 0 : Long.MAX_VALUE - 2_000;             // the clock wraps around on the way
        var all = Stream.generate(this::timer).limit(300).toList();
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(2);
            var timer = all.get(random.nextInt(all.size()));
            switch (random.nextInt(4)) {
                case 0 -> {
                    timers.remove(timer);
                    expected.remove(timer);
                }
                case 1 -> assertEquals(poll(now), timers.poll(now));
                default -> {
                    if (!timer.pending()) add(timer, now + random.nextInt(50));
                }
            }
            assertEquals(expected.size(), timers.size());
            if (!expected.isEmpty()) assertEquals(expected.getFirst().when, timers.next());
        }
        while (!expected.isEmpty()) assertEquals(poll(now + 100), timers.poll(now + 100));
        assertTrue(timers.isEmpty());
        assertTrue(all.stream().noneMatch(Timer::pending));
    }

    @Test
    void equalTimesComeInTheOrderInWhichTheyWereSet() {
        var all = Stream.generate(this::timer).limit(100).toList();
        all.forEach(each -> add(each, 7));
        for (var each : all) assertEquals(Optional.of(each), timers.poll(7));
        assertEquals(Optional.empty(), timers.poll(7));
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        timers.add(timer(), 10);
        assertEquals(Optional.empty(), timers.poll(9));
        assertTrue(timers.poll(10).isPresent());
    }

    @Test
    void oneThatIsPendingCannotBeSetAgain() {
        var timer = timer();
        timers.add(timer, 1);
        assertThrows(IllegalStateException.class, () -> timers.add(timer, 2));
        assertThrows(IllegalStateException.class, () -> Timers.due(timer));
        timers.remove(timer);
        timers.remove(timer);
        timers.add(timer, 3);
        assertEquals(3, timers.next());
    }

    @Test
    void oneThatIsDueRunsOnceAndNotWhenItHasBeenTakenBack() {
        var runs = new AtomicInteger();
        var timer = new Timer(runs::incrementAndGet);
        Timers.due(timer);
        assertTrue(timer.pending());
        timer.run();
        timer.run();
        assertEquals(1, runs.get());
        Timers.due(timer);
        timers.remove(timer);
        assertFalse(timer.pending());
        timer.run();
        assertEquals(1, runs.get());
    }

    @Test
    void oneThatWasTakenBackAndSetForLaterIsNotRunByItsOldPlace() {
        var runs = new AtomicInteger();
        var timer = new Timer(runs::incrementAndGet);
        Timers.due(timer);
        timers.remove(timer);
        timers.add(timer, 5);
        timer.run();
        assertEquals(0, runs.get());
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The queue of those that are ready, against a list.
class ReadyTest {

    private final List<Runnable> expected = new ArrayList<>();

    private void check(Ready ready, long seed, ToIntFunction<Integer> order) {
        var random = new Random(seed);
        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean adds = random.nextInt(1000) < (i / 2_000 % 2 == 0 ? 700 : 300);    // it grows beyond its ring, and shrinks
            if (adds || expected.isEmpty()) {
                Runnable task = new Timer(() -> {});
                ready.add(task);
                expected.add(task);
            } else {
                assertSame(expected.remove(order.applyAsInt(expected.size())), ready.take());
            }
            assertEquals(expected.size(), ready.size());
            most = Math.max(most, ready.size());
        }
        assertTrue(most > 256);
    }

    @Test
    void firstComeFirstServed() {
        check(new Ready(Order.FIFO), 1, _ -> 0);
    }

    @Test
    void anOrderOfOnesOwnTakesFromAnywhereAndLeavesTheOthersInTheirOrder() {
        var ours = new Random(5);
        var theirs = new Random(5);
        check(new Ready(size -> theirs.nextInt(size)), 2, ours::nextInt);
    }

    @Test
    void theLastMayBeFirst() {
        check(new Ready(size -> size - 1), 3, size -> size - 1);
    }

    @Test
    void anOrderThatNamesNobodyIsAnError() {
        var ready = new Ready(size -> size);
        ready.add(() -> {});
        ready.add(() -> {});
        assertThrows(IndexOutOfBoundsException.class, ready::take);
        assertEquals(2, ready.size());
    }
}

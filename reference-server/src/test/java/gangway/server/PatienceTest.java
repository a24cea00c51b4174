package gangway.server;

import module java.base;

import gangway.spec.BadRequest;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The arithmetic of waiting.
class PatienceTest {

    private static final Timeouts TIMEOUTS = Timeouts.DEFAULT.withHead(Duration.ofSeconds(10))
        .withBody(Duration.ofSeconds(5), 500);

    private static void spend(Patience patience, Duration time, int bytes) {
        patience.spend(time.toNanos(), bytes);
    }

    @Test
    void aHeadHasItsTimeHoweverManyBytesCome() {
        Patience patience = Patience.forHead(TIMEOUTS);
        spend(patience, Duration.ofSeconds(4), 5000);
        assertEquals(Duration.ofSeconds(6), patience.left());
    }

    @Test
    void contentEarnsTimeByTheMinimumRate() {
        Patience patience = Patience.forContent(TIMEOUTS);
        spend(patience, Duration.ofSeconds(4), 750);
        assertEquals(Duration.ofMillis(2500), patience.left());
    }

    @Test
    void bytesOfLessThanASecondCountToo() {
        Patience patience = Patience.forContent(TIMEOUTS);
        for (int i = 0; i < 1000; i++) spend(patience, Duration.ofMillis(2), 1);
        assertEquals(Duration.ofSeconds(5), patience.left(), "exactly at the rate it lasts for ever");
    }

    @Test
    void anEndAndAReadThatFoundNothingEarnNothing() {
        Patience patience = Patience.forContent(TIMEOUTS);
        spend(patience, Duration.ofSeconds(1), -1);
        spend(patience, Duration.ofSeconds(1), 0);
        assertEquals(Duration.ofSeconds(3), patience.left());
    }

    @Test
    void whatIsSpentIsGone() {
        Patience patience = Patience.forContent(TIMEOUTS);
        spend(patience, Duration.ofSeconds(5), 0);
        assertFalse(patience.left().isPositive());
        spend(patience, Duration.ofSeconds(1), 0);
        assertTrue(patience.left().isNegative());
    }

    @Test
    void noAmountOfContentOverflows() {
        Patience patience = Patience.forContent(TIMEOUTS.withBody(Timeouts.NEVER, 1));
        for (int i = 0; i < 10; i++) spend(patience, Duration.ofDays(1), Integer.MAX_VALUE);
        assertTrue(patience.left().compareTo(Timeouts.NEVER) > 0);
    }

    @Test
    void itsEndIsARequestTimeoutThatSaysWhatToDo() {
        BadRequest head = Patience.forHead(TIMEOUTS).exhausted(), content = Patience.forContent(TIMEOUTS).exhausted();
        assertEquals(408, head.status().code());
        assertEquals("no whole head within 10000 ms of its first byte (RFC 9110 §15.5.9): send it at once",
            head.getMessage());
        assertEquals("5000 ms of waiting for content (RFC 9110 §15.5.9): send 500 bytes a second or more",
            content.getMessage());
    }
}

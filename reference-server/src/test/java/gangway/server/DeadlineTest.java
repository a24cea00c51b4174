package gangway.server;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The interrupt for a late application: when it comes, and above all when not. The clock is a number.
class DeadlineTest {

    private static final long NOON = 1_000, TIME = 500, LATE = NOON + TIME;

    private final Deadline deadline = new Deadline(NOON, Duration.ofNanos(TIME));

    @Test
    void aLateApplicationIsInterruptedOnce() {
        deadline.sweep(LATE - 1);
        assertFalse(Thread.interrupted());
        deadline.sweep(LATE);
        assertTrue(Thread.interrupted());
        deadline.sweep(LATE + 1);
        assertFalse(Thread.interrupted());
    }

    @Test
    void theTimeOfAnOperationOfTheConnectionDoesNotCount() {
        boolean interrupted = deadline.suspend();
        deadline.sweep(LATE);
        assertFalse(Thread.currentThread().isInterrupted());
        deadline.resume(interrupted, 200);
        deadline.sweep(LATE + 199);
        assertFalse(Thread.currentThread().isInterrupted());
        deadline.sweep(LATE + 200);
        assertTrue(Thread.interrupted());
    }

    @Test
    void anInterruptOfTheApplicationsOwnWaitsToo() {
        Thread.currentThread().interrupt();
        boolean interrupted = deadline.suspend();
        assertFalse(Thread.currentThread().isInterrupted());
        deadline.resume(interrupted, 0);
        assertTrue(Thread.interrupted());
        assertFalse(deadline.isMissed());
    }

    @Test
    void aResponseThatHasBegunIsNotInterrupted() {
        deadline.meet();
        deadline.sweep(LATE);
        assertFalse(Thread.interrupted());
        assertFalse(deadline.isMissed());
    }

    @Test
    void anInterruptThatTheApplicationDidNotNoticeEndsWithTheBeginningOfTheResponse() {
        deadline.sweep(LATE);
        deadline.meet();
        assertFalse(Thread.interrupted());
        assertFalse(deadline.isMissed());
    }

    @Test
    void noInterruptOutlivesTheCall() {
        deadline.sweep(LATE);
        deadline.close();
        assertFalse(Thread.interrupted());
        deadline.sweep(LATE);
        assertFalse(Thread.interrupted());
    }

    @Test
    void behindTheDeadlineThereIsNothingToRead() throws Exception {
        deadline.check();
        deadline.sweep(LATE);
        assertThrows(InterruptedIOException.class, deadline::check);
        assertTrue(Thread.interrupted());
    }

    @Test
    void aLateFailureIsReportedAsLateWithItsCause() {
        var reported = new ArrayList<Throwable>();
        var failure = new IllegalStateException("what the interrupt led to");
        deadline.reporting((_, error) -> reported.add(error)).report(Environ.create(), failure);
        deadline.sweep(LATE);
        assertTrue(Thread.interrupted());
        deadline.reporting((_, error) -> reported.add(error)).report(Environ.create(), failure);
        assertSame(failure, reported.getFirst());
        assertTrue(reported.getLast().getMessage().contains("gateway.deadline"));
        assertSame(failure, reported.getLast().getCause());
    }

    @Test
    void aLateFailureIsNotTheServersErrorButItsUnavailability() {
        var page = deadline.page(Status.INTERNAL_SERVER_ERROR, "", Environ.create());
        assertEquals(500, page.status().code());
        deadline.sweep(LATE);
        assertTrue(Thread.interrupted());
        page = deadline.page(Status.INTERNAL_SERVER_ERROR, "", Environ.create());
        assertEquals(503, page.status().code());
        assertTrue(page.headers().contains(new Header("Retry-After", "1")));
        page = deadline.page(Status.BAD_REQUEST, "", Environ.create());
        assertEquals(400, page.status().code(), "but for what it says itself");
    }

    /// Thousands of calls, each interrupted at some point of it by a thread that runs beside.
    @Test
    @Timeout(60)
    void howeverTheTwoMeetNoInterruptIsWithinAnOperationOrBehindTheCall() throws Exception {
        var current = new AtomicReference<>(deadline);
        var done = new AtomicBoolean();
        Thread sweeper = Thread.ofPlatform().start(() -> {
            while (!done.get()) current.get().sweep(Long.MAX_VALUE);
        });
        int interrupted = 0;
        for (int call = 0; call < 20_000 || interrupted == 0; call++) {
            try (var now = new Deadline(NOON, Duration.ofNanos(TIME))) {
                current.set(now);
                for (int operation = 0; operation < call % 20; operation++) {
                    boolean before = now.suspend();
                    assertFalse(Thread.currentThread().isInterrupted());
                    now.resume(before, 0);
                }
                if (Thread.interrupted()) interrupted++;
                if (call % 3 == 0) now.meet();
                if (call % 3 == 0) assertFalse(Thread.currentThread().isInterrupted());
            }
            assertFalse(Thread.currentThread().isInterrupted());
        }
        done.set(true);
        sweeper.join();
    }
}

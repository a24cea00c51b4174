package gangway.server;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Status;
import gangway.spec.handler.ErrorOutput;
import gangway.spec.handler.Reporter;

/// When the server gives up waiting for the application to begin its response. Then the thread of the call is interrupted:
/// once, before the response and never behind its beginning, and not within an operation of the connection: that is time
/// of the client's, which does not count, and an interrupt there closes the channel for ever. All but [#sweep] belongs to
/// that thread.
final class Deadline implements AutoCloseable {

    private static final Status UNAVAILABLE = new Status(503, "Service Unavailable");

    private final Thread thread;
    private final Duration time;
    private long until;
    private boolean passed, over, suspended;

    /// Begins now.
    ///
    /// @param now  on the clock of [#sweep]
    /// @param time that the application has
    Deadline(long now, Duration time) {
        this.thread = Thread.currentThread();
        this.time = time;
        until = now + time.toNanos();
    }

    /// Interrupts the application if it is late.
    ///
    /// @param now nanoseconds on any clock
    synchronized void sweep(long now) {
        if (over || passed || suspended || now < until) return;
        passed = true;
        thread.interrupt();
    }

    /// An operation of the connection begins: interrupts wait until [#resume], and so does the time.
    ///
    /// @return whether there is one already, somebody else's perhaps
    synchronized boolean suspend() {
        suspended = true;
        return Thread.interrupted();
    }

    /// The operation is over.
    ///
    /// @param interrupted what [#suspend] returned
    /// @param nanos       how long it took
    synchronized void resume(boolean interrupted, long nanos) {
        suspended = false;
        until += nanos;
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// The response begins, late or not, and an interrupt of ours has no meaning any more.
    synchronized void meet() {
        over = true;
        if (!passed) return;
        boolean _ = Thread.interrupted();
    }

    /// @return whether the application is late, and still has not begun its response
    synchronized boolean isMissed() {
        return passed && !over;
    }

    /// @throws InterruptedIOException when it is, for an application that would go on reading all the same
    void check() throws InterruptedIOException {
        if (isMissed()) throw new InterruptedIOException("read behind gateway.deadline: the server has given up waiting");
    }

    /// The call is over. Whatever interrupted it does not concern the next.
    @Override
    public synchronized void close() {
        over = true;
        boolean _ = Thread.interrupted();
    }

    /// Whatever a late application throws is told as what it is: late.
    Reporter reporting(Reporter reporter) {
        return (environ, error) -> reporter.report(environ, isMissed() ? late(error) : error);
    }

    private TimeoutException late(Throwable error) {
        var late = new TimeoutException("no response was begun by gateway.deadline, %s ms after the request: answer sooner, "
            .formatted(time.toMillis()) + "begin with what is there, or give the application more time");
        late.initCause(error);
        return late;
    }

    /// 503 in the place of 500 (RFC 9110 §15.6.4).
    ErrorOutput.Page page(Status status, String reason, Environ environ) {
        if (!isMissed() || status.code() != 500) return ErrorOutput.PLAIN.page(status, reason, environ);
        ErrorOutput.Page page = ErrorOutput.PLAIN.page(UNAVAILABLE,
            "the application took longer than the %s ms that it has (gateway.deadline): try again later"
                .formatted(time.toMillis()), environ);
        var headers = new ArrayList<>(page.headers());
        headers.add(new Header("Retry-After", Long.toString(Math.max(1, time.toSeconds()))));
        return new ErrorOutput.Page(page.status(), headers, page.content());
    }
}

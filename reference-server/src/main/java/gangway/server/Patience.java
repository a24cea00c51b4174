package gangway.server;

import module java.base;

import gangway.spec.BadRequest;
import gangway.spec.Status;

/// How much longer a client may let the server wait, within one head or one content. Only time spent waiting counts, since
/// a slow application is not the client's fault. Knows no clock; not thread-safe.
final class Patience {

    private static final Status REQUEST_TIMEOUT = new Status(408, "Request Timeout");

    private final Duration time;
    private final OptionalInt rate;
    private final Supplier<String> reason;
    private long waited, received;

    private Patience(Duration time, OptionalInt rate, Supplier<String> reason) {
        this.time = time;
        this.rate = rate;
        this.reason = reason;
    }

    /// The same however many bytes come, so that a head cannot be spun out byte by byte.
    static Patience forHead(Timeouts timeouts) {
        return new Patience(timeouts.head(), OptionalInt.empty(),
            () -> "no whole head within %s ms of its first byte (RFC 9110 §15.5.9): send it at once"
                .formatted(timeouts.head().toMillis()));
    }

    /// Grows with each byte, so that a long upload may take long, but not at any rate.
    static Patience forContent(Timeouts timeouts) {
        return new Patience(timeouts.body(), OptionalInt.of(timeouts.rate()),
            () -> "%s ms of waiting for content (RFC 9110 §15.5.9): send %s bytes a second or more"
                .formatted(timeouts.body().toMillis(), timeouts.rate()));
    }

    static Patience of(Duration time) {
        return new Patience(time, OptionalInt.empty(), () -> "nothing came for " + time);
    }

    /// @return how long the next read may wait; nothing or less when it may not wait at all
    Duration left() {
        return time.plusNanos(earned() - waited);
    }

    /// @return nanoseconds; not so many that anything could overflow
    private long earned() {
        if (rate.isEmpty()) return 0;
        long seconds = Math.min(received / rate.getAsInt(), Timeouts.NEVER.toSeconds());
        return seconds * 1_000_000_000 + received % rate.getAsInt() * 1_000_000_000 / rate.getAsInt();
    }

    /// A read is over.
    ///
    /// @param nanos how long it took
    /// @param count how many bytes came; less than 1 if none did
    void spend(long nanos, int count) {
        waited += nanos;
        received += Math.max(0, count);
    }

    /// @return the refusal, once nothing is left
    BadRequest exhausted() {
        return new BadRequest(REQUEST_TIMEOUT, reason.get());
    }
}

package gangway.server;

import module java.base;

/// How long a server waits, each time beside what it stops.
///
/// @param head        from the first byte of a request, or from the beginning of the connection, to the end of the request's
///                    head; stops heads that arrive byte by byte ("slowloris"); answered with 408
/// @param idle        for the next request of a connection; stops clients that keep what they do not use
/// @param body        for content, beyond the time that it takes at the minimum rate; stops uploads that never end; answered
///                    with 408
/// @param rate        the minimum rate of content, in bytes a second
/// @param write       for the client to take anything at all of a response; stops clients that never read
/// @param application for the application to begin its response; then its thread is interrupted, and the client gets 503
public record Timeouts(Duration head, Duration idle, Duration body, int rate, Duration write, Duration application) {

    /// A hundred years, so that no sum with it overflows.
    public static final Duration NEVER = Duration.ofDays(36_500);

    /// What suits most. Idle connections outlive the minute for which proxies keep theirs, so that the proxy ends them.
    public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(10),
        500, Duration.ofSeconds(30), NEVER);

    /// @throws IllegalArgumentException for no time, or for more than [#NEVER]
    public Timeouts {
        for (Duration time : List.of(head, idle, body, write, application))
            if (!time.isPositive() || time.compareTo(NEVER) > 0)
                throw new IllegalArgumentException("timeout " + time + ": use more than nothing, and Timeouts.NEVER for none");
        if (rate < 1) throw new IllegalArgumentException("rate of " + rate + " bytes a second: use 1 or more");
    }

    /// @param other time for a head instead
    /// @return the same but for that
    public Timeouts withHead(Duration other) {
        return new Timeouts(other, idle, body, rate, write, application);
    }

    /// @param other time between requests instead
    /// @return the same but for that
    public Timeouts withIdle(Duration other) {
        return new Timeouts(head, other, body, rate, write, application);
    }

    /// @param other   time for content instead
    /// @param minimum bytes a second instead
    /// @return the same but for these
    public Timeouts withBody(Duration other, int minimum) {
        return new Timeouts(head, idle, other, minimum, write, application);
    }

    /// @param other time for the client to read instead
    /// @return the same but for that
    public Timeouts withWrite(Duration other) {
        return new Timeouts(head, idle, body, rate, other, application);
    }

    /// @param other time for the application instead
    /// @return the same but for that
    public Timeouts withApplication(Duration other) {
        return new Timeouts(head, idle, body, rate, write, other);
    }
}

package gangway.coroutine;

import module java.base;

/// Durations as this library means them.
final class Times {

    /// Nobody waits longer: clocks that wrap around are compared by their difference.
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private Times() {}

    /// @return nanoseconds, 0 for what is negative, and some 70 years for what is longer
    static long nanos(Duration duration) {
        if (duration.isNegative()) return 0;
        return duration.getSeconds() >= LONGEST / 1_000_000_000 ? LONGEST : duration.toNanos();
    }

    /// @return it as a reader wants it: "51 ms", "3.2 s"
    static String describe(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : "%s.%s s".formatted(millis / 1000, millis % 1000 / 100);
    }
}

package gangway.coroutine;

import module java.base;

/// Durations as this library means them.
final class Times {

    /// No end: whoever waits so long needs no timer, and does not count as somebody who will wake by itself.
    static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    /// Nobody waits longer, but for ever: clocks that wrap around are compared by their difference.
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private Times() {}

    static boolean isForever(Duration duration) {
        return duration.getSeconds() >= LONGEST / 1_000_000_000;
    }

    /// @return nanoseconds, 0 for what is negative, and some 70 years for what is longer
    static long nanos(Duration duration) {
        if (duration.isNegative()) return 0;
        return isForever(duration) ? LONGEST : duration.toNanos();
    }

    /// @return so many units, or [#FOREVER] if that is more than nanoseconds can say
    static Duration of(long time, TimeUnit unit) {
        long nanos = unit.toNanos(time);
        return nanos == Long.MAX_VALUE ? FOREVER : Duration.ofNanos(nanos);
    }

    /// @return it as a reader wants it: "51 ms", "3.2 s"
    static String describe(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : "%s.%s s".formatted(millis / 1000, millis % 1000 / 100);
    }
}

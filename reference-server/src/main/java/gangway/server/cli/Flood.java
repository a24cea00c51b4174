package gangway.server.cli;

import module java.base;

/// Admits so many lines a second and counts the others, so that whoever is refused ten thousand times does not fill the
/// terminal with it. Thread-safe.
final class Flood {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final LongSupplier nanos;
    private long start;
    private int lines;
    private long dropped;

    /// @param most  lines a second
    /// @param nanos a clock, such as [System#nanoTime]
    Flood(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
        start = nanos.getAsLong();
    }

    /// Counts a line.
    ///
    /// @return 0 if it may be written; else how many may not, with this one, since that was last asked
    synchronized long add() {
        long now = nanos.getAsLong();
        if (now - start >= SECOND) {
            start = now;
            lines = 0;
        }
        return ++lines <= most ? 0 : ++dropped;
    }

    /// @return how many lines were not written; from here on they are counted anew
    synchronized long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }
}

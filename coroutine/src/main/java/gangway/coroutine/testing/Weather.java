package gangway.coroutine.testing;

import module java.base;

/// How bad a [TestNetwork] is. What exactly happens, and when, comes from the seed.
///
/// @param least  no byte arrives sooner
/// @param most   and none takes longer, unless it has to wait for those before it
/// @param torn   whether bytes that were written at once may come in pieces, down to single ones
/// @param buffer so many bytes that nobody has read are kept for each direction; who wants to write more waits
/// @param resets one in so many writes breaks the connection; none does if this is 0
public record Weather(Duration least, Duration most, boolean torn, int buffer, int resets) {

    /// What was written is there at once, in one piece.
    public static final Weather CALM = new Weather(Duration.ZERO, Duration.ZERO, false, 64 * 1024, 0);

    /// Bytes take their time and come in pieces, through a small buffer. All of them come.
    public static final Weather ROUGH = new Weather(Duration.ZERO, Duration.ofMillis(20), true, 256, 0);

    /// The same, and connections break.
    public static final Weather STORM = new Weather(Duration.ZERO, Duration.ofMillis(20), true, 256, 30);

    /// @throws IllegalArgumentException for a negative time, a range that ends before it begins, or no buffer at all
    public Weather {
        if (least.isNegative() || most.compareTo(least) < 0) throw new IllegalArgumentException(
            "delays from %s to %s: use a range of times that are not negative".formatted(least, most));
        if (buffer < 1) throw new IllegalArgumentException("a buffer of %s bytes: use 1 or more".formatted(buffer));
        if (resets < 0) throw new IllegalArgumentException("one reset in %s writes: use 0 for none".formatted(resets));
    }
}

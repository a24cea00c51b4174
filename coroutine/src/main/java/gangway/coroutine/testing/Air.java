package gangway.coroutine.testing;

import module java.base;

/// What is between two ends: time, and chance. Owned by one network.
///
/// @param test    has the time
/// @param random  the network's own chance, so that a test may draw from its hub's without changing the weather
/// @param weather how bad it is
record Air(TestHub test, RandomGenerator random, Weather weather) {

    /// Later than anything.
    static final long NEVER = Long.MAX_VALUE;

    static Air of(TestHub test, Weather weather) {
        return new Air(test, new SplittableRandom(test.random().nextLong()), weather);
    }

    long now() {
        return test.now().toNanos();
    }

    /// @return when something arrives that leaves now
    long arrival() {
        long least = weather.least().toNanos(), most = weather.most().toNanos();
        return now() + (least == most ? least : random.nextLong(least, most + 1));
    }

    /// @return how many of so many bytes go in one piece
    int piece(int bytes) {
        return weather.torn() && bytes > 1 ? random.nextInt(1, bytes + 1) : bytes;
    }

    /// @return whether the connection breaks now
    boolean breaks() {
        return weather.resets() > 0 && random.nextInt(weather.resets()) == 0;
    }
}

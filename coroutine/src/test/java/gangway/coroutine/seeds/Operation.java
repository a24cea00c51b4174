package gangway.coroutine.seeds;

import module java.base;

/// Something that one coroutine of a random program does. All times are few, so that much happens at once.
///
/// @param kind     0 or 1: what that is, the program says
/// @param at       the millisecond at which it begins
/// @param patience how many milliseconds it waits at most
/// @param rest     how many milliseconds it does something else when it has what it wanted
/// @param kill     how many milliseconds after its beginning it is killed
record Operation(int kind, int at, OptionalInt patience, int rest, OptionalInt kill) {

    static Operation draw(RandomGenerator random) {
        return new Operation(random.nextInt(2), random.nextInt(5), sometimes(random, 4, 5), random.nextInt(4),
            sometimes(random, 6, 6));
    }

    private static OptionalInt sometimes(RandomGenerator random, int oneIn, int below) {
        return random.nextInt(oneIn) == 0 ? OptionalInt.of(random.nextInt(below)) : OptionalInt.empty();
    }

    /// @return empty when it waits for ever
    Optional<Duration> time() {
        return patience.stream().mapToObj(Duration::ofMillis).findFirst();
    }
}

package gangway.coroutine.seeds;

import module java.base;

/// Something that one coroutine of a random program does. All times are few, so that much happens at once.
///
/// @param what     what that is
/// @param at       the millisecond at which it begins
/// @param number   whatever the program needs a number for, 0 to 3
/// @param patience how many milliseconds it waits at most
/// @param kill     how many milliseconds after its beginning it is killed
record Operation(String what, int at, int number, OptionalInt patience, OptionalInt kill) {

    /// @param what the choice of things to do
    static Operation draw(RandomGenerator random, String... what) {
        return new Operation(what[random.nextInt(what.length)], random.nextInt(5), random.nextInt(4),
            sometimes(random, 4, 5), sometimes(random, 6, 6));
    }

    private static OptionalInt sometimes(RandomGenerator random, int oneIn, int below) {
        return random.nextInt(oneIn) == 0 ? OptionalInt.of(random.nextInt(below)) : OptionalInt.empty();
    }

    boolean is(String other) {
        return what.equals(other);
    }

    /// @return empty when it waits for ever
    Optional<Duration> time() {
        return patience.stream().mapToObj(Duration::ofMillis).findFirst();
    }

    /// @return the number as a time
    Duration rest() {
        return Duration.ofMillis(number);
    }

    @Override
    public String toString() {
        return "at %s ms %s (%s)".formatted(at, what, number)
            + (patience.isPresent() ? " for at most %s ms".formatted(patience.getAsInt()) : "")
            + (kill.isPresent() ? ", killed %s ms later".formatted(kill.getAsInt()) : "");
    }
}

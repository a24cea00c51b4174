package gangway.coroutine.seeds;

import module java.base;

/// What one coroutine does under two alarms: all times in milliseconds, and none of them 0.
///
/// @param at    when it begins
/// @param outer when the outer one goes off, from then on
/// @param inner when the inner one does
/// @param event when what it waits for happens
/// @param twice whether it then waits again, for the same time
record Alarm(int at, int outer, int inner, int event, boolean twice) {

    static Alarm draw(RandomGenerator random) {
        return new Alarm(random.nextInt(1, 5), random.nextInt(1, 7), random.nextInt(1, 7), random.nextInt(1, 7),
            random.nextBoolean());
    }

    /// @return how long it takes until one of the alarms goes off
    int first() {
        return Math.min(outer, inner);
    }
}

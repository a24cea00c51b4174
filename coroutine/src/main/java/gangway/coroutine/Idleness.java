package gangway.coroutine;

import module java.base;

/// Those who wait until a hub has nothing to do: for a moment, or for good. Owned by one hub.
final class Idleness {

    private final Hub hub;
    private final WaitQueue moment;
    private final WaitQueue nothingLeft;
    private int ownTimers;                                     // of those who wait until nothing is left

    Idleness(Hub hub) {
        this.hub = hub;
        moment = new WaitQueue("an idle moment of " + hub);
        nothingLeft = new WaitQueue("the end of all that %s has to do".formatted(hub));
    }

    void await() {
        moment.await();
    }

    /// Waits until nobody is ready, and nothing is expected that could make somebody so; the time that it waits for does
    /// not count.
    ///
    /// @return false if the time was over before that
    boolean awaitNothingLeft(Duration atMost) {
        int timers = Times.isForever(atMost) ? 0 : 1;
        ownTimers += timers;
        try {
            return nothingLeft.await(atMost).isPresent();
        } finally {
            ownTimers -= timers;
        }
    }

    /// Wakes those who wait for a moment when nobody is ready, which is now.
    ///
    /// @return whether there was anybody
    boolean wake() {
        return moment.wakeAll(true) > 0 || !nothingLeft.isEmpty() && hasNothingLeft() && nothingLeft.wakeAll(true) > 0;
    }

    private boolean hasNothingLeft() {
        return !hub.isHeld() && hub.loop().timers() <= ownTimers && !hub.loop().poller().expectsSomething()
            && hub.coroutines().stream().allMatch(Coroutine::isStuck);
    }
}

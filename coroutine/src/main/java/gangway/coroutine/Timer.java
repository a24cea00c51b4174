package gangway.coroutine;

/// Something to be done at a time. Owned by its [Timers].
final class Timer {

    static final int NOWHERE = -1;

    final Runnable action;
    long when;
    long number;
    int place = NOWHERE;

    Timer(Runnable action) {
        this.action = action;
    }

    boolean pending() {
        return place != NOWHERE;
    }

    /// Earlier times first, and of equal times the one that was set first.
    boolean before(Timer other) {
        long difference = when - other.when;                   // the clock may wrap around
        return difference != 0 ? difference < 0 : number < other.number;
    }
}

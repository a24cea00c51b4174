package gangway.coroutine;

/// Something to be done at a time. Owned by its [Timers].
final class Timer implements Runnable {

    static final int NOWHERE = -1;
    static final int DUE = -2;                                 // its time was over when it was set: it is among the ready

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

    /// Does it, if it is still to be done.
    @Override
    public void run() {
        if (place != DUE) return;
        place = NOWHERE;
        action.run();
    }

    /// Earlier times first, and of equal times the one that was set first.
    boolean before(Timer other) {
        long difference = when - other.when;                   // the clock may wrap around
        return difference != 0 ? difference < 0 : number < other.number;
    }
}

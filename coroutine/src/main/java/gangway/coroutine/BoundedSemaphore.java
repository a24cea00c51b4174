package gangway.coroutine;

/// A semaphore that never has more permits than at first: to give back one that nobody took is an error, and is told at once.
public final class BoundedSemaphore extends Semaphore {

    private final int most;

    /// One with a single permit.
    public BoundedSemaphore() {
        this(1);
    }

    /// @param permits how many there are at first, and at most
    public BoundedSemaphore(int permits) {
        super(permits);
        most = permits;
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalStateException when all are back already
    @Override
    public void release() {
        if (permits() >= most) throw new IllegalStateException(
            "Semaphore released too many times; %s has all its permits; to fix: release once for each acquire".formatted(this));
        super.release();
    }
}

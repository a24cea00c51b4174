package gangway.coroutine.seeds;

import module java.base;

/// A semaphore, as the random programs see one.
interface Permits {

    /// Takes a permit.
    ///
    /// @param patience how long to wait for one; for ever if it is empty
    /// @return whether there was one in time
    boolean acquire(Optional<Duration> patience);

    /// Gives one back.
    void release();

    /// @return how many are free
    int free();
}

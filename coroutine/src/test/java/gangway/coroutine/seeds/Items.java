package gangway.coroutine.seeds;

import module java.base;

/// A queue of numbers, as the random programs see one.
interface Items {

    /// Puts a number in.
    ///
    /// @param patience how long to wait for room; for ever if it is empty
    /// @return whether it is in
    boolean put(int value, Optional<Duration> patience);

    /// Takes one out.
    ///
    /// @param patience how long to wait for one; for ever if it is empty
    /// @return empty when there was none in time
    OptionalInt get(Optional<Duration> patience);

    /// Looks at one.
    default void peek(Optional<Duration> patience) {}

    /// Ends it.
    default void shutdown(boolean immediate) {}

    /// @return how many are in it
    int size();

    /// @return how many may be in it
    int capacity();
}

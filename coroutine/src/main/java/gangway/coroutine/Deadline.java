package gangway.coroutine;

import module java.base;

/// The moment until which something that waits more than once may do so.
sealed interface Deadline {

    /// There is none.
    record Never() implements Deadline {}

    /// It comes.
    ///
    /// @param when in the loop's time
    /// @param loop whose
    record At(long when, Loop loop) implements Deadline {}

    static Deadline after(Duration atMost, Loop loop) {
        return Times.isForever(atMost) ? new Never() : new At(loop.nanos() + Times.nanos(atMost), loop);
    }

    /// Waits in a queue.
    ///
    /// @return false if it has come first
    default boolean await(WaitQueue queue) {
        return switch (this) {
            case Never() -> queue.await() != null;
            case At(var when, var loop) -> queue.await(Duration.ofNanos(when - loop.nanos())).isPresent();
        };
    }

    /// Waits for an end.
    ///
    /// @return false if it has come first
    default boolean await(Ending<?> ending) {
        return switch (this) {
            case Never() -> ending.join(Times.FOREVER);
            case At(var when, var loop) -> ending.join(Duration.ofNanos(when - loop.nanos()));
        };
    }
}

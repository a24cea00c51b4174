package gangway.coroutine;

/// The stack of one coroutine, which can be left in the middle.
///
/// For each [#suspend] somebody calls [#resume] once, before or after; [Parking] sees to that. Both are called on the
/// thread of the hub.
sealed interface Fiber permits ThreadFiber, ContinuationFiber, LoopFiber {

    /// Makes it ready for its first run.
    void start();

    /// Makes it ready to go on.
    void resume();

    /// Leaves it, until it has been resumed. Called by the fiber itself.
    void suspend();

    /// Lets all others run that are ready now. Called by the fiber itself.
    void yield();

    /// Ends a wait that is not its own but the JDK's, if there is such a thing for it.
    default void interrupt() {}

    /// @return whether its stack may still be run
    default boolean isAlive() {
        return true;
    }

    /// @return where it is, innermost frame first; empty if that cannot be known
    StackTraceElement[] stack();
}

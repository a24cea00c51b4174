package gangway.coroutine;

/// Is told what the coroutines of one hub do, as they do it: for traces and for tests.
///
/// It is called in the middle of switches, by the hub's thread, and must not wait, lock, print or use the coroutines. What
/// it throws comes out wherever it happens to be called.
public interface Observer {

    /// Looks away.
    Observer NONE = new Observer() {};

    /// A coroutine was made. It has not begun.
    ///
    /// @param coroutine which
    /// @param spawner   by whom
    default void spawned(Coroutine<?> coroutine, Coroutine<?> spawner) {}

    /// A coroutine begins: it is about to have its first turn.
    ///
    /// @param coroutine which
    default void began(Coroutine<?> coroutine) {}

    /// A coroutine has its turn: its first, or it goes on.
    ///
    /// @param coroutine which
    default void runs(Coroutine<?> coroutine) {}

    /// A coroutine begins to wait.
    ///
    /// @param coroutine which
    /// @param on        for what
    default void waits(Coroutine<?> coroutine, Object on) {}

    /// A wait is over, and the coroutine will have its turn.
    ///
    /// @param coroutine which
    /// @param why       what happened: it was granted something, its time is over, or an error was thrown into the wait
    default void woken(Coroutine<?> coroutine, Wake why) {}

    /// A coroutine has ended.
    ///
    /// @param coroutine which; it has its outcome
    default void ended(Coroutine<?> coroutine) {}

    /// How a wait ended.
    enum Wake {
        /// It got what it waited for.
        GRANTED,
        /// Its time was over.
        EXPIRED,
        /// An error was thrown into it.
        INTERRUPTED
    }
}

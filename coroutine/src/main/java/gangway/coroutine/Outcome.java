package gangway.coroutine;

/// How a coroutine ended.
///
/// @param <T> what it was to give
public sealed interface Outcome<T> {

    /// It returned.
    ///
    /// @param value what; `null` if its body returned that, as one without a result does
    record Value<T>(T value) implements Outcome<T> {}

    /// An exception came out of it.
    ///
    /// @param cause the very one
    record Failed<T>(Throwable cause) implements Outcome<T> {}

    /// It was killed, before it began or while it waited.
    ///
    /// @param exit what was thrown there, or would have been
    record Killed<T>(GreenletExit exit) implements Outcome<T> {}

    /// @return whether it is no failure: who was killed has done as it was told, as in gevent
    default boolean successful() {
        return switch (this) {
            case Value<T> _, Killed<T> _ -> true;
            case Failed<T> _ -> false;
        };
    }
}

package gangway.coroutine;

import module java.base;

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

    /// @return how something ends from which this is thrown
    static <T> Outcome<T> of(Throwable error) {
        return switch (error) {
            case GreenletExit exit -> failure(exit).<Outcome<T>>map(Failed::new).orElseGet(() -> new Killed<>(exit));
            case Cancelled cancelled ->
                failure(cancelled).<Outcome<T>>map(Failed::new).orElseGet(() -> new Killed<>(cancelled.asExit()));
            default -> new Failed<>(error);
        };
    }

    /// What went wrong on the way out: where Python's `finally` would throw it instead, Java's `try` suppresses it.
    ///
    /// @param exit what ends a coroutine or a scope
    /// @return the first error behind it that is not of its kind
    static Optional<Throwable> failure(Throwable exit) {
        return Stream.of(exit.getSuppressed()).map(behind -> switch (behind) {
            case GreenletExit _, Cancelled _ -> failure(behind);
            default -> Optional.of(behind);
        }).flatMap(Optional::stream).findFirst();
    }

    /// @return whether it is no failure: who was killed has done as it was told, as in gevent
    default boolean successful() {
        return switch (this) {
            case Value<T> _, Killed<T> _ -> true;
            case Failed<T> _ -> false;
        };
    }

    /// @return the exception that came out; empty if none did, or only [GreenletExit]
    default Optional<Throwable> exception() {
        return this instanceof Failed<T>(var cause) ? Optional.of(cause) : Optional.empty();
    }

    /// @return the same in the words of [Future]
    default Future.State state() {
        return switch (this) {
            case Value<T> _ -> Future.State.SUCCESS;
            case Failed<T> _ -> Future.State.FAILED;
            case Killed<T> _ -> Future.State.CANCELLED;
        };
    }

    /// Gives the value, or throws what there is instead. What came out of a coroutine tells where that was spawned:
    /// [SpawnedAt].
    ///
    /// @param whose it is
    /// @return the value
    /// @throws CancellationException for one who was killed; what came out of one who failed is thrown as it is
    default T give(Object whose) {
        return switch (this) {
            case Value<T>(var value) -> value;
            case Failed<T>(var cause) -> throw Sneaky.raise(SpawnedAt.addTo(cause, whose));
            case Killed<T>(var exit) -> throw (CancellationException) new CancellationException(whose + " was killed")
                .initCause(exit);
        };
    }
}

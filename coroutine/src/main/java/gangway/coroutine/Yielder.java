package gangway.coroutine;

/// What the body of a generator gives its values to. It is good for that body only, while that runs.
///
/// @param <Y> what the generator gives
/// @param <S> what is sent to it
public sealed interface Yielder<Y, S> permits Frame, Push {

    /// Gives a value to whoever asked for one, and stops here until somebody asks for the next.
    ///
    /// @param value it
    /// @return what was sent along with that question; `null` if nothing was, as by [Generator#next]
    /// @throws MonitorHeld           inside `synchronized`
    /// @throws IllegalStateException when it is not called by the body itself, or from where the body cannot be left: from
    ///                               native code that called back, and from a class initializer
    S yield(Y value);

    /// Gives all values of another generator, as if its body stood here: what is sent, raised and closed goes there. However
    /// many are nested in that way, a value takes one step.
    ///
    /// @param generator the other; also one that is in its middle
    /// @return what its body returned; `null` if it had ended before
    <R> R yieldFrom(Generator<? extends Y, ? super S, R> generator);

    /// Gives all that there is in something. Nothing can be sent there. Is it left in its middle and can be closed
    /// ([AutoCloseable]), its iterator is.
    ///
    /// @param values what to give; a generator is treated as one
    /// @throws UnsupportedOperationException when something is sent
    void yieldFrom(Iterable<? extends Y> values);
}

package gangway.coroutine;

/// What is done with each of many things: a function that may wait and may fail with any exception.
///
/// @param <A> what it is done with
/// @param <R> what it gives
@FunctionalInterface
public interface Call<A, R> {

    /// Does it.
    ///
    /// @param argument with what
    /// @return the result
    /// @throws Exception whatever went wrong
    R call(A argument) throws Exception;
}

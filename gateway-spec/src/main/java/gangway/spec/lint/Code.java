package gangway.spec.lint;

/// A piece of the watched side's code.
///
/// @param <T> what it gives
/// @param <E> what it throws
@FunctionalInterface
interface Code<T, E extends Exception> {

    /// @return what it gives
    /// @throws E as it likes
    T run() throws E;
}

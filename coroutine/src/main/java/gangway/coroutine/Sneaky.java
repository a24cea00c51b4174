package gangway.coroutine;

/// Throws any throwable as it is. An exception that goes from one coroutine to another has to arrive as the very same object,
/// checked or not.
final class Sneaky {

    private Sneaky() {}

    /// @return never; so that a caller can write `throw Sneaky.raise(e)`
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException raise(Throwable error) throws E {
        throw (E) error;                                       // erased: the compiler infers that E is unchecked
    }
}

package gangway.coroutine;

import module java.base;

/// Ends a generator that is closed before its end: it is thrown where the body stopped, so that its `finally` blocks run.
///
/// It is an `Error`, so that `catch (Exception e)` does not swallow it by mistake. Who catches it must not yield any more.
public final class GeneratorExit extends Error {

    @Serial
    private static final long serialVersionUID = 1;

    /// Says nothing more.
    public GeneratorExit() {}
}

package gangway.coroutine;

import module java.base;

/// Ends a coroutine or a greenlet without being a failure: whoever is killed finds it thrown where it waits.
///
/// It is an `Error`, so that `catch (Exception e)` does not swallow it by mistake. It runs `finally` blocks on its way; who
/// catches it and goes on has refused to die.
public final class GreenletExit extends Error {

    @Serial
    private static final long serialVersionUID = 1;

    /// Says nothing more.
    public GreenletExit() {}

    /// @param message why
    public GreenletExit(String message) {
        super(message);
    }
}

package gangway.coroutine;

import module java.base;

/// Ends the waits of a coroutine in a [CancelScope] that was cancelled: all of them, not only the next. Only scopes make it,
/// and each ends there where it began.
///
/// It is an `Error`, so that `catch (Exception e)` does not swallow it by mistake. Who catches it to clean up and has to wait for
/// that, does so inside a scope with a [CancelScope#shield].
public final class Cancelled extends Error {

    @Serial
    private static final long serialVersionUID = 1;

    Cancelled() {
        super("the scope that this is done in was cancelled");
    }

    /// Notes where it is thrown. Where it was made is who cancelled the scope.
    ///
    /// @return what is to be thrown
    Throwable arrive() {
        return super.fillInStackTrace();
    }

    /// Does nothing: see [#arrive].
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /// @return the same for a coroutine that it ended: it has done as it was told, as one that was killed
    GreenletExit asExit() {
        return (GreenletExit) new GreenletExit(getMessage()).initCause(this);
    }
}

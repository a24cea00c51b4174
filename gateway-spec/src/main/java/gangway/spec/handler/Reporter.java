package gangway.spec.handler;

import gangway.spec.Environ;

/// Is told what went wrong in a call. A server plugs its log in here.
@FunctionalInterface
public interface Reporter {

    /// Prints the stack trace to the environ's error stream, as wsgiref's `log_exception` does.
    Reporter STACK_TRACE = (environ, error) -> {
        error.printStackTrace(environ.errors());
        environ.errors().flush();
    };

    /// As [#STACK_TRACE], with fewer lines: `log_exception` and its `traceback_limit`.
    ///
    /// @param limit the most frames of each error, its causes included; those where it was thrown are kept
    /// @return prints to the environ's error stream
    static Reporter stackTrace(int limit) {
        if (limit < 0) throw new IllegalArgumentException("limit " + limit + ": use 0 for no frames at all");
        return (environ, error) -> {
            environ.errors().print(ShortTrace.of(error, limit));
            environ.errors().flush();
        };
    }

    /// Reports. Does not throw.
    ///
    /// @param environ of the request
    /// @param error   the very object that the application threw, or passed to `start`; a [gangway.spec.Violation] for a
    ///                breach of the contract that did not stop the response
    void report(Environ environ, Throwable error);
}

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

    /// Reports. Does not throw.
    ///
    /// @param environ of the request
    /// @param error   the very object that the application threw, or passed to `start`; a [gangway.spec.Violation] for a
    ///                breach of the contract that did not stop the response
    void report(Environ environ, Throwable error);
}

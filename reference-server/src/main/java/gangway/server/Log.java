package gangway.server;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Violation;

/// Is told what happens in a server, once per event. Called by many threads at once; never throws, never blocks for long.
public interface Log {

    /// Tells nobody.
    Log SILENT = new Log() { };

    /// A response was sent, wholly or in part.
    ///
    /// @param access what the access log says
    default void access(Access access) {
    }

    /// A request, or a whole connection, was not served because of what the client did; or its content turned out to be
    /// malformed while it was served.
    ///
    /// @param refusal why, and how it was answered
    default void refusal(Refusal refusal) {
    }

    /// How much of each request the server is to keep in case that it is refused.
    ///
    /// @return the most bytes of [Refusal#received]; 0 for none, which costs nothing
    default int recorded() {
        return 0;
    }

    /// An application failed or broke the contract.
    ///
    /// @param environ of the request
    /// @param error   the very object that it threw, or a [Violation]
    default void failure(Environ environ, Throwable error) {
    }

    /// The server itself met something that an operator should know.
    ///
    /// @param message one line
    /// @param error   what was thrown
    default void trouble(String message, Throwable error) {
    }

    /// Some trouble is over.
    ///
    /// @param message one line
    default void note(String message) {
    }

    /// Where [Environ#ERRORS] goes.
    ///
    /// @return shared by all requests
    default PrintWriter errors() {
        return new PrintWriter(Writer.nullWriter());
    }
}

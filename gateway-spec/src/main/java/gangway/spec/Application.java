package gangway.spec;

import module java.base;

/// What a server calls once for each request: PEP 3333's application object.
///
/// ```java
/// Application hello = (environ, start) -> start.text("200 OK", "Hello, world!\n");
/// ```
///
/// A lambda, a method reference, a record, an enum constant or a class will do. The application may be called again at any
/// time, and at the same time by several threads when `gateway.multithread` is true [1.2]; each call gets an environ of its
/// own.
@FunctionalInterface
public interface Application {

    /// Answers one request [1.1].
    ///
    /// The application calls `start` before the first non-empty block of its body is taken: here, or as late as in the
    /// first `next()` of what it returns. The server sends each block before it asks for the next, may stop asking early
    /// [1.7], and, if the body is [AutoCloseable], closes it exactly once whatever happens. Call, iteration and close
    /// happen on one thread.
    ///
    /// @param environ the request and the server's side of the contract; the application may change it
    /// @param start   begins the response
    /// @return the body: zero or more blocks of bytes [1.5], or a [Body]
    /// @throws Exception anything; the server logs it, answers 500 if nothing was sent yet, else breaks the response off
    Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception;

    /// Opens what the application needs for its whole life. A server calls this once per process before the first
    /// request, and closes the result after the last response.
    ///
    /// @param state where the application keeps what its requests share (ASGI's lifespan state)
    /// @return closed when the server stops
    /// @throws Exception when the application cannot start; the server then refuses to start
    default AutoCloseable open(Map<String, Object> state) throws Exception {
        return () -> {};
    }

    /// This application inside the given middleware, the first named outermost. [#open] of this application and of each
    /// layer is kept [7.6]: a layer opens only what is its own.
    ///
    /// @param middleware outermost first
    /// @return the wrapped application
    default Application with(Middleware... middleware) {
        return Stack.of(this, List.of(middleware));
    }
}

package gangway.spec;

import module java.base;

/// Takes work that the client need not wait for: PSGI's cleanup handlers, Rack's `rack.response_finished`.
///
/// ```java
/// Environ.ON_FINISHED.of(environ).add(finished -> metrics.count(finished.status()));
/// ```
///
/// What is added runs once, the last first, when the response is over and the body closed, on the thread of the call and
/// before the next request of the connection. A hook that throws is reported; the others run.
@FunctionalInterface
public interface OnFinished {

    /// Adds a hook.
    ///
    /// @param hook called once
    void add(Consumer<Finished> hook);

    /// How a call ended.
    ///
    /// @param environ of the call, as it is now
    /// @param status  that was sent; empty when none was
    /// @param headers that were sent with it
    /// @param error   what broke the call: thrown by the application, or the client's leaving
    record Finished(Environ environ, Optional<Status> status, Headers headers, Optional<Throwable> error) {
    }
}

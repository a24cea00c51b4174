package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Middleware;

/// What is wrong with the program at the moment, if anything. As a middleware it shows that to whoever loads a page in a
/// browser; every other request goes on to the last good code. Thread-safe.
final class Diagnosis implements Middleware {

    private final String name;
    private volatile Optional<Failure> failure = Optional.empty();

    /// @param name of the program
    Diagnosis(String name) {
        this.name = name;
    }

    void set(Failure found) {
        failure = Optional.of(found);
    }

    void clear() {
        failure = Optional.empty();
    }

    @Override
    public Application wrap(Application application) {
        return (environ, start) -> {
            Optional<Failure> found = failure;
            if (found.isEmpty() || !isPageLoad(environ)) return application.call(environ, start);
            start.start("500 Internal Server Error", "Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store");
            return List.of(DiagnosticsPage.of(name, found.get()).getBytes(StandardCharsets.UTF_8));
        };
    }

    /// What answers other requests while there is no good code yet.
    ///
    /// @return says what is wrong as plain text
    Application unavailable() {
        return (environ, start) -> {
            start.start("503 Service Unavailable", "Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store");
            return List.of((failure.map(Failure::report).orElse("") + "\n").getBytes(StandardCharsets.UTF_8));
        };
    }

    private static boolean isPageLoad(Environ environ) {
        return environ.method().equals("GET") && environ.header("Accept").orElse("").contains("text/html");
    }
}

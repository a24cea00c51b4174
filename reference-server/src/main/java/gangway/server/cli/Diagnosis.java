package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Middleware;

/// What is wrong with the program at the moment, if anything. As a middleware it shows that to whoever loads a page in a
/// browser on this machine; every other request goes on to the last good code. Thread-safe.
final class Diagnosis implements Middleware {

    private static final Set<String> NAMES_OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

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
            if (found.isEmpty() || !isPageLoad(environ) || !isLocal(environ)) return application.call(environ, start);
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
            String report = isLocal(environ) ? failure.map(Failure::report).orElse("")
                : name + " cannot be served now; the terminal that serves it says why";
            return List.of((report + "\n").getBytes(StandardCharsets.UTF_8));
        };
    }

    private static boolean isPageLoad(Environ environ) {
        return environ.method().equals("GET") && environ.header("Accept").orElse("").contains("text/html");
    }

    /// Whether a request comes from this machine, and by a name of this machine. The page shows source code: it is not for
    /// others on the network, nor for a site whose name was made to lead here (DNS rebinding).
    private static boolean isLocal(Environ environ) {
        String host = environ.header("Host").orElse("");
        int port = host.lastIndexOf(':');
        String machine = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return NAMES_OF_THIS_MACHINE.contains(machine.toLowerCase(Locale.ROOT)) && Environ.PEER.in(environ)
            .map(peer -> InetAddress.ofLiteral(peer.address()).isLoopbackAddress()).orElse(false);
    }
}

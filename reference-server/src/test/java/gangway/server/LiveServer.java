package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;

/// A server over real sockets, for one test, and what it reported. Closing it stops it, and then fails the test if an
/// application has found something wrong.
final class LiveServer implements AutoCloseable {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final Server server;
    private final Deployment deployment;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private LiveServer(Settings settings, Application application, Consumer<Refusal> refusals) throws Exception {
        deployment = Deployment.open(application);
        server = Server.start(settings.with(new Log() {
            @Override
            public void failure(Environ environ, Throwable error) {
                failures.add(error);
            }

            @Override
            public void refusal(Refusal refusal) {
                refusals.accept(refusal);
            }
        }), () -> deployment);
    }

    static LiveServer of(Worker worker, Application application) throws Exception {
        return of(Settings.loopback().with(worker), application);
    }

    static LiveServer of(Settings settings, Application application) throws Exception {
        return of(settings, application, _ -> { });
    }

    /// @param refusals is told of each
    static LiveServer of(Settings settings, Application application, Consumer<Refusal> refusals) throws Exception {
        return new LiveServer(settings, application, refusals);
    }

    LiveClient connect() throws IOException {
        return LiveClient.of(server.addresses().getFirst());
    }

    /// Sends one request on a connection of its own.
    ///
    /// @param request its lines; the connection must end behind it
    /// @return all that comes back, but for Date
    String ask(String request) throws IOException {
        try (LiveClient client = connect()) {
            client.send(request);
            return client.rest().replaceAll("Date: [^\r]*\r\n", "");
        }
    }

    /// Stops.
    ///
    /// @return all that was reported
    List<Throwable> failures() {
        server.stop(ENOUGH);
        return failures;
    }

    InetSocketAddress address() {
        return server.addresses().getFirst();
    }

    Deployment deployment() {
        return deployment;
    }

    @Override
    public void close() {
        for (Throwable error : failures()) if (error instanceof AssertionError failed) throw failed;
    }
}

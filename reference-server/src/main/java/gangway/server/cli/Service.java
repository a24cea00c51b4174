package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.server.RootPath;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.server.Timeouts;
import gangway.server.Worker;
import gangway.server.http1.Limits;

/// A server as the command line starts and stops it.
///
/// @param name        of what is served
/// @param arguments   the options
/// @param console     where it speaks
/// @param environment the process's variables
record Service(String name, Arguments arguments, Console console, Map<String, String> environment) {

    /// How long an application may take to close, once its last request is over.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /// Serves until the server is stopped, by a signal or otherwise.
    ///
    /// @param current what to serve; closed at the end, and also when it cannot be served
    /// @throws Failure when an option makes no sense, or an address cannot be bound
    void serve(Supplier<Deployment> current) throws Failure {
        try {
            List<Listener> listeners = listeners();
            Server server = bind(listeners, current);
            Duration grace = Duration.ofSeconds(arguments.get(ServeOptions.GRACEFUL_TIMEOUT).orElse(10));
            Shutdown.when(() -> {
                server.stop(grace);
                close(current.get());
            });
            announce(listeners, server.addresses());
            server.awaitStop();
        } finally {
            close(current.get());
        }
    }

    /// Where to listen: each `--bind`, else `--host` and `--port`.
    ///
    /// @return at least one
    /// @throws Failure for a contradiction, or a strange `PORT`
    List<Listener> listeners() throws Failure {
        List<Listener> bound = arguments.all(ServeOptions.BIND);
        boolean alsoOtherwise = arguments.has(ServeOptions.HOST) || arguments.has(ServeOptions.PORT);
        if (!bound.isEmpty() && alsoOtherwise)
            throw Failure.usage("--bind says where to listen, and so do --host and --port: give one or the other");
        if (!bound.isEmpty()) return bound;
        int port = arguments.has(ServeOptions.PORT) ? arguments.get(ServeOptions.PORT).orElseThrow() : defaultPort();
        return List.of(new Listener(arguments.get(ServeOptions.HOST).orElse("127.0.0.1"), port));
    }

    private int defaultPort() throws Failure {
        String port = environment.getOrDefault("PORT", "8000");
        try {
            return ServeOptions.PORT.value().of(port);
        } catch (IllegalArgumentException expected) {
            throw Failure.usage("the environment variable PORT is " + port + " and " + expected.getMessage());
        }
    }

    private Server bind(List<Listener> listeners, Supplier<Deployment> current) throws Failure {
        var addresses = new ArrayList<InetSocketAddress>();
        for (Listener listener : listeners) addresses.add(listener.resolve());
        try {
            return Server.start(settings(addresses), current);
        } catch (IOException e) {
            throw BindTrouble.explain(listeners, e);
        }
    }

    private Settings settings(List<InetSocketAddress> addresses) throws Failure {
        Worker worker = arguments.get(ServeOptions.WORKER).orElse(Worker.VIRTUAL);
        RootPath rootPath = arguments.get(ServeOptions.ROOT_PATH).orElse(RootPath.NONE);
        return new Settings(addresses, worker, limits(), timeouts(), log(), rootPath, arguments.all(ServeOptions.ENV));
    }

    /// @return what a client may ask of the server
    Limits limits() {
        Limits usual = Limits.DEFAULT;
        return usual.withRequestLine(arguments.get(ServeOptions.LIMIT_LINE).orElse(usual.requestLine()))
            .withFields(arguments.get(ServeOptions.LIMIT_FIELDS).orElse(usual.fields()))
            .withFieldLine(arguments.get(ServeOptions.LIMIT_FIELD_SIZE).orElse(usual.fieldLine()))
            .withBody(arguments.get(ServeOptions.LIMIT_BODY).orElse(usual.body()))
            .withConnections(arguments.get(ServeOptions.LIMIT_CONNECTIONS).orElse(usual.connections()),
                arguments.get(ServeOptions.LIMIT_PER_PEER).orElse(usual.connectionsPerPeer()));
    }

    /// @return how long it waits
    Timeouts timeouts() {
        Timeouts usual = Timeouts.DEFAULT;
        return new Timeouts(seconds(ServeOptions.HEADER_TIMEOUT, usual.head()), seconds(ServeOptions.KEEP_ALIVE, usual.idle()),
            seconds(ServeOptions.BODY_TIMEOUT, usual.body()), arguments.get(ServeOptions.MIN_RATE).orElse(usual.rate()),
            seconds(ServeOptions.WRITE_TIMEOUT, usual.write()), seconds(ServeOptions.TIMEOUT, usual.application()));
    }

    private Duration seconds(Option<Integer> option, Duration usual) {
        return arguments.get(option).map(Duration::ofSeconds).orElse(usual);
    }

    private ConsoleLog log() throws Failure {
        boolean isDefault = arguments.has(ServeOptions.RELOAD) || arguments.has(ServeOptions.VERBOSE);
        Optional<String> file = arguments.get(ServeOptions.ACCESS_LOG)
            .or(() -> isDefault && !isQuiet() ? Optional.of("-") : Optional.empty());
        Optional<PrintStream> access = file.isPresent() ? Optional.of(stream(file.get())) : Optional.empty();
        boolean verbose = arguments.has(ServeOptions.VERBOSE);
        return new ConsoleLog(access, refusals(), console.err(), verbose, ZoneId.systemDefault());
    }

    /// Refusals are no errors of the server, so `--quiet` shows none; the file is asked for by name and has them all.
    private RefusalLog refusals() throws Failure {
        Optional<Path> path = arguments.get(ServeOptions.BAD_REQUEST_LOG);
        Optional<RotatingFile> file = path.map(name -> new RotatingFile(name, RefusalLog.FILE_SIZE));
        try {
            if (file.isPresent()) file.get().append("");       // now, while somebody looks
        } catch (IOException e) {
            throw Failure.usage("--bad-request-log " + path.orElseThrow() + " cannot be written ("
                + e.getClass().getSimpleName() + "): name a file in a directory that is there and that you may write to");
        }
        return new RefusalLog(console.err(), !isQuiet(), file);
    }

    private PrintStream stream(String file) throws Failure {
        if (file.equals("-")) return console.out();
        try {
            return new PrintStream(new FileOutputStream(file, true), true);
        } catch (IOException e) {
            throw Failure.usage("--access-log " + file + " cannot be written: " + e.getMessage());
        }
    }

    private void announce(List<Listener> listeners, List<InetSocketAddress> real) {
        Worker worker = arguments.get(ServeOptions.WORKER).orElse(Worker.VIRTUAL);
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            String line = Usage.serving(name, listener.url(real.get(i).getPort()), worker, arguments.has(ServeOptions.RELOAD));
            if (!isQuiet()) console.say(line);
            if (!real.get(i).getAddress().isLoopbackAddress()) console.note(Usage.open(listener));
        }
        if (arguments.has(ServeOptions.OPEN)) Browser.open(listeners.getFirst().url(real.getFirst().getPort()), console);
    }

    private boolean isQuiet() {
        return arguments.has(ServeOptions.QUIET);
    }

    private void close(Deployment last) {
        try {
            last.close();
            if (!last.awaitClosed(CLOSING)) console.note(name + " is still busy and was not closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            console.err().println("closing " + name + " threw " + StackTrace.of(e));
        }
    }
}

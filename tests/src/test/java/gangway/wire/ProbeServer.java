package gangway.wire;

import module java.base;

import gangway.cli.Gangway;
import gangway.server.Deployment;
import gangway.server.Log;
import gangway.server.Refusal;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.server.Worker;
import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.StartResponse;

import javax.tools.ToolProvider;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Our server with the application that the cases talk to, and what it told of refusals. Closing it stops it.
final class ProbeServer implements AutoCloseable {

    private static final Path SOURCE = Gangway.ROOT.resolve("tests", "probe", "Probe.java");

    /// Of the file of 26 letters.
    static final String ETAG = "\"26\"", LAST_MODIFIED = "Thu, 01 Jan 2026 12:00:00 GMT";

    private final Server server;
    private final Map<Integer, List<Refusal>> refusals = new ConcurrentHashMap<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    private ProbeServer(Settings settings, Application application) throws Exception {
        Deployment deployment = Deployment.open(application);
        server = Server.start(settings.with(new Journal()), () -> deployment);
    }

    private final class Journal implements Log {
        @Override
        public void refusal(Refusal refusal) {
            refusals.computeIfAbsent(refusal.peer().port(), _ -> new CopyOnWriteArrayList<>()).add(refusal);
        }

        @Override
        public int recorded() {
            return 8192;
        }

        @Override
        public void failure(Environ environ, Throwable error) {
            boolean meant = environ.path().matches("/probe/(error|midfail|short|long|set|status).*");
            if (!meant) troubles.add(environ.path() + ": " + error);
        }

        @Override
        public void trouble(String message, Throwable error) {
            troubles.add(message + ": " + error);
        }
    }

    /// @param classes a directory for the classes of the probe application
    static ProbeServer start(Worker worker, Path classes) throws Exception {
        Application probe = probe(classes);
        Path alphabet = Files.write(classes.resolve("alphabet.txt"), "abcdefghijklmnopqrstuvwxyz".getBytes(US_ASCII));
        return new ProbeServer(Settings.loopback().with(worker), (environ, start) ->
            environ.path().startsWith("/static/") ? alphabet(alphabet, environ, start) : probe.call(environ, start));
    }

    /// A file of 26 letters.
    private static Iterable<byte[]> alphabet(Path file, Environ environ, StartResponse start) throws IOException {
        if (!environ.path().equals("/static/alphabet.txt")) return start.text("404 Not Found", "no such file\n");
        if (!Set.of("GET", "HEAD").contains(environ.method())) {
            start.start("405 Method Not Allowed", "Allow", "GET, HEAD");
            return List.of();
        }
        start.start("200 OK", "Content-Type", "text/plain", "ETag", ETAG, "Last-Modified", LAST_MODIFIED);
        return new Body.File(FileChannel.open(file), 0, Files.size(file));
    }

    /// Compiles the probe as `gangway serve` would.
    private static Application probe(Path classes) throws Exception {
        String path = System.getProperty("java.class.path");
        var messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, "-proc:none", "-p",
            specification(path), "--add-modules", "gangway.spec", "-d", classes.toString(), SOURCE.toString());
        if (result != 0) throw new AssertionError(SOURCE + " does not compile: " + messages);
        ClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ProbeServer.class.getClassLoader());
        Constructor<?> constructor = loader.loadClass("Probe").getDeclaredConstructor();
        constructor.setAccessible(true);
        Object probe = constructor.newInstance();
        Method application = probe.getClass().getDeclaredMethod("application", Environ.class, StartResponse.class);
        application.setAccessible(true);
        return (environ, start) -> call(application, probe, environ, start);
    }

    private static String specification(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator)).filter(entry -> entry.contains("gateway-spec")).findFirst()
            .orElseThrow();
    }

    @SuppressWarnings("unchecked")                             // the probe's application is one of blocks
    private static Iterable<byte[]> call(Method application, Object probe, Environ environ, StartResponse start)
            throws Exception {
        try {
            return (Iterable<byte[]>) application.invoke(probe, environ, start);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception exception) throw exception;
            throw e;
        }
    }

    InetSocketAddress address() {
        return server.addresses().getFirst();
    }

    /// What was refused of a client, by its port; complete once the server is closed.
    List<Refusal> refusals(int port) {
        return refusals.getOrDefault(port, List.of());
    }

    /// What should not have happened.
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        server.stop(Duration.ofSeconds(20));
    }
}

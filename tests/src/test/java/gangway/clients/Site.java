package gangway.clients;

import module java.base;

import gangway.server.Deployment;
import gangway.server.Log;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.server.Worker;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.HttpDate;
import gangway.spec.Peer;
import gangway.spec.StartResponse;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The server with what clients are tried with, and what it noticed of them. Closing it stops it, and fails the test if
/// something went wrong in here that the client did not see.
final class Site implements AutoCloseable {

    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private final Path file;
    private final Server server;
    private final Set<Peer> connections = ConcurrentHashMap.newKeySet();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private final CountDownLatch left = new CountDownLatch(1);

    private Site(Worker worker, Path file) throws Exception {
        this.file = file;
        Deployment deployment = Deployment.open(this::answer);
        server = Server.start(Settings.loopback().with(worker).with(new Log() {
            @Override
            public void failure(Environ environ, Throwable error) {
                failures.add(error);
            }
        }), () -> deployment);
    }

    /// Starts it.
    ///
    /// @param directory for the file of 3 MB that it serves
    static Site start(Worker worker, Path directory) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(4).nextBytes(content);
        return new Site(worker, Files.write(directory.resolve("served"), content));
    }

    private Iterable<byte[]> answer(Environ environ, StartResponse start) throws Exception {
        connections.add(Environ.PEER.of(environ));
        return switch (environ.path()) {
            case "/echo" -> start.bytes("200 OK", "application/octet-stream", environ.input().readAllBytes());
            case "/unread" -> start.text("413 Content Too Large", "no\n");
            case "/stream" -> blocks(start, "one\n", "two\n");
            case "/endless" -> endless(start);
            case "/file" -> download(start);
            case "/torn" -> downloads.getAndIncrement() == 0 ? torn(start) : download(start);
            case "/same" -> same(environ, start);
            case "/line-echo" -> lineEcho(start);
            case "/page" -> page(start);
            case "/part" -> part(environ, start);
            default -> start.text("404 Not Found", "nothing here\n");
        };
    }

    private static Iterable<byte[]> blocks(StartResponse start, String... blocks) throws IOException {
        start.start("200 OK", "Content-Type", "text/plain");
        return Stream.of(blocks).map(block -> block.getBytes(UTF_8)).toList();
    }

    /// Goes on until the client leaves.
    private Iterable<byte[]> endless(StartResponse start) throws IOException {
        start.start("200 OK", "Content-Type", "text/event-stream");
        return new Body.Push(out -> {
            try {
                while (true) out.write("data: more\n\n".getBytes(UTF_8));
            } finally {
                left.countDown();
            }
        });
    }

    private void describe(StartResponse start, String... fields) throws IOException {
        String modified = HttpDate.format(Files.getLastModifiedTime(file).toInstant());
        start.start("200 OK", Stream.concat(Stream.of("ETag", "\"served\"", "Last-Modified", modified, "Content-Type",
            "application/octet-stream"), Stream.of(fields)).toArray(String[]::new));
    }

    private Iterable<byte[]> download(StartResponse start) throws IOException {
        describe(start);
        return Body.of(file);
    }

    /// The first third of the file, as if the network had failed.
    private Iterable<byte[]> torn(StartResponse start) throws IOException {
        byte[] content = Files.readAllBytes(file);
        describe(start, "Content-Length", Integer.toString(content.length));
        return List.of(Arrays.copyOf(content, content.length / 3));
    }

    private static Iterable<byte[]> same(Environ environ, StartResponse start) throws IOException {
        boolean isKnown = environ.header("If-None-Match").equals(Optional.of("\"v1\""));
        start.start(isKnown ? "304 Not Modified" : "200 OK", "ETag", "\"v1\"", "Content-Type", "text/plain");
        return isKnown ? List.of() : List.of("v1\n".getBytes(UTF_8));
    }

    private static Iterable<byte[]> lineEcho(StartResponse start) throws IOException {
        start.start("101 Switching Protocols");
        return new Body.Upgrade("line-echo", InputStream::transferTo);
    }

    /// A page of many parts, each in a request of its own, and an upload.
    private static Iterable<byte[]> page(StartResponse start) throws IOException {
        String parts = IntStream.range(0, 24).mapToObj("<script async src=\"/part?%s\"></script>"::formatted)
            .collect(Collectors.joining("\n"));
        return start.html("200 OK", """
            <!doctype html><title>loading</title><p id="out">waiting</p><p id="seen">0</p>
            <script>
            let seen = 0;
            const part = () => document.getElementById('seen').textContent = ++seen + ' parts';
            fetch('/echo', {method: 'POST', body: 'x'.repeat(100000)}).then(response => response.text())
                .then(text => document.getElementById('out').textContent = 'echoed ' + text.length);
            </script>
            """ + parts);
    }

    private static Iterable<byte[]> part(Environ environ, StartResponse start) throws IOException {
        String padding = " ".repeat(1000 * Integer.parseInt(environ.query()));
        return start.bytes("200 OK", "text/javascript", (padding + "part()").getBytes(UTF_8));
    }

    int port() {
        return server.addresses().getFirst().getPort();
    }

    /// Without a slash at the end.
    String url() {
        return "http://127.0.0.1:" + port();
    }

    /// The file behind `/file`.
    Path file() {
        return file;
    }

    /// How many connections requests came over.
    int connections() {
        return connections.size();
    }

    /// Waits until the reader of `/endless` has left.
    boolean isLeft() throws InterruptedException {
        return left.await(ENOUGH.toSeconds(), TimeUnit.SECONDS);
    }

    /// Stops.
    ///
    /// @return what failed in here, which is then forgotten
    List<Throwable> failures() {
        server.stop(ENOUGH);
        List<Throwable> reported = List.copyOf(failures);
        failures.clear();
        return reported;
    }

    @Override
    public void close() {
        List<Throwable> reported = failures();
        if (!reported.isEmpty()) throw new AssertionError("the server reported " + reported, reported.getFirst());
    }
}

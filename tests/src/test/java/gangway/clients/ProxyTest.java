package gangway.clients;

import module java.base;

import gangway.server.Worker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server behind nginx, which keeps connections to it and sends requests of several clients over each.
@Timeout(120)
class ProxyTest {

    /// Under `/slow` nginx has all of a request before it passes it on, and of a response too.
    private static final String CONFIGURATION = """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr notice;
        events { worker_connections 128; }
        http {
            access_log off;
            client_max_body_size 0;
            client_body_temp_path temporary; proxy_temp_path temporary; fastcgi_temp_path temporary;
            uwsgi_temp_path temporary; scgi_temp_path temporary;
            upstream gangway { server 127.0.0.1:%s; keepalive 4; }
            map $http_upgrade $option { default upgrade; '' ''; }
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $option;
            server {
                listen unix:%s;
                location / { proxy_pass http://gangway; proxy_buffering off; proxy_request_buffering off; }
                location /slow/ { proxy_pass http://gangway/; }
            }
        }
        """;

    @TempDir
    private Path directory;
    private Optional<Process> nginx = Optional.empty();

    private Path socket() {
        return directory.resolve("nginx");
    }

    /// Starts nginx before a site, and waits until it listens: then it says which events it waits for.
    private Site start(Worker worker) throws Exception {
        Program program = Program.require("nginx");
        Site site = Site.start(worker, directory);
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(site.port(), socket()));
        Process process = program.start("-p", directory.toString(), "-c", configuration.toString());
        nginx = Optional.of(process);
        BufferedReader told = process.inputReader();
        var lines = new ArrayList<String>();
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            if (line.contains("event method")) {
                CompletableFuture.runAsync(() -> told.lines().forEach(_ -> {}));   // or it would wait for a reader
                return site;
            }
            lines.add(line);
        }
        site.close();
        throw new AssertionError("nginx ended: " + lines);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (nginx.isEmpty()) return;
        nginx.get().destroy();
        assertTrue(nginx.get().waitFor(20, TimeUnit.SECONDS));
    }

    private String curl(String... arguments) throws Exception {
        return Program.require("curl").run(Stream.concat(Stream.of("-sS", "--unix-socket", socket().toString()),
            Stream.of(arguments)).toArray(String[]::new));
    }

    private String copy() {
        return directory.resolve("copy").toString();
    }

    @ParameterizedTest
    @EnumSource
    void twoHundredRequestsShareFewConnections(Worker worker) throws Exception {
        try (Site site = start(worker)) {
            String answers = curl("--no-progress-meter", "--parallel", "--parallel-max", "4", "http://x/stream?[1-200]");
            assertEquals("one\ntwo\n".length() * 200, answers.length(), answers);
            assertEquals(200, answers.lines().filter("one"::equals).count());
            assertTrue(site.connections() <= 8, site.connections() + " connections");
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeContentPassesEitherWay(Worker worker) throws Exception {
        try (Site site = start(worker)) {
            for (String path : List.of("/", "/slow/")) {
                curl("-o", copy(), "http://x" + path + "file");
                assertEquals(-1, Files.mismatch(site.file(), Path.of(copy())));
                curl("-T", site.file().toString(), "-o", copy(), "http://x" + path + "echo");
                assertEquals(-1, Files.mismatch(site.file(), Path.of(copy())));
                curl("-T", site.file().toString(), "-H", "Transfer-Encoding: chunked", "-o", copy(),
                    "http://x" + path + "echo");
                assertEquals(-1, Files.mismatch(site.file(), Path.of(copy())));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void responsesWithoutContentEndWhereTheyEnd(Worker worker) throws Exception {
        try (Site site = start(worker)) {
            assertTrue(curl("-I", "http://x/file").contains("\r\nContent-Length: 3000000\r\n"));
            for (int n = 0; n < 3; n++) {
                assertTrue(curl("-I", "http://x/stream").startsWith("HTTP/1.1 200 OK\r\n"));
                String same = curl("-i", "-H", "If-None-Match: \"v1\"", "http://x/same");
                assertTrue(same.startsWith("HTTP/1.1 304 Not Modified\r\n") && same.endsWith("\r\n\r\n"), same);
                assertEquals("one\ntwo\n", curl("http://x/stream"));
            }
            assertEquals(1, site.connections());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEarlyRefusalIsPassedOn(Worker worker) throws Exception {
        try (Site site = start(worker)) {
            for (String path : List.of("/", "/slow/"))
                assertEquals("no\n413", curl("-H", "Expect:", "-T", site.file().toString(), "-w", "%{http_code}",
                    "http://x" + path + "unread"));
            assertEquals("one\ntwo\n", curl("http://x/stream"), "and nothing of the upload is a request");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUpgradePassesThrough(Worker worker) throws Exception {
        try (Site _ = start(worker); var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            InputStream in = Channels.newInputStream(channel);
            channel.write(US_ASCII.encode("GET /line-echo HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\n"
                + "Upgrade: line-echo\r\n\r\nearly, "));
            String head = "";
            for (; !head.endsWith("\r\n\r\n"); head += (char) in.read()) assertFalse(head.length() > 1000, head);
            assertTrue(head.startsWith("HTTP/1.1 101 Switching Protocols\r\n"), head);
            channel.write(US_ASCII.encode("late"));
            assertEquals("early, late", new String(in.readNBytes("early, late".length()), US_ASCII));
            channel.shutdownOutput();
            assertEquals(-1, in.read());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsArriveWhileTheyAreMadeAndEndWhenTheReaderLeaves(Worker worker) throws Exception {
        try (Site site = start(worker)) {
            Process reader = Program.require("curl").start("-sSN", "--unix-socket", socket().toString(), "http://x/endless");
            assertEquals("data: more", reader.inputReader().readLine());
            reader.destroyForcibly();
            assertTrue(site.isLeft(), "nginx passes on that its client has left");
        }
    }
}

package gangway.clients;

import module java.base;

import gangway.server.Deployment;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.server.Worker;
import gangway.spec.Environ;
import gangway.spec.StartResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server in the eyes of clients that nobody here wrote: curl, Python's http.client, a browser.
@Timeout(120)
class ClientsTest {

    @TempDir
    private Path directory;
    private Optional<Server> running = Optional.empty();

    /// Starts the server with an application that echoes.
    ///
    /// @return its address as a URL without a slash at the end
    private String start(Worker worker) throws Exception {
        Deployment deployment = Deployment.open(ClientsTest::echo);
        Server server = Server.start(Settings.loopback().with(worker), () -> deployment);
        running = Optional.of(server);
        return "http://127.0.0.1:" + server.addresses().getFirst().getPort();
    }

    private static Iterable<byte[]> echo(Environ environ, StartResponse start) throws IOException {
        return switch (environ.path()) {
            case "/unread" -> start.text("403 Forbidden", "no\n");
            case "/stream" -> {
                start.start("200 OK", "Content-Type", "text/plain");
                yield List.of("one\n".getBytes(UTF_8), "two\n".getBytes(UTF_8));
            }
            case "/page" -> start.html("200 OK", """
                <!doctype html><title>loading</title><p id="out">waiting</p>
                <script>
                fetch('/echo', {method: 'POST', body: 'x'.repeat(100000)}).then(response => response.text())
                    .then(text => document.getElementById('out').textContent = 'echoed ' + text.length);
                </script>
                """);
            default -> start.bytes("200 OK", "text/plain", environ.input().readAllBytes());
        };
    }

    @AfterEach
    void stop() {
        running.ifPresent(server -> server.stop(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @EnumSource
    void curlKeepsItsConnection(Worker worker) throws Exception {
        String url = start(worker) + "/echo";
        String told = Program.require("curl").run("-sv", "-d", "first", url, "--next", "-sv", "-d", "second", url);
        assertTrue(told.contains("first") && told.contains("second"), told);
        assertTrue(told.contains("Re-using existing connection"), told);
    }

    @ParameterizedTest
    @EnumSource
    void curlUploadsInChunks(Worker worker) throws Exception {
        Path file = Files.writeString(directory.resolve("upload"), "0123456789".repeat(100_000));
        Path copy = directory.resolve("copy");
        Program.require("curl").run("-sS", "-H", "Transfer-Encoding: chunked", "-T", file.toString(), "-o", copy.toString(),
            start(worker) + "/echo");
        assertEquals(-1, Files.mismatch(file, copy));
    }

    @ParameterizedTest
    @EnumSource
    void curlWaitsForOneHundredContinue(Worker worker) throws Exception {
        Path file = Files.writeString(directory.resolve("upload"), "0123456789".repeat(1000));
        String told = Program.require("curl").run("-sSv", "-H", "Expect: 100-continue", "--expect100-timeout", "50", "-T",
            file.toString(), "-o", directory.resolve("copy").toString(), start(worker) + "/echo");
        assertTrue(told.contains("< HTTP/1.1 100 Continue"), told);
        assertEquals(-1, Files.mismatch(file, directory.resolve("copy")));
    }

    @ParameterizedTest
    @EnumSource
    void curlReadsARefusalThatComesBeforeItsUpload(Worker worker) throws Exception {
        Path file = Files.write(directory.resolve("upload"), new byte[3_000_000]);
        String url = start(worker) + "/unread";
        assertEquals("no\n", Program.require("curl").run("-sS", "-H", "Expect:", "-T", file.toString(), url));
    }

    @ParameterizedTest
    @EnumSource
    void curlSeesTheHeadOfGetAfterHead(Worker worker) throws Exception {
        String head = Program.require("curl").run("-sSI", start(worker) + "/page");
        assertTrue(head.startsWith("HTTP/1.1 200 OK") && head.matches("(?s).*\r\nContent-Length: \\d{3}\r\n.*"), head);
    }

    @ParameterizedTest
    @EnumSource
    void curlReadsChunksAndPlainStreams(Worker worker) throws Exception {
        String url = start(worker);
        assertEquals("one\ntwo\n", Program.require("curl").run("-sS", url + "/stream"));
        assertEquals("one\ntwo\n", Program.require("curl").run("-sS", "--http1.0", url + "/stream"));
    }

    @ParameterizedTest
    @EnumSource
    void pythonsHttpClientKeepsItsConnection(Worker worker) throws Exception {
        Path script = Files.writeString(directory.resolve("client.py"), """
            import http.client, sys
            client = http.client.HTTPConnection(sys.argv[1])
            client.request('POST', '/echo', body='hello')
            print(client.getresponse().read())
            before = client.sock
            client.request('POST', '/echo', body=iter([b'in ', b'chunks']), encode_chunked=True)
            print(client.getresponse().read())
            client.request('HEAD', '/stream')
            print(client.getresponse().read())
            client.request('GET', '/stream')
            response = client.getresponse()
            print(response.status, response.version, response.read())
            print(client.sock is before)
            """);
        assertEquals("""
            b'hello'
            b'in chunks'
            b''
            200 11 b'one\\ntwo\\n'
            True
            """, Program.python("http.client").run(script.toString(), start(worker).replace("http://", "")));
    }

    @ParameterizedTest
    @EnumSource
    void aBrowserShowsAPageAndUploads(Worker worker) throws Exception {
        String page = Program.require("chromium", "chromium-browser", "google-chrome").run("--headless", "--no-sandbox",
            "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--user-data-dir=" + directory.resolve("profile"),
            "--virtual-time-budget=10000", "--dump-dom", start(worker) + "/page");
        assertTrue(page.contains("echoed 100000"), page);
    }
}

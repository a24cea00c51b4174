package gangway.clients;

import module java.base;
import module java.net.http;

import gangway.cli.Gangway;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `gangway cgi` started by a web server that nobody here wrote: that of Python, which sends the output of a CGI program
/// on behind a status line of its own.
@Tag("facts-46")
@Timeout(120)
class CgiTest {

    /// A program's user is not changed: nobody else could read a test's directory.
    private static final String SERVER = """
        import http.server, os, sys
        if not hasattr(http.server, 'CGIHTTPRequestHandler'):
            print('none', flush=True)
            sys.exit()
        http.server.nobody_uid = os.getuid
        server = http.server.HTTPServer(('127.0.0.1', 0), http.server.CGIHTTPRequestHandler)
        print(server.server_port, flush=True)
        server.serve_forever()
        """;

    private static final String PROGRAM = """
        import module gangway.spec;

        Iterable<byte[]> application(Environ environ, StartResponse start) throws Exception {
            System.out.println("this is no part of the response");
            String content = new String(environ.input().readAllBytes());
            return start.text("202 Accepted", environ.method() + " " + environ.scriptName() + " " + environ.path() + " "
                + environ.query() + " " + environ.contentType().orElse("") + " " + content);
        }

        void main() { }
        """;

    @TempDir
    private Path directory;
    private Process server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        Path script = Files.createDirectories(directory.resolve("cgi-bin")).resolve("echo");
        Files.writeString(directory.resolve("Echo.java"), PROGRAM);
        Files.writeString(script, "#!/bin/sh\nexec '%s' cgi '%s'\n".formatted(Gangway.ROOT.resolve("gangway"),
            directory.resolve("Echo.java")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        var builder = new ProcessBuilder(Program.python().command().toString(), "-W", "ignore", "-c", SERVER)
            .directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GANGWAY_JAVA_HOME", System.getProperty("java.home"));
        server = builder.start();
        String port = server.inputReader(UTF_8).readLine();
        boolean isMissing = port == null || port.equals("none");
        if (isMissing) throw Program.skip("this Python has no CGIHTTPRequestHandler (3.15 removed it)");
        url = "http://127.0.0.1:" + port + "/cgi-bin/echo";
    }

    @AfterEach
    void stop() {
        server.destroyForcibly();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        }
    }

    @Test
    void aRequestIsAnsweredByTheApplication() throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(url + "/caf%C3%A9?q=%20%C3%A9&x=")));
        assertEquals("GET /cgi-bin/echo /café q=%20%C3%A9&x=  ", answer.body().replace("text/plain", ""));
        assertEquals(Optional.of("202 Accepted"), answer.headers().firstValue("Status"));
        assertEquals(Optional.of("text/plain; charset=utf-8"), answer.headers().firstValue("Content-Type"));
    }

    @Test
    void theContentOfAPostArrives() throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(url + "/")).header("Content-Type", "text/x")
            .POST(HttpRequest.BodyPublishers.ofString("a=\u00E9")));
        assertTrue(answer.body().endsWith(" text/x a=\u00E9"), answer.body());
    }
}

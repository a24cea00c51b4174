package gangway.clients;

import module java.base;

import gangway.server.Deployment;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.spec.files.Directory;
import gangway.spec.files.StaticFiles;
import gangway.spec.gzip.Gzip;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Files and compression in the eyes of curl.
@Timeout(120)
class FilesTest {

    @TempDir
    private Path directory;
    private Server server;
    private String url;

    @BeforeEach
    void start() throws Exception {
        Path root = Files.createDirectory(directory.resolve("public"));
        Files.writeString(root.resolve("a.js"), "let a");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(root.resolve("a.js.gz")))) {
            gzip.write("let a".getBytes(UTF_8));
        }
        Files.write(root.resolve("big.bin"), new byte[3_000_000]);
        Deployment deployment = Deployment.open(new StaticFiles(Map.of("/static", new Directory(root)))
            .wrap((_, start) -> start.text("200 OK", "text ".repeat(2000))).with(new Gzip()));
        server = Server.start(Settings.loopback(), () -> deployment);
        url = "http://127.0.0.1:" + server.addresses().getFirst().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ofSeconds(5));
    }

    @Tag("facts-81")
    @Test
    void curlDecodesWhatWasCompressed() throws Exception {
        String told = Program.require("curl").run("-sS", "--compressed", "-D", "-", url + "/");
        assertTrue(told.contains("Content-Encoding: gzip\r\n") && told.contains("Vary: Accept-Encoding\r\n"), told);
        assertTrue(told.endsWith("\r\n\r\n" + "text ".repeat(2000)), told);
    }

    @Tag("facts-81")
    @Test
    void curlDecodesAFileThatWasCompressedBefore() throws Exception {
        String told = Program.require("curl").run("-sS", "--compressed", "-D", "-", url + "/static/a.js");
        assertTrue(told.contains("Content-Encoding: gzip\r\n") && told.endsWith("\r\n\r\nlet a"), told);
        assertEquals("let a", Program.require("curl").run("-sS", url + "/static/a.js"));
    }

    @Tag("facts-82")
    @Test
    void curlSeesNothingOutsideHoweverItAsks() throws Exception {
        Files.writeString(directory.resolve("secret.txt"), "secret");
        for (String path : List.of("/static/../secret.txt", "/static/%2e%2e/secret.txt", "/static/..%2fsecret.txt"))
            assertEquals("404", Program.require("curl").run("-sS", "--path-as-is", "-o", "/dev/null", "-w", "%{http_code}",
                url + path), path);
    }

    @Tag("facts-82")
    @Test
    void curlFollowsToADirectoryAndDownloadsWhatIsThere() throws Exception {
        assertTrue(Program.require("curl").run("-sSL", url + "/static").contains("<a href=\"./big.bin\">big.bin</a>"));
        Path copy = directory.resolve("copy");
        Program.require("curl").run("-sS", "-o", copy.toString(), url + "/static/big.bin");
        assertEquals(-1, Files.mismatch(directory.resolve("public/big.bin"), copy));
    }
}

package gangway.clients;

import module java.base;

import gangway.server.Worker;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server in the eyes of curl and wget.
@Timeout(120)
class CurlTest {

    @TempDir
    private Path directory;

    private static String curl(String... arguments) throws Exception {
        return Program.require("curl").run(arguments);
    }

    private Path upload() throws IOException {
        return Files.writeString(directory.resolve("upload"), "0123456789".repeat(100_000));
    }

    private String copy() {
        return directory.resolve("copy").toString();
    }

    @ParameterizedTest
    @EnumSource
    void itKeepsItsConnection(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String url = site.url() + "/echo";
            String told = curl("-sv", "-d", "first", url, "--next", "-sv", "-d", "second", url);
            assertTrue(told.contains("first") && told.contains("second"), told);
            assertTrue(told.contains("Re-using existing connection"), told);
            assertEquals(1, site.connections());
        }
    }

    @ParameterizedTest
    @EnumSource
    void itUploadsInChunks(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            curl("-sS", "-H", "Transfer-Encoding: chunked", "-T", upload().toString(), "-o", copy(), site.url() + "/echo");
            assertEquals(-1, Files.mismatch(upload(), Path.of(copy())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itWaitsForOneHundredContinue(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String told = curl("-sSv", "-H", "Expect: 100-continue", "--expect100-timeout", "50", "-T", upload().toString(),
                "-o", copy(), site.url() + "/echo");
            assertTrue(told.contains("< HTTP/1.1 100 Continue"), told);
            assertEquals(-1, Files.mismatch(upload(), Path.of(copy())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itReadsARefusalThatComesBeforeItsUpload(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String url = site.url() + "/unread";
            for (String expect : List.of("Expect:", "Expect: 100-continue"))
                assertEquals("no\n", curl("-sS", "-H", expect, "-T", site.file().toString(), url));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itSeesTheHeadOfGetAfterHead(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String head = curl("-sSI", site.url() + "/file");
            assertTrue(head.startsWith("HTTP/1.1 200 OK") && head.contains("\r\nContent-Length: 3000000\r\n"), head);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itReadsChunksAndPlainStreams(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            assertEquals("one\ntwo\n", curl("-sS", site.url() + "/stream"));
            assertEquals("one\ntwo\n", curl("-sS", "--http1.0", site.url() + "/stream"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itSeesThatADownloadWasCutAndResumesIt(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            Program curl = Program.require("curl");
            assertEquals(18, curl.attempt("-sS", "-o", copy(), site.url() + "/torn").exit(), "a partial file");
            assertEquals(1_000_000, Files.size(Path.of(copy())));
            curl.run("-sS", "-C", "-", "-o", copy(), site.url() + "/torn");
            assertEquals(-1, Files.mismatch(site.file(), Path.of(copy())));
            assertEquals(1, site.failures().size(), "the cut");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itTakesARangeAndNothingThatItHas(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String url = site.url() + "/file";
            curl("-sS", "-r", "1000-2000999", "-o", copy(), url);
            assertArrayEquals(Arrays.copyOfRange(Files.readAllBytes(site.file()), 1000, 2_001_000),
                Files.readAllBytes(Path.of(copy())));
            assertEquals("304 0", curl("-sS", "-z", site.file().toString(), "-w", "%{http_code} %{size_download}", url));
            assertEquals("416", curl("-sS", "-r", "3000000-", "-o", copy(), "-w", "%{http_code}", url));
        }
    }

    @ParameterizedTest
    @EnumSource
    void wgetResumesADownload(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            Files.write(Path.of(copy()), Arrays.copyOf(Files.readAllBytes(site.file()), 1_234_567));
            Program.require("wget").run("--no-proxy", "-q", "-c", "-O", copy(), site.url() + "/file");
            assertEquals(-1, Files.mismatch(site.file(), Path.of(copy())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void wgetKeepsItsConnectionAndPosts(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            Program wget = Program.require("wget");
            String told = wget.run("--no-proxy", "-O", copy(), site.url() + "/file", site.url() + "/stream");
            assertTrue(told.contains("Reusing existing connection"), told);
            assertEquals(3_000_008, Files.size(Path.of(copy())));
            wget.run("--no-proxy", "-q", "--post-file", upload().toString(), "-O", copy(), site.url() + "/echo");
            assertEquals(-1, Files.mismatch(upload(), Path.of(copy())));
        }
    }
}

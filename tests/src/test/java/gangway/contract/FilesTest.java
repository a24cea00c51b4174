package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.files.Directory;
import gangway.spec.gzip.Gzip;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Files and compression, on every server: neither knows on which one it runs.
@Timeout(60)
class FilesTest {

    @TempDir
    private Path directory;
    private Directory site;

    @BeforeEach
    void someFiles() throws IOException {
        Path root = Files.createDirectories(directory.resolve("public/sub")).getParent();
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(root.resolve("grün.txt"), "grün\n");
        Files.write(root.resolve("big.bin"), new byte[300_000]);
        site = new Directory(root);
    }

    @Tag("facts-82")
    @OnEachHost
    void aFileIsAnsweredWithItsLength(Host host) throws Exception {
        Reply reply = host.ask(site, Ask.get("/gr%C3%BCn.txt"));
        assertEquals(200, reply.code());
        assertEquals("grün\n", new String(reply.content(), UTF_8));
        assertEquals(Optional.of("6"), reply.headers().get("Content-Length"));
        assertTrue(reply.headers().contains("ETag") && reply.headers().contains("Last-Modified"));
        assertEquals(300_000, host.ask(site, Ask.get("/big.bin")).content().length);
    }

    @Tag("facts-82")
    @OnEachHost
    void headTellsTheSameWithoutTheFile(Host host) throws Exception {
        Reply reply = host.ask(site, Ask.of("HEAD", "/big.bin"));
        assertEquals(200, reply.code());
        assertEquals(Optional.of("300000"), reply.headers().get("Content-Length"));
        assertEquals(0, reply.content().length);
    }

    @Tag("facts-82")
    @OnEachHost
    void aDirectoryIsRedirectedWithItsQueryAndListed(Host host) throws Exception {
        Reply reply = host.ask(site, Ask.get("/sub?a=%2F&b"));
        assertEquals(301, reply.code());
        assertEquals(Optional.of("/sub/?a=%2F&b"), reply.headers().get("Location"));
        assertTrue(new String(host.ask(site, Ask.get("/")).content(), UTF_8).contains("<a href=\"./sub/\">sub/</a>"));
    }

    /// As sent, whatever a client library would make of it.
    @Tag("facts-82")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void noTargetOnTheWireLeadsOut(Host host) throws Exception {
        List<String> targets = List.of("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt",
            "/..\\secret.txt", "/..%5csecret.txt", "/sub/../../secret.txt", "/sub/%2e%2e/%2e%2e/secret.txt",
            "/..%00/secret.txt", "/%252e%252e/secret.txt", "/..;/secret.txt", "/....//secret.txt",
            "/%c0%ae%c0%ae/secret.txt", "//secret.txt", "//../secret.txt", "http://gangway.test/../secret.txt",
            "http://gangway.test/..%2fsecret.txt", "http://gangway.test//evil/..", "../secret.txt",
        "/public/../secret.txt", "/sub/..%2f..%2fsecret.txt");
        try (Host.Running running = host.start(site)) {
            for (String target : targets) {
                Reply reply = running.ask(Ask.get(target));
                assertTrue(Set.of(400, 404).contains(reply.code()), target + " -> " + reply.code());
                assertFalse(new String(reply.content(), UTF_8).equals("secret"), target);
            }
        }
    }

    @Tag("facts-82")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void noTargetOnTheWireRedirectsElsewhere(Host host) throws Exception {
        try (Host.Running running = host.start(site)) {
            for (String target : List.of("//sub", "///sub", "//evil/sub", "/%2fsub", "/%5csub", "http://evil//sub"))
                assertFalse(running.ask(Ask.get(target)).headers().contains("Location"), target);
            assertEquals(Optional.of("/sub/"), running.ask(Ask.get("http://evil/sub")).headers().get("Location"));
        }
    }

    @Tag("facts-81")
    @OnEachHost
    void compressedContentIsWhatItWas(Host host) throws Exception {
        byte[] text = "text".repeat(1000).getBytes(UTF_8);
        Application application = new Gzip().wrap((_, start) -> start.bytes("200 OK", "text/plain; charset=utf-8", text));
        Reply reply = host.ask(application, Ask.get("/", "Accept-Encoding: gzip"));
        assertEquals(Optional.of("gzip"), reply.headers().get("Content-Encoding"));
        assertEquals(Optional.of(Integer.toString(reply.content().length)), reply.headers().get("Content-Length"));
        assertArrayEquals(text, decoded(reply.content()).getBytes(ISO_8859_1));
    }

    /// The second block is made when the client has read the first.
    @Tag("facts-81")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void aStreamIsReadWhileItIsMade(Host host) throws Exception {
        var heard = new CountDownLatch(1);
        Application application = new Gzip().wrap((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            return () -> Stream.of("one", "two").peek(text -> {
                if (text.equals("two")) Bodies.await(heard);
            }).map(text -> text.getBytes(UTF_8)).iterator();
        });
        try (Host.Running running = host.start(application)) {
            Reply reply = running.ask(Ask.get("/", "Accept-Encoding: gzip"), soFar -> {
                if (decoded(soFar).equals("one")) heard.countDown();
                return true;
            });
            assertEquals("onetwo", decoded(reply.content()));
            assertTrue(reply.complete());
        }
    }

    /// As much as can be told of it.
    private static String decoded(byte[] gzip) {
        var text = new ByteArrayOutputStream();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            for (int b = in.read(); b >= 0; b = in.read()) text.write(b);
        } catch (IOException cut) {
            // there is more to come
        }
        return text.toString(UTF_8);
    }
}

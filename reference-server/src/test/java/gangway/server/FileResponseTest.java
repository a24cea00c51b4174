package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.rule.BodyRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// How a file leaves: with its head while it is small, by itself when it is large.
@Timeout(60)
@Tag("facts-41")
class FileResponseTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int SMALL = 16 * 1024;

    @TempDir
    private Path directory;

    private final List<Throwable> failures = new ArrayList<>();
    private final List<Access> accesses = new ArrayList<>();

    private Path file(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(directory.resolve("file"), content);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, ISO_8859_1);
    }

    private static Application serving(Path file) {
        return (_, start) -> {
            start.start("200 OK", "ETag", "\"a\"");
            return Body.of(file);
        };
    }

    /// What is transferred, apart from what is written.
    private static final class Transferring extends MemoryDuplex {
        private final Interruption behindTheFirstPiece;
        private int transfers;

        Transferring(String sent, Interruption behindTheFirstPiece) {
            super(sent);
            this.behindTheFirstPiece = behindTheFirstPiece;
        }

        @Override
        public long transfer(FileChannel from, long position, long count) throws IOException {
            long piece = super.transfer(from, position, count);
            if (++transfers == 1) behindTheFirstPiece.happen();
            return piece;
        }
    }

    private interface Interruption {
        void happen() throws IOException;
    }

    private Transferring serve(String sent, Application application) throws Exception {
        return serve(sent, application, () -> { });
    }

    private Transferring serve(String sent, Application application, Interruption behindTheFirstPiece) throws Exception {
        var duplex = new Transferring(sent, behindTheFirstPiece);
        Deployment deployment = Deployment.open(application);
        Settings settings = Settings.loopback().with(new Log() {
            @Override
            public void failure(Environ environ, Throwable error) {
                failures.add(error);
            }

            @Override
            public void access(Access access) {
                accesses.add(access);
            }
        });
        new Connection(duplex, new Gateway(settings, () -> deployment, InstantSource.system()), settings).run();
        return duplex;
    }

    private static String content(MemoryDuplex duplex) {
        return duplex.written().substring(duplex.written().indexOf("\r\n\r\n") + 4);
    }

    @Tag("facts-64")
    @Test
    void aSmallFileIsOneWriteWithItsHead() throws Exception {
        Path file = file(SMALL);
        var duplex = serve(GET, serving(file));
        assertEquals(1, duplex.writes().size());
        assertEquals(text(file), content(duplex));
    }

    @Verifies(body = BodyRule.FILE)
    @Test
    void aLargerFileFollowsItsHead() throws Exception {
        Path file = file(SMALL + 1);
        var duplex = serve(GET, serving(file));
        assertTrue(duplex.writes().getFirst().endsWith("Content-Length: 16385\r\n\r\n"), duplex.writes().getFirst());
        assertTrue(duplex.transfers > 0);
        assertEquals(text(file), content(duplex));
        assertEquals(SMALL + 1, accesses.getFirst().bytes());
    }

    @Test
    void aPartOfAFileIsSentLikeAWholeOne() throws Exception {
        Path file = file(4 * SMALL);
        var duplex = serve(GET.replace("\r\n\r\n", "\r\nRange: bytes=100-40000\r\n\r\n"), serving(file));
        assertTrue(duplex.transfers > 0);
        assertEquals(text(file).substring(100, 40_001), content(duplex));
    }

    @Test
    void forHeadAFileIsNotSent() throws Exception {
        var duplex = serve(GET.replace("GET", "HEAD"), serving(file(2 * SMALL)));
        assertEquals(0, duplex.transfers);
        assertTrue(duplex.written().endsWith("Content-Length: 32768\r\n\r\n"), duplex.written());
    }

    /// The trailers take the length away.
    @Test
    void inChunksAFileIsSentBlockByBlock() throws Exception {
        Path file = file(2 * SMALL);
        var duplex = serve(GET.replace("\r\n\r\n", "\r\nTE: trailers\r\n\r\n"), (environ, start) -> {
            Environ.TRAILERS.of(environ).add("X-Sum", () -> "abc");
            return serving(file).call(environ, start);
        });
        assertEquals(0, duplex.transfers);
        assertEquals("8000\r\n" + text(file) + "\r\n0\r\nX-Sum: abc\r\n\r\n", content(duplex));
    }

    @Test
    void aFileThatShrinksOnTheWayIsACutResponseAndIsReported() throws Exception {
        Path file = file(2 * SMALL);
        var duplex = serve(GET + GET, serving(file), () -> {
            try (var writing = FileChannel.open(file, StandardOpenOption.WRITE)) {
                writing.truncate(5000);
            }
        });
        assertEquals(5000, content(duplex).length(), "and nothing answers the second request");
        assertInstanceOf(EOFException.class, failures.getFirst());
        assertFalse(accesses.getFirst().complete());
    }

    @Test
    void aFileThatGrowsOnTheWayIsSentAsItWasAnnounced() throws Exception {
        Path file = file(2 * SMALL);
        String before = text(file);
        var duplex = serve(GET, serving(file), () -> Files.write(file, new byte[100], StandardOpenOption.APPEND));
        assertEquals(before, content(duplex));
        assertEquals(List.of(), failures);
    }

    @ParameterizedTest
    @EnumSource
    void aClientSeesThatAFileHasShrunk(Worker worker) throws Exception {
        Path file = directory.resolve("large");
        long size = 256L << 20;                                // far more than lies in sockets between the two
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        try (var server = LiveServer.of(worker, serving(file)); var client = server.connect()) {
            client.send("GET / HTTP/1.1\nHost: x\n\n");
            client.until("Content-Length: 268435456\n\n");
            try (var writing = FileChannel.open(file, StandardOpenOption.WRITE)) {
                writing.truncate(0);
            }
            assertTrue(client.socket().getInputStream().transferTo(OutputStream.nullOutputStream()) < size);
            assertInstanceOf(EOFException.class, server.failures().getFirst());
        }
    }
}

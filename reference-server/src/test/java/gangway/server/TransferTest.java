package gangway.server;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Much that goes to the client, in pieces.
@Timeout(60)
class TransferTest {

    @TempDir
    private Path directory;

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("file"), content);
    }

    private static byte[] much() {
        byte[] much = new byte[3_000_000];
        new Random(1).nextBytes(much);
        return much;
    }

    private static Connection over(Duplex duplex) {
        var gateway = new Gateway(Settings.loopback(), () -> {
            throw new IllegalStateException("there is no application");
        }, InstantSource.system());
        return new Connection(duplex, gateway, Settings.loopback());
    }

    /// What the other end of a socket receives.
    private static byte[] received(Worker worker, Sending sending) throws Exception {
        try (var listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
             var client = SocketChannel.open(listener.getLocalAddress())) {
            var failure = new CompletableFuture<Optional<Throwable>>();
            SocketChannel channel = listener.accept();
            worker.run(() -> {
                try (var duplex = new SocketDuplex(channel)) {
                    sending.to(over(duplex));
                    failure.complete(Optional.empty());
                } catch (Throwable e) {
                    failure.complete(Optional.of(e));
                }
            });
            byte[] all = client.socket().getInputStream().readAllBytes();
            assertEquals(Optional.empty(), failure.get());
            return all;
        }
    }

    private interface Sending {
        void to(Connection connection) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void aPartOfAFileArrivesWhole(Worker worker) throws Exception {
        byte[] much = much();
        Path file = file(much);
        assertArrayEquals(Arrays.copyOfRange(much, 1000, 2_900_000), received(worker, connection -> {
            try (var from = FileChannel.open(file)) {
                assertEquals(2_899_000, connection.transfer(from, 1000, 2_899_000));
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void manyBuffersArriveInTheirOrder(Worker worker) throws Exception {
        byte[] much = much();
        assertArrayEquals(much, received(worker, connection -> connection.write(List.of(ByteBuffer.wrap(much, 0, 100),
            ByteBuffer.wrap(much, 100, 0), ByteBuffer.wrap(much, 100, 2_000_000).slice(),
            ByteBuffer.wrap(much, 2_000_100, 999_900).asReadOnlyBuffer()))));
    }

    @Test
    void aFileThatShrankIsAnErrorOfItsOwn() throws Exception {
        var duplex = new MemoryDuplex("");
        try (var from = FileChannel.open(file("hello".getBytes(UTF_8)))) {
            assertThrows(EOFException.class, () -> over(duplex).transfer(from, 0, 6));
        }
        assertEquals("hello", duplex.written());
    }
}

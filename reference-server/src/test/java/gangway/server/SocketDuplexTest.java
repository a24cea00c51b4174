package gangway.server;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/// A socket whose other end is slower than this one.
@Timeout(60)
class SocketDuplexTest {

    private static final long SIZE = 64L << 20;                // far more than lies in sockets between the two

    @TempDir
    private Path directory;

    /// Each piece of the file, sent to somebody who reads a little at a time.
    private static List<Long> pieces(Worker worker, FileChannel from) throws Exception {
        try (var listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
             var client = SocketChannel.open(listener.getLocalAddress())) {
            var pieces = new CompletableFuture<List<Long>>();
            SocketChannel channel = listener.accept();
            worker.run(() -> {
                try (var duplex = new SocketDuplex(channel)) {
                    duplex.write(List.of(ByteBuffer.wrap(new byte[1])));   // the mode of a socket is decided by its first use
                    var sent = new ArrayList<Long>();
                    for (long at = 0; at < SIZE; at += sent.getLast()) sent.add(duplex.transfer(from, at, SIZE - at));
                    pieces.complete(sent);
                } catch (Throwable e) {
                    pieces.completeExceptionally(e);
                }
            });
            byte[] little = new byte[2000];
            for (int count = 0; count >= 0; ) count = client.socket().getInputStream().read(little);
            return pieces.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheClientIsSlowATransferWaits(Worker worker) throws Exception {
        try (var file = new RandomAccessFile(directory.resolve("sparse").toFile(), "rw")) {
            file.setLength(SIZE);
            List<Long> pieces = pieces(worker, file.getChannel());
            assertEquals(SIZE, pieces.stream().mapToLong(Long::longValue).sum());
            assertFalse(pieces.contains(0L), "it came back with nothing done, to be asked again at once");
        }
    }
}

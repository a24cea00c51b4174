package gangway.server;

import module java.base;

import gangway.coroutine.testing.TestSocket;
import gangway.spec.Peer;

/// A client on a network of a hub under test.
///
/// @param socket this end of the connection to it
record NetworkDuplex(TestSocket socket) implements Duplex {

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return socket.read(into, offset, length);
    }

    @Override
    public int poll(byte[] into, int offset, int length) throws IOException {
        return socket.poll(into, offset, length);
    }

    @Override
    public void write(List<ByteBuffer> buffers) throws IOException {
        for (var buffer : buffers) {
            if (!buffer.hasRemaining()) continue;
            socket.write(buffer);
            return;
        }
    }

    @Override
    public long transfer(FileChannel from, long position, long count) throws IOException {
        var piece = ByteBuffer.allocate((int) Math.min(count, 1000));
        int size = Math.max(0, from.read(piece, position));
        piece.flip();
        while (piece.hasRemaining()) socket.write(piece);
        return size;
    }

    /// For ever is more than a hub's time can count.
    @Override
    public void patience(Duration duration) {
        socket.timeout(duration.compareTo(Timeouts.NEVER) < 0 ? duration : Duration.ZERO);
    }

    @Override
    public void endOutput() throws IOException {
        socket.endOutput();
    }

    @Override
    public void reset() {
        socket.reset();
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public Peer peer() {
        return new Peer("192.0.2.1", socket.peerPort());
    }

    @Override
    public Peer local() {
        return new Peer("192.0.2.2", socket.port());
    }
}

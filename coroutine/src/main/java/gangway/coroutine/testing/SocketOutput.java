package gangway.coroutine.testing;

import module java.base;

/// What is written to a socket, as a stream: it writes all that it is given.
final class SocketOutput extends OutputStream {

    private final TestSocket socket;

    SocketOutput(TestSocket socket) {
        this.socket = socket;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        var left = ByteBuffer.wrap(bytes, offset, length);
        while (left.hasRemaining()) socket.write(left);
    }

    @Override
    public void close() {
        socket.close();
    }
}

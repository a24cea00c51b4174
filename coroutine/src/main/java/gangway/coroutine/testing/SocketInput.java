package gangway.coroutine.testing;

import module java.base;

/// What a socket reads, as a stream.
final class SocketInput extends InputStream {

    private final TestSocket socket;

    SocketInput(TestSocket socket) {
        this.socket = socket;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        return socket.read(into, offset, length);
    }

    @Override
    public int available() throws IOException {
        return socket.available();
    }

    @Override
    public void close() {
        socket.close();
    }
}

package gangway.server;

import module java.base;

/// What goes to the client once the connection has left HTTP: each write at once.
final class ConnectionOutput extends OutputStream {

    private final Connection connection;

    ConnectionOutput(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        connection.write(List.of(ByteBuffer.wrap(bytes, offset, length)));
    }
}

package gangway.server;

import module java.base;

/// What the client sends once the connection has left HTTP.
final class ConnectionInput extends InputStream {

    private final Connection connection;
    private final Patience patience = Patience.of(Timeouts.NEVER);   // another protocol has other times

    ConnectionInput(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return connection.read(patience, into, offset, length);
    }
}

package gangway.spec.handler;

import module java.base;

import gangway.spec.ClientDisconnected;

/// Exactly so many bytes of another stream: the content of a request whose end the stream itself does not tell. Not
/// thread-safe.
final class FixedLength extends InputStream {

    private final InputStream source;
    private final long length;
    private long left;

    /// @param source holds the content, and perhaps more
    /// @param length of the content, in bytes
    FixedLength(InputStream source, long length) {
        this.source = source;
        this.length = length;
        left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int size) throws IOException {
        Objects.checkFromIndexSize(offset, size, into.length);
        if (size == 0) return 0;
        if (left == 0) return -1;                              // whatever the source still has [3.3]
        int count = source.read(into, offset, (int) Math.min(size, left));
        if (count < 0)                                                                                   // [3.4]
            throw new ClientDisconnected("the content ended after %s of %s bytes".formatted(length - left, length));
        left -= count;
        return count;
    }
}

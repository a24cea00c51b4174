package gangway.server.http1;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// The first bytes of a request as they were received: for whoever wants to know what it was that was refused. Owned by one
/// connection; not thread-safe.
public final class Recording {

    private final int most;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream(0);
    private long size;

    /// @param most how many bytes to keep; the others are counted
    Recording(int most) {
        this.most = most;
    }

    /// What has arrived of a request.
    ///
    /// @param first its first bytes, a character for each
    /// @param size  how many there are in all, with those that came behind it
    public record Received(String first, long size) {
    }

    /// Bytes were understood.
    void add(byte[] bytes, int offset, int count) {
        int kept = Math.min(count, most - first.size());
        if (kept > 0) first.write(bytes, offset, kept);
        size += count;
    }

    /// The next request begins.
    void clear() {
        first.reset();
        size = 0;
    }

    /// @param bytes that were not understood yet, or cannot be
    Received with(byte[] bytes, int offset, int count) {
        int more = Math.min(count, most - first.size());
        return new Received(first.toString(ISO_8859_1) + new String(bytes, offset, more, ISO_8859_1), size + count);
    }
}

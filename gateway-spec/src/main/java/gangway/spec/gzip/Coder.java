package gangway.spec.gzip;

import module java.base;

import gangway.spec.Violation;
import gangway.spec.rule.ContentRule;

/// One gzip stream (RFC 1952): blocks in, blocks out, nothing held back. Owned by one call; not thread-safe.
///
/// It counts, because a Content-Length that was announced is taken off the head: nobody behind it could see that content is
/// missing.
final class Coder implements AutoCloseable {

    private static final int BUFFER = 1024;

    private final ByteArrayOutputStream coded = new ByteArrayOutputStream();
    private final OptionalLong announced;
    private final GZIPOutputStream gzip;
    private long taken;

    /// @param announced how much content there will be
    Coder(OptionalLong announced) {
        this.announced = announced;
        try {
            gzip = new GZIPOutputStream(coded, BUFFER, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);                 // never: the sink is memory
        }
    }

    /// @param content all of it
    /// @return the whole stream
    static byte[] whole(byte[] content) {
        try (var coder = new Coder(OptionalLong.empty())) {
            coder.gzip.write(content);
            return coder.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);                 // never
        }
    }

    /// @param block of content; an empty one, or null, which is the server's to refuse, stays what it is
    /// @return all that the client needs to decode it
    byte[] block(byte[] block) {
        if (block == null || block.length == 0) return block;
        taken += block.length;
        if (taken > announced.orElse(Long.MAX_VALUE))                                                    // [5.1]
            throw new Violation(ContentRule.NOT_MORE, "content beyond the Content-Length of %s bytes"
                .formatted(announced.getAsLong()), "announce the true length or none");
        try {
            gzip.write(block);
            gzip.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);                 // never
        }
        return out();
    }

    /// @return what ends the stream
    byte[] end() {
        if (taken < announced.orElse(0))                                                                 // [5.2]
            throw new Violation(ContentRule.NOT_LESS, "content of %s bytes, where the Content-Length says %s"
                .formatted(taken, announced.getAsLong()), "announce the true length or none");
        close();
        return out();
    }

    private byte[] out() {
        byte[] bytes = coded.toByteArray();
        coded.reset();
        return bytes;
    }

    /// Gives the memory back that the compression has outside of the heap. Once or more.
    @Override
    public void close() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);                 // never
        }
    }
}

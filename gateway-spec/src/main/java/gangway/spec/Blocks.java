package gangway.spec;

import module java.base;

/// Iterators that read: what [Body.File] and [Body.Stream] give a server that sends block by block. Each block is read when
/// it is asked for, so memory stays flat. Errors come as [UncheckedIOException].
final class Blocks implements Iterator<byte[]> {

    private static final int FILE_BLOCK = 64 * 1024;

    private final Callable<byte[]> source;
    private byte[] next = {};
    private boolean ended;

    /// @param source gives the next block; an empty one at the end
    private Blocks(Callable<byte[]> source) {
        this.source = source;
    }

    static Blocks of(InputStream in, int block) {
        return new Blocks(() -> {
            byte[] bytes = new byte[block];
            int count = in.read(bytes);
            return count < 0 ? new byte[0] : Arrays.copyOf(bytes, count);
        });
    }

    static Blocks of(FileChannel channel, long position, long count) {
        var at = new AtomicLong(position);
        return new Blocks(() -> {
            var block = ByteBuffer.allocate((int) Math.min(FILE_BLOCK, position + count - at.get()));
            while (block.hasRemaining()) {
                int read = channel.read(block, at.get());
                if (read < 0) throw new EOFException("the file shrank to %s bytes while it was sent".formatted(at.get()));
                at.addAndGet(read);
            }
            return block.array();
        });
    }

    @Override
    public boolean hasNext() {
        if (next.length == 0 && !ended) {
            next = read();
            ended = next.length == 0;
        }
        return !ended;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) throw new NoSuchElementException("behind the last block");
        byte[] block = next;
        next = new byte[0];
        return block;
    }

    private byte[] read() {
        try {
            return source.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

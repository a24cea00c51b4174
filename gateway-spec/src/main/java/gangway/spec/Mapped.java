package gangway.spec;

import module java.base;

/// A body whose blocks pass through a function: the result of [Body#map].
record Mapped(Iterable<byte[]> body, UnaryOperator<byte[]> change) implements Iterable<byte[]>, AutoCloseable {

    @Override
    public Iterator<byte[]> iterator() {
        Iterator<byte[]> blocks = body.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return blocks.hasNext();
            }

            @Override
            public byte[] next() {
                return change.apply(blocks.next());
            }
        };
    }

    @Override
    public void close() throws IOException {
        close(body);
    }

    /// A middleware that replaces a body closes the original [7.4].
    ///
    /// @param body the original
    /// @throws IOException what its `close` threw, perhaps wrapped
    static void close(Iterable<byte[]> body) throws IOException {
        try {
            if (body instanceof AutoCloseable closeable) closeable.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}

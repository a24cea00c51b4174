package gangway.spec;

import module java.base;

/// A body that a server can send better than block by block.
///
/// This takes the place of `wsgi.file_wrapper` and of connection hijacking with one idea: nothing happens until the server
/// receives the body as the return value of the call, so middleware always keeps control [6.14]. A server that knows
/// nothing of a variant iterates over it, but for the last two, which it must handle or refuse.
public sealed interface Body extends Iterable<byte[]>, AutoCloseable {

    /// Bytes in memory.
    ///
    /// @param data the whole body; not copied
    record Bytes(byte[] data) implements Body {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(data.length);
        }

        @Override
        public Iterator<byte[]> iterator() {
            return List.of(data).iterator();
        }
    }

    /// Buffers in memory, possibly outside the heap.
    ///
    /// @param data the body in order; positions are not moved
    record Buffers(List<ByteBuffer> data) implements Body {
        /// Copies the list, not the bytes.
        public Buffers {
            data = List.copyOf(data);
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(data.stream().mapToLong(ByteBuffer::remaining).sum());
        }

        @Override
        public Iterator<byte[]> iterator() {
            return data.stream().map(Body::copy).iterator();
        }
    }

    /// A part of a file, which the operating system can send by itself [6.13].
    ///
    /// @param channel  open for reading; closed with the body
    /// @param position where the part begins
    /// @param count    how many bytes it has
    record File(FileChannel channel, long position, long count) implements Body {
        /// @throws IllegalArgumentException for a part that no file can have
        public File {
            if (position < 0 || count < 0 || count > Long.MAX_VALUE - position)
                throw new IllegalArgumentException("%s bytes from %s: use a position and a count of 0 or more".formatted(
                    count, position));
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(count);
        }

        @Override
        public Iterator<byte[]> iterator() {
            return Blocks.of(channel, position, count);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// What an input stream gives until it ends.
    ///
    /// @param in    closed with the body
    /// @param block how many bytes to read at once, at most
    record Stream(InputStream in, int block) implements Body {
        private static final int BLOCK = 8192;

        /// @throws IllegalArgumentException for a block of no bytes
        public Stream {
            if (block < 1) throw new IllegalArgumentException("block of " + block + " bytes: use 1 or more, such as 8192");
        }

        @Override
        public Iterator<byte[]> iterator() {
            return Blocks.of(in, block);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /// A body that is written instead of asked for: server-sent events, for example. Each write goes out at once.
    ///
    /// @param producer runs until the body is complete, or the client left
    record Push(Producer producer) implements Body {
        /// Cannot be asked for blocks; see [Body#map].
        @Override
        public Iterator<byte[]> iterator() {
            throw new UnsupportedOperationException("Body.Push writes, it cannot be iterated over: "
                + "return it to the server unchanged, or change its blocks with Body.map");
        }
    }

    /// Leaves HTTP: the server answers 101, then the connection belongs to another protocol (RFC 9110 §7.8).
    ///
    /// To be returned after `start("101 Switching Protocols", …)`; the server adds `Connection` and `Upgrade`, and refuses
    /// when the client did not offer the protocol.
    ///
    /// @param protocol     as the client offered it in its Upgrade field
    /// @param conversation what follows
    record Upgrade(String protocol, Conversation conversation) implements Body {
        /// There are no blocks.
        @Override
        public Iterator<byte[]> iterator() {
            throw new UnsupportedOperationException("Body.Upgrade is a conversation, it cannot be iterated over: "
                + "return it to the server unchanged");
        }
    }

    /// Writes a body.
    @FunctionalInterface
    interface Producer {
        /// @param out sends a block at once
        /// @throws Exception as in [Application#call]
        void produce(Write out) throws Exception;
    }

    /// Speaks another protocol over the connection of a request.
    @FunctionalInterface
    interface Conversation {
        /// Runs until the conversation is over; then the connection is closed.
        ///
        /// @param in  what the client sends, from the first byte behind its request
        /// @param out to the client; each write goes out at once
        /// @throws Exception anything; the connection is closed
        void run(InputStream in, OutputStream out) throws Exception;
    }

    /// @return how many bytes the body has, if that is known before it is sent
    default OptionalLong length() {
        return OptionalLong.empty();
    }

    /// Closed by the server, exactly once.
    @Override
    default void close() throws IOException {
    }

    /// A whole file as it is now.
    ///
    /// @param file a regular file
    /// @return its content
    /// @throws IOException when it cannot be opened
    static Body of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new File(channel, 0, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// What a stream gives until it ends, in blocks of 8192 bytes at most: wsgiref's `FileWrapper`.
    ///
    /// @param in read when blocks are asked for; its end does not close it, [#close()] does
    /// @return its content
    static Body of(InputStream in) {
        return of(in, Stream.BLOCK);
    }

    /// As [#of(InputStream)], with a block size.
    ///
    /// @param in    read when blocks are asked for
    /// @param block how many bytes to read at once, at most
    /// @return its content
    /// @throws IllegalArgumentException for a block of no bytes
    static Body of(InputStream in, int block) {
        return new Stream(in, block);
    }

    /// A body whose blocks are changed one by one: what most middleware is made of. Nothing is taken ahead, and closing it
    /// closes the original.
    ///
    /// @param body   what the inner application returned
    /// @param change a block in, a block out; a body of one block stays one whose length is known [7.5]
    /// @return what the middleware returns; an [Upgrade] as it is
    static Iterable<byte[]> map(Iterable<byte[]> body, UnaryOperator<byte[]> change) {
        return switch (body) {
            case Upgrade upgrade -> upgrade;
            case Push push -> new Push(out -> push.producer().produce(block -> out.write(change.apply(block))));
            case Collection<byte[]> one when one.size() == 1 && !(one instanceof AutoCloseable) ->
                List.of(change.apply(one.iterator().next()));
            case Iterable<byte[]> any -> new Mapped(any, change);
        };
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}

package gangway.server;

import module java.base;

import gangway.spec.Peer;

/// A duplex over a TCP socket, in blocking mode: the thread that waits is a virtual one, or does not mind.
///
/// Reads go through the channel's socket adaptor, because only that can wait for a limited time; writes go to the channel
/// itself, because only that can gather.
final class SocketDuplex implements Duplex {

    /// The most bytes to write with one call. On a virtual thread it returns once some of them are taken, so many may be
    /// offered: large blocks in pieces of 32 KiB took 1.6 times the time. On a platform thread it returns only when all are
    /// taken. And the JDK keeps a buffer of this size for each thread of the operating system that has written so much.
    private static final int PIECE = 1024 * 1024, PIECE_OF_PLATFORM = 32 * 1024;
    /// The most bytes of a file: they need no buffer.
    private static final int FILE_PIECE = 64 * 1024;
    /// As many bytes of a file are copied, to wait for a slow client.
    private static final int BLOCK = 4 * 1024;

    private final SocketChannel channel;
    private final InputStream in;
    private final Peer peer, local;

    /// @param channel connected, in blocking mode
    SocketDuplex(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);   // else small responses wait 40 ms for an acknowledgement
        in = channel.socket().getInputStream();
        peer = Peer.of((InetSocketAddress) channel.getRemoteAddress());
        local = Peer.of((InetSocketAddress) channel.getLocalAddress());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
    }

    /// The adaptor always waits, so this goes to the channel, which must be in the other mode for it.
    @Override
    public int poll(byte[] into, int offset, int length) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.wrap(into, offset, length));
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public void write(List<ByteBuffer> buffers) throws IOException {
        ByteBuffer[] array = buffers.toArray(ByteBuffer[]::new);
        int room = Thread.currentThread().isVirtual() ? PIECE : PIECE_OF_PLATFORM;
        for (int i = 0; i < array.length; i++) {
            if (array[i].remaining() > room) {
                writeUpTo(room, array, i);
                return;
            }
            room -= array[i].remaining();
        }
        channel.write(array);
    }

    /// @param room how many bytes of the last buffer may go
    private void writeUpTo(int room, ByteBuffer[] array, int last) throws IOException {
        int limit = array[last].limit();
        array[last].limit(array[last].position() + room);
        try {
            channel.write(array, 0, last + 1);
        } finally {
            array[last].limit(limit);
        }
    }

    @Override
    public long transfer(FileChannel from, long position, long count) throws IOException {
        long sent = from.transferTo(position, Math.min(count, FILE_PIECE), channel);
        return sent > 0 ? sent : copy(from, position, count);
    }

    /// On a virtual thread nothing can be transferred while the client is slow, and that does not wait; a write does.
    private long copy(FileChannel from, long position, long count) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(count, BLOCK));
        return from.read(block, position) > 0 ? channel.write(block.flip()) : 0;
    }

    @Override
    public void patience(Duration duration) throws IOException {
        long millis = Math.max(1, duration.toMillis());
        channel.socket().setSoTimeout(millis > Integer.MAX_VALUE ? 0 : (int) millis);   // 0 is for ever, and the cheapest
    }

    @Override
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0); // closing then sends RST instead of FIN (RFC 9293 §3.6)
        channel.close();
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public Peer local() {
        return local;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

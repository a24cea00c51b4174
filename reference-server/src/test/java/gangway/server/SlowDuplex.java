package gangway.server;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A client that takes its time, on a clock that is only a number: whoever waits for the client moves it on. While somebody
/// waits, the connection is looked after once a second.
final class SlowDuplex extends MemoryDuplex {

    private static final long SECOND = 1_000_000_000;

    /// What the client sends, and how long that takes it.
    private record Piece(long nanos, byte[] bytes) {
    }

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private Consumer<Long> sweep = _ -> {};
    private long now, takesFor, patience = Long.MAX_VALUE;
    private boolean closed, endless;

    SlowDuplex() {
        super("");
    }

    SlowDuplex sends(Duration after, String text) {
        pieces.add(new Piece(after.toNanos(), text.replace("\n", "\r\n").getBytes(ISO_8859_1)));
        return this;
    }

    /// Sends that byte by byte.
    SlowDuplex spellsOut(Duration each, String text) {
        for (char c : text.replace("\n", "\r\n").toCharArray())
            pieces.add(new Piece(each.toNanos(), new byte[] {(byte) c}));
        return this;
    }

    /// Behind all that it stays, and says nothing.
    SlowDuplex waits() {
        pieces.add(new Piece(Timeouts.NEVER.toNanos(), new byte[0]));
        return this;
    }

    /// Behind all that it goes on and on.
    SlowDuplex sendsForEver() {
        endless = true;
        return this;
    }

    /// Takes each write only then.
    SlowDuplex takes(Duration time) {
        takesFor = time.toNanos();
        return this;
    }

    /// Runs a connection over this to its end.
    SlowDuplex run(Gateway gateway, Settings settings) {
        var connection = new Connection(this, gateway, settings, this::now);
        sweep = connection::sweep;
        connection.run();
        return this;
    }

    long now() {
        return now;
    }

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    /// Waits as a thread waits in the operating system: a while, with somebody looking, and no longer once it is closed.
    private void await(long nanos) throws IOException {
        long end = now + nanos;
        while (now < end && !closed) {
            now = Math.min(end, now + SECOND);
            sweep.accept(now);
        }
        if (closed) throw new AsynchronousCloseException();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (closed) throw new ClosedChannelException();
        if (pieces.isEmpty() && endless) sends(Duration.ofSeconds(1), "x");
        Piece piece = pieces.poll();
        if (piece == null) return -1;
        await(Math.min(piece.nanos(), patience));
        if (piece.nanos() > patience) {
            pieces.addFirst(new Piece(piece.nanos() - patience, piece.bytes()));
            throw new SocketTimeoutException();
        }
        if (piece.bytes().length > length) throw new IllegalArgumentException("a piece larger than the buffer: use more");
        System.arraycopy(piece.bytes(), 0, into, offset, piece.bytes().length);
        return piece.bytes().length;
    }

    @Override
    public void write(List<ByteBuffer> buffers) throws IOException {
        await(takesFor);
        super.write(buffers);
    }

    @Override
    public void patience(Duration duration) {
        patience = duration.toNanos();
    }

    @Override
    public void reset() {
        super.reset();
        closed = true;
    }

    @Override
    public void close() {
        closed = true;
    }
}

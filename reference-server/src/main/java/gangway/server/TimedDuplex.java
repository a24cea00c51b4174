package gangway.server;

import module java.base;

import gangway.spec.Peer;

/// A stream to a client and one from it, on which nobody waits for ever. Reads know how long they may wait. Writes do not,
/// since the operating system has no such thing: each says until when it may last, and [#sweep] ends it. Belongs to the
/// thread of its connection, but for [#sweep] and [#close].
final class TimedDuplex implements Closeable {

    private static final long NEVER = Long.MAX_VALUE;

    private final Duplex duplex;
    private final LongSupplier clock;
    private final Duration write;
    private volatile long writeUntil = NEVER;
    private volatile boolean stalled;
    private volatile Deadline deadline;

    /// @param clock nanoseconds, from 0
    TimedDuplex(Duplex duplex, LongSupplier clock, Timeouts timeouts) {
        this.duplex = duplex;
        this.clock = clock;
        write = timeouts.write();
        deadline = new Deadline(clock.getAsLong(), Timeouts.NEVER);
    }

    /// Ends what takes too long. Called from time to time, by another thread.
    void sweep(long now) {
        deadline.sweep(now);
        if (stalled || now < writeUntil) return;
        stalled = true;
        try {
            duplex.reset();
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    /// An application is called: from now on the time runs in which it must begin its response.
    Deadline callWithin(Duration time) {
        deadline = new Deadline(clock.getAsLong(), time);
        return deadline;
    }

    /// The current call's, or that of the last.
    Deadline deadline() {
        return deadline;
    }

    /// [Duplex#read] within limits.
    ///
    /// @throws gangway.spec.BadRequest when the patience is used up
    /// @throws InterruptedIOException  when the application should not read any more, but answer
    int read(Patience patience, byte[] into, int offset, int length) throws IOException {
        deadline.check();
        Duration left = patience.left();
        if (!left.isPositive()) throw patience.exhausted();
        duplex.patience(left);
        long start = clock.getAsLong();
        deadline.suspend();
        try {
            int count = duplex.read(into, offset, length);
            patience.spend(clock.getAsLong() - start, count);
            return count;
        } catch (SocketTimeoutException late) {
            throw patience.exhausted();
        } finally {
            deadline.resume();
        }
    }

    /// [Duplex#poll].
    int poll(byte[] into, int offset, int length) throws IOException {
        deadline.suspend();
        try {
            return duplex.poll(into, offset, length);
        } finally {
            deadline.resume();
        }
    }

    /// Writes all of that, in pieces, each of which has its time.
    void write(List<ByteBuffer> buffers) throws IOException {
        while (hasRemaining(buffers)) {
            piece(() -> {
                duplex.write(buffers);
                return 0;
            });
        }
    }

    private static boolean hasRemaining(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) if (buffer.hasRemaining()) return true;
        return false;
    }

    /// [Duplex#transfer]: a piece.
    long transfer(FileChannel from, long position, long count) throws IOException {
        return piece(() -> duplex.transfer(from, position, count));
    }

    private interface Piece {
        long send() throws IOException;
    }

    private long piece(Piece piece) throws IOException {
        deadline.suspend();
        writeUntil = clock.getAsLong() + write.toNanos();
        try {
            return piece.send();
        } catch (IOException e) {
            throw stalled ? new SocketTimeoutException("the client took nothing for %s ms".formatted(write.toMillis())) : e;
        } finally {
            writeUntil = NEVER;
            deadline.resume();
        }
    }

    /// [Duplex#endOutput].
    void endOutput() throws IOException {
        duplex.endOutput();
    }

    /// [Duplex#reset].
    void reset() throws IOException {
        duplex.reset();
    }

    Peer peer() {
        return duplex.peer();
    }

    Peer local() {
        return duplex.local();
    }

    @Override
    public void close() throws IOException {
        duplex.close();
    }
}

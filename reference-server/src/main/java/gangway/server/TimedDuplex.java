package gangway.server;

import module java.base;

import gangway.spec.Peer;

/// A stream to a client and one from it, on which nobody waits for ever. Reads know how long they may wait. Writes do not,
/// since the JDK has no such thing for them: each says until when it may last, and [#sweep] ends it. Belongs to the thread of
/// its connection, but for [#sweep] and [#close].
final class TimedDuplex implements Closeable {

    private static final long NEVER = Long.MAX_VALUE;
    /// How long a thread may run without waiting, and how long an operation takes that has waited; in nanoseconds.
    private static final long TURN = 1_000_000, WAIT = 100_000;

    private final Duplex duplex;
    private final LongSupplier clock;
    private final Duration write;
    private volatile long writeUntil = NEVER;
    private volatile boolean stalled;
    private volatile Deadline deadline;
    private long turn, took;

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
        try {
            int count = (int) undisturbed(() -> duplex.read(into, offset, length));
            patience.spend(took, count);
            return count;
        } catch (SocketTimeoutException late) {
            throw patience.exhausted();
        }
    }

    /// [Duplex#poll].
    int poll(byte[] into, int offset, int length) throws IOException {
        return (int) undisturbed(() -> duplex.poll(into, offset, length));
    }

    /// Writes all of that, in pieces, each of which has its time.
    void write(List<ByteBuffer> buffers) throws IOException {
        while (hasRemaining(buffers))
            piece(() -> {
                duplex.write(buffers);
                return 0;
            });
    }

    private static boolean hasRemaining(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) if (buffer.hasRemaining()) return true;
        return false;
    }

    /// [Duplex#transfer]: a piece.
    long transfer(FileChannel from, long position, long count) throws IOException {
        return piece(() -> duplex.transfer(from, position, count));
    }

    private long piece(Operation operation) throws IOException {
        writeUntil = clock.getAsLong() + write.toNanos();
        try {
            return undisturbed(operation);
        } catch (IOException e) {
            throw stalled ? new SocketTimeoutException("the client took nothing for %s ms".formatted(write.toMillis())) : e;
        } finally {
            writeUntil = NEVER;
        }
    }

    private interface Operation {
        long run() throws IOException;
    }

    /// Runs an operation that an interrupt would end by closing the channel. What it takes is not the application's time.
    private long undisturbed(Operation operation) throws IOException {
        Deadline current = deadline;
        boolean interrupted = current.suspend();
        long start = clock.getAsLong();
        try {
            return operation.run();
        } finally {
            long end = clock.getAsLong();
            took = end - start;
            current.resume(interrupted, took);
            share(start, end);
        }
    }

    /// Called behind each operation. A client that never makes the server wait must not keep a processor for itself. Virtual
    /// threads take turns only where they wait; a yield is not enough, since a carrier prefers what has yielded to what has
    /// just come. So whoever has run for a while without waiting does wait, for the shortest time that there is.
    private void share(long start, long end) {
        if (end - start > WAIT) turn = end;
        if (end - turn < TURN || !Thread.currentThread().isVirtual()) return;
        LockSupport.parkNanos(1);
        turn = clock.getAsLong();
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

package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.WaitQueue;

/// One end of a connection on a [TestNetwork], with the words and the exceptions of [Socket].
///
/// One coroutine reads and one writes; any may close, which ends both. Owned by the network's hub.
public final class TestSocket implements Closeable {

    private final Air air;
    private final int port;
    private final int peer;
    private final Pipe in;
    private final Pipe out;
    private TestSocket other;
    private Duration patience = Duration.ZERO;
    private long brokenAt = Air.NEVER;
    private boolean closed;

    private TestSocket(Air air, int port, int peer, Pipe in, Pipe out) {
        this.air = air;
        this.port = port;
        this.peer = peer;
        this.in = in;
        this.out = out;
    }

    /// @return the end of the client, which knows that of the server
    static TestSocket pair(Air air, int client, int server) {
        Pipe there = new Pipe(air), back = new Pipe(air);
        var near = new TestSocket(air, client, server, back, there);
        var far = new TestSocket(air, server, client, there, back);
        near.other = far;
        far.other = near;
        return near;
    }

    TestSocket other() {
        return other;
    }

    /// @return its own port
    public int port() {
        return port;
    }

    /// @return the port of the other end
    public int peerPort() {
        return peer;
    }

    /// @param atMost how long a read may wait from now on; for ever if it is nothing, as at first
    public void timeout(Duration atMost) {
        patience = atMost;
    }

    // ---- Reading. ----

    /// Reads some bytes; waits for the first.
    ///
    /// @return how many; -1 when the other end has written its last
    /// @throws SocketTimeoutException when none came in time
    /// @throws SocketException        when the connection was reset, or this end is closed, before or meanwhile
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        long until = patience.isPositive() ? air.now() + patience.toNanos() : Air.NEVER;
        for (int count; ; await(in.readers, Math.min(until, in.next()))) {
            count = poll(into, offset, length);
            if (count != 0) return count;
            if (air.now() >= until) throw new SocketTimeoutException("Read timed out");
        }
    }

    /// Reads what is there, without waiting.
    ///
    /// @return how many bytes; 0 if there is none, -1 when the other end has written its last
    /// @throws SocketException when the connection was reset, or this end is closed
    public int poll(byte[] into, int offset, int length) throws IOException {
        check();
        int count = in.read(ByteBuffer.wrap(into, offset, length));
        if (count != 0) air.test().note(count < 0 ? "reads the end at " + port : "reads %s bytes at %s".formatted(count, port));
        return count;
    }

    /// @return what it reads
    public InputStream input() {
        return new SocketInput(this);
    }

    /// @return how many bytes can be read without waiting
    /// @throws SocketException when the connection was reset, or this end is closed
    public int available() throws IOException {
        check();
        return in.available();
    }

    // ---- Writing. ----

    /// Writes some bytes; waits until there is room for one at least.
    ///
    /// @param bytes those that go are taken from it
    /// @throws SocketException when the connection was reset, or this end is closed or has written its last
    public void write(ByteBuffer bytes) throws IOException {
        if (!bytes.hasRemaining()) return;
        while (true) {
            check();
            if (out.hasEnded()) throw new SocketException("Socket output is shutdown");
            if (air.breaks()) lose();
            int count = out.isAbandoned() ? refused(bytes) : out.write(bytes);
            if (count > 0) {
                air.test().note("writes %s bytes at %s".formatted(count, port));
                return;
            }
            await(out.writers, Air.NEVER);
        }
    }

    /// The other end is closed: it takes nothing, and says so when the bytes are there.
    private int refused(ByteBuffer bytes) {
        breakAt(air.arrival());
        int count = bytes.remaining();
        bytes.position(bytes.limit());
        return count;
    }

    /// @return what writes to it, all that it is given
    public OutputStream output() {
        return new SocketOutput(this);
    }

    /// Tells the other end that nothing more will come. Reading goes on.
    ///
    /// @throws SocketException when the connection was reset, or this end is closed
    public void endOutput() throws IOException {
        check();
        air.test().note("ends its output at " + port);
        out.end();
    }

    // ---- Ending. ----

    /// Closes it. The other end reads what was written, and then the end; but if this one has not read what was there for it,
    /// the connection is reset, as TCP does.
    @Override
    public void close() {
        if (closed) return;
        if (in.available() > 0) {
            reset();
        } else {
            air.test().note("closes " + port);
            if (!isBroken()) out.end();                        // else there is nothing left on which it could end
            leave();
        }
    }

    /// Closes it so that the other end finds the connection reset, and all that was on its way lost.
    public void reset() {
        if (closed) return;
        air.test().note("resets " + port);
        other.breakAt(air.arrival());
        leave();
    }

    private void leave() {
        closed = true;
        in.abandon();
        out.wake();
    }

    /// @return whether this end was closed
    public boolean isClosed() {
        return closed;
    }

    /// The weather breaks the connection, for both.
    private void lose() throws SocketException {
        air.test().note("loses its connection at " + port);
        breakAt(air.now());
        other.breakAt(air.arrival());
        check();
    }

    private void breakAt(long when) {
        brokenAt = Math.min(brokenAt, when);
        in.wake();
        out.wake();
    }

    private void check() throws SocketException {
        if (closed) throw new SocketException("Socket closed");
        if (isBroken()) throw new SocketException("Connection reset");
    }

    private boolean isBroken() {
        return air.now() >= brokenAt;
    }

    /// Waits until something may have changed, or some time has come.
    private void await(WaitQueue queue, long until) {
        long when = Math.min(until, brokenAt);
        if (when == Air.NEVER) queue.await();
        else queue.await(Duration.ofNanos(when - air.now()));
    }

    @Override
    public String toString() {
        return "TestSocket[%s to %s]".formatted(port, peer);
    }
}

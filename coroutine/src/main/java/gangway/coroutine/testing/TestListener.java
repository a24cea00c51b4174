package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.WaitQueue;

/// Where clients of a [TestNetwork] are waited for. Owned by the network's hub.
public final class TestListener implements Closeable {

    private final TestNetwork network;
    private final int port;
    private final int backlog;
    private final Deque<TestSocket> arrived = new ArrayDeque<>();
    private final WaitQueue acceptors = new WaitQueue("a client");
    private boolean closed;

    TestListener(TestNetwork network, int port, int backlog) {
        this.network = network;
        this.port = port;
        this.backlog = backlog;
    }

    /// @return the port that clients connect to
    public int port() {
        return port;
    }

    /// Waits for a client.
    ///
    /// @return this end of the connection to it
    /// @throws SocketException when this is closed, before or meanwhile
    public TestSocket accept() throws IOException {
        check();
        return arrived.isEmpty() ? received(acceptors.await()) : arrived.remove();
    }

    /// Waits for a client, but not for longer than told.
    ///
    /// @throws SocketTimeoutException when none came in time
    /// @throws SocketException        when this is closed, before or meanwhile
    public TestSocket accept(Duration atMost) throws IOException {
        check();
        if (!arrived.isEmpty()) return arrived.remove();
        return received(acceptors.await(atMost).orElseThrow(() -> new SocketTimeoutException("Accept timed out")));
    }

    private TestSocket received(Object value) throws SocketException {
        if (value instanceof TestSocket socket) return socket;
        throw new SocketException("Socket closed");
    }

    private void check() throws SocketException {
        if (closed) throw new SocketException("Socket closed");
    }

    /// A client has come.
    ///
    /// @return false if there is no room for it
    boolean admit(TestSocket socket) {
        if (acceptors.wake(socket)) return true;
        return arrived.size() < backlog && arrived.add(socket);
    }

    /// Closes it. Clients that nobody has accepted find their connections reset.
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        network.forget(this);
        arrived.forEach(TestSocket::reset);
        acceptors.wakeAll("closed");
    }

    @Override
    public String toString() {
        return "TestListener[%s]".formatted(port);
    }
}

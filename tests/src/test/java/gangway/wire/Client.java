package gangway.wire;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// One connection of a client that reads all the time, so that neither side waits for the other to read. What has come is
/// text, a character for each byte.
final class Client implements AutoCloseable {

    private final Socket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final StringBuilder received = new StringBuilder();
    private boolean ended, reset;

    Client(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(this::readAll);
    }

    private void readAll() {
        byte[] some = new byte[65_536];
        boolean broken = false;
        try {
            for (int count = socket.getInputStream().read(some); count >= 0; count = socket.getInputStream().read(some))
                append(new String(some, 0, count, ISO_8859_1));
        } catch (IOException e) {
            broken = true;
        }
        lock.lock();
        ended = true;
        reset = broken;
        more.signalAll();
        lock.unlock();
    }

    private void append(String text) {
        lock.lock();
        received.append(text);
        more.signalAll();
        lock.unlock();
    }

    /// Something to wait for.
    static Predicate<StringBuilder> has(String text) {
        return received -> received.indexOf(text) >= 0;
    }

    /// Waits until what has come satisfies a condition, or nothing more will come.
    ///
    /// @return whether it does
    boolean await(Predicate<StringBuilder> condition, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            boolean met = condition.test(received);
            while (!met && !ended && left > 0) {
                left = more.awaitNanos(left);
                met = condition.test(received);
            }
            return met;
        } finally {
            lock.unlock();
        }
    }

    /// @return what has come and was not taken
    String received() {
        lock.lock();
        try {
            return received.toString();
        } finally {
            lock.unlock();
        }
    }

    /// Takes so many characters of it.
    String take(int count) {
        lock.lock();
        try {
            String taken = received.substring(0, count);
            received.delete(0, count);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    boolean wasReset() {
        lock.lock();
        try {
            return reset;
        } finally {
            lock.unlock();
        }
    }

    /// Sends bytes, as far as the server takes them: it may have answered already and closed.
    ///
    /// @return whether it took them
    boolean send(byte[] bytes, int from, int to) {
        try {
            socket.getOutputStream().write(bytes, from, to - from);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    void shutdown() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // the server has, which is judged by what it said
        }
    }

    /// Leaves without a word.
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

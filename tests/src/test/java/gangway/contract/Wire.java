package gangway.contract;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A client's connection: bytes out, responses in. No wait is longer than [#PATIENCE].
final class Wire implements AutoCloseable {

    /// Far more than any step of the suite takes.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Wire to(Host.Running running) throws IOException {
        InetSocketAddress address = running.address();
        return new Wire(new Socket(address.getAddress(), address.getPort()));
    }

    /// Sends bytes, as far as the server takes them: it may have answered already and closed.
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            // the answer, or that there is none, will tell
        }
    }

    /// Sends lines.
    ///
    /// @param text with `\n` for the line ends CR LF
    void send(String text) {
        send(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    /// Reads the answer to a GET or POST.
    Reply read() throws IOException {
        return read("GET", Host.Client.PATIENT);
    }

    /// Reads the answer to a request of that method.
    Reply read(String method, Host.Client client) throws IOException {
        return new ReplyReader(in).read(method, client);
    }

    /// Whether something has come that is not yet read; does not wait.
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /// Waits until there is something to read.
    void awaitMore() throws IOException {
        in.mark(1);
        if (in.read() < 0) throw new EOFException("the server has closed");
        in.reset();
    }

    /// Sends nothing more.
    void endOutput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException closed) {
            // by the server, which says no more then
        }
    }

    /// @return what the server sends until it closes
    String rest() throws IOException {
        try {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    /// Leaves at once: the server's next write fails.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

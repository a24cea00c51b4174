package gangway.server;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A client that says what a test writes. Its text has LF where the wire has CR LF.
record LiveClient(Socket socket) implements AutoCloseable {

    static LiveClient of(InetSocketAddress address) throws IOException {
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(30_000);                           // a server that says nothing fails the test
        return new LiveClient(socket);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// All that comes until the server closes its side.
    String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /// What comes until the text so far ends with that.
    String until(String end) throws IOException {
        String wire = end.replace("\n", "\r\n");
        var text = new StringBuilder();
        while (!text.toString().endsWith(wire)) {
            int next = socket.getInputStream().read();
            if (next < 0) throw new EOFException("closed behind: " + text);
            text.append((char) next);
        }
        return text.toString().replace("\r\n", "\n");
    }

    /// Leaves without a word: the server gets RST instead of FIN.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

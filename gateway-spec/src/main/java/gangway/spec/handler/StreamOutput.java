package gangway.spec.handler;

import module java.base;

import gangway.spec.ClientDisconnected;
import gangway.spec.Header;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.rule.ExtensionRule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A response written to a stream that ends with it, so nothing needs to be chunked. Not thread-safe.
final class StreamOutput implements Outgoing {

    private final OutputStream out;
    private final CgiHandler.Preamble preamble;
    private boolean complete;

    /// @param stream   takes the response; not closed
    /// @param preamble how it begins
    StreamOutput(OutputStream stream, CgiHandler.Preamble preamble) {
        out = new BufferedOutputStream(stream);
        this.preamble = preamble;
    }

    /// @return whether all of the response was written
    boolean isComplete() {
        return complete;
    }

    /// Waits in the buffer for the first block.
    @Override
    public void head(Status status, List<Header> headers) throws ClientDisconnected {
        String fields = headers.stream().map(header -> header + "\r\n").collect(Collectors.joining());
        write((preamble.lines(status, headers) + fields + "\r\n").getBytes(ISO_8859_1));
    }

    @Override
    public void block(byte[] block) throws ClientDisconnected {
        write(block);
        flush();                                                                                         // [6.2]
    }

    @Override
    public void end(List<Header> trailers) throws ClientDisconnected {
        flush();
        complete = true;
    }

    /// What waits in the buffer stays there: the reader sees an end that comes too early.
    @Override
    public void abort() {
        complete = false;
    }

    @Override
    public Tunnel upgrade(List<Header> headers, String protocol) {
        throw new Violation(ExtensionRule.OFFERED, "a switch to " + Violation.quote(protocol),
            "look for gateway.upgrade first: here the connection belongs to the web server");
    }

    private void write(byte[] bytes) throws ClientDisconnected {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private void flush() throws ClientDisconnected {
        try {
            out.flush();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /// A pipe that breaks means that its reader has left.
    private static ClientDisconnected gone(IOException e) {
        return new ClientDisconnected("the reader of the response left: " + e.getMessage(), e);
    }
}

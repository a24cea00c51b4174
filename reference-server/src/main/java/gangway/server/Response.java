package gangway.server;

import module java.base;

import gangway.server.http1.Http1;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Header;
import gangway.spec.Status;
import gangway.spec.handler.Outgoing;

/// One response on its way to the client: what the [gangway.spec.handler.Handler] decides becomes bytes. The head waits for
/// the first block, so that a small response leaves in one write. Not thread-safe.
final class Response implements Outgoing {

    private static final Status EARLY_HINTS = new Status(103, "Early Hints");
    private static final Status SWITCHING = new Status(101, "Switching Protocols");

    /// Up to this size a file is copied, so that it leaves together with its head; a larger one need not enter this process.
    private static final int SMALL = 16 * 1024;

    private final Connection connection;
    private final Http1 http1;
    private final BooleanSupplier last;
    private final Supplier<Header> date;
    private final List<ByteBuffer> pending = new ArrayList<>(4);

    private Status status = Status.INTERNAL_SERVER_ERROR;
    private long bytes;
    private boolean switched, complete;

    /// @param last whether the connection should end with this response; asked when its head is made
    /// @param date the Date field for now
    Response(Connection connection, BooleanSupplier last, Supplier<Header> date) {
        this.connection = connection;
        this.last = last;
        this.date = date;
        http1 = connection.http1();
    }

    /// Sends a 103 at once (RFC 8297 §2); nothing once there is a head, whether or not that is on its way yet [9.5].
    void hint(List<Header> fields) throws ClientDisconnected {
        if (http1.canRespond()) connection.write(List.of(http1.interim(EARLY_HINTS, fields)));
    }

    @Override
    public void head(Status status, List<Header> headers) {
        this.status = status;
        pending.add(http1.head(status, withDate(headers), last.getAsBoolean()));
    }

    /// An origin server with a clock dates its responses (RFC 9110 §6.6.1).
    private List<Header> withDate(List<Header> headers) {
        for (Header header : headers) if (header.is("Date")) return headers;
        var dated = new ArrayList<Header>(headers.size() + 1);
        dated.add(date.get());
        dated.addAll(headers);
        return dated;
    }

    @Override
    public void block(byte[] block) throws IOException {
        pending.addAll(http1.data(ByteBuffer.wrap(block)));
        flush();
        bytes += block.length;
    }

    @Override
    public void file(Body.File part) throws IOException {
        if (part.count() <= SMALL || !http1.sendsBare()) Outgoing.super.file(part);
        else {
            http1.count(part.count());
            flush();
            bytes += connection.transfer(part.channel(), part.position(), part.count());                 // [6.13]
        }
    }

    @Override
    public void end(List<Header> trailers) throws IOException {
        if (!switched) pending.addAll(http1.end(trailers));
        flush();
        boolean endsByClosing = switched || http1.endsByClosing();
        if (endsByClosing) connection.endOutput();             // else the client would wait for what runs behind it [9.3]
        complete = true;
    }

    @Override
    public void abort() {
        boolean endsByClosing = http1.endsByClosing();
        http1.abort();
        pending.clear();
        connection.breakOff(endsByClosing);
    }

    @Override
    public Tunnel upgrade(List<Header> headers, String protocol) throws IOException {
        pending.add(http1.switchProtocols(withDate(headers), protocol));
        status = SWITCHING;
        switched = true;
        flush();
        return connection.tunnel();
    }

    private void flush() throws IOException {
        connection.write(pending);
        pending.clear();
    }

    Status status() {
        return status;
    }

    /// Of content, without framing.
    long bytes() {
        return bytes;
    }

    boolean isComplete() {
        return complete;
    }
}

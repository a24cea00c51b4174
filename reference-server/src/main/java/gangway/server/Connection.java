package gangway.server;

import module java.base;

import gangway.server.http1.Event;
import gangway.server.http1.Http1;
import gangway.server.http1.Limits;
import gangway.spec.BadRequest;
import gangway.spec.ClientDisconnected;
import gangway.spec.Peer;
import gangway.spec.handler.Outgoing;

/// One client: the loop that reads a request, has it answered, and goes on to the next. Plain blocking code; who runs it is
/// a [Worker]'s business. Owned by the thread that runs it, but for [#stop] and [#cut].
final class Connection implements Runnable {

    /// How long a client may take to read an answer to something that it is still sending.
    private static final Duration LINGER = Duration.ofSeconds(5);

    /// Where the loop is, as far as others care: an idle connection can be closed, a busy one finishes first.
    private enum Phase { BUSY, IDLE, CLOSED }

    private final Duplex duplex;
    private final Gateway gateway;
    private final Limits limits;
    private final Http1 http1;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.BUSY);
    private volatile boolean stopping;
    private boolean broken;

    Connection(Duplex duplex, Gateway gateway, Settings settings) {
        this.duplex = duplex;
        this.gateway = gateway;
        limits = settings.limits();
        http1 = new Http1(limits, settings.log().recorded());
    }

    @Override
    public void run() {
        try (duplex) {
            serve();
            linger();
        } catch (IOException gone) {
            // the client left, or the server cut it off: whoever was told of it in the middle of a request has reported it
        }
    }

    /// The connection loop.
    private void serve() throws IOException {
        try {
            while (nextRequest() instanceof Event.Request request) {
                var body = new RequestBody(this, request);
                BooleanSupplier last = () -> stopping || body.isTooLong(limits.drain());
                gateway.respond(request, body, this, new Response(this, last, gateway::date));
                if (!http1.isPersistent() || !body.skip(limits.drain()) || !http1.nextCycle()) return;
            }
        } catch (BadRequest bad) {                              // answer, close, parse nothing more (RFC 9112 §9.2, §2.2)
            if (http1.canRespond()) gateway.refuse(bad, this, new Response(this, () -> true, gateway::date));
            else gateway.report(bad, this);                     // in content that nobody wanted, behind the response
        }
    }

    /// Waits for a request, idle until its first byte comes.
    private Event nextRequest() throws IOException {
        if (!http1.hasMore()) {
            phase.set(Phase.IDLE);
            if (stopping && phase.compareAndSet(Phase.IDLE, Phase.CLOSED)) return new Event.Closed();
            http1.receive(this::read);
            if (!phase.compareAndSet(Phase.IDLE, Phase.BUSY)) return new Event.Closed();
        }
        return next();
    }

    /// What the client says next, however many reads that takes.
    Event next() throws IOException {
        Event event = http1.next();
        while (event instanceof Event.NeedData) {
            http1.receive(this::read);
            event = http1.next();
        }
        return event;
    }

    /// [Duplex#read] for whoever is in the middle of something.
    int read(byte[] into, int offset, int length) throws ClientDisconnected {
        try {
            return duplex.read(into, offset, length);
        } catch (IOException e) {
            broken = true;
            throw new ClientDisconnected("the connection broke while the client was sending", e);
        }
    }

    /// [Duplex#write] for the same.
    void write(List<ByteBuffer> buffers) throws ClientDisconnected {
        try {
            if (!buffers.isEmpty()) duplex.write(buffers);
        } catch (IOException e) {
            broken = true;
            throw new ClientDisconnected("the client was gone before it had the whole response", e);
        }
    }

    /// Whether the client is known to have left. Does not wait [9.2]: it reads what is there, and what that is waits in the
    /// buffer for its turn. While the buffer is full nobody can tell.
    boolean isAbandoned() {
        try {
            while (!broken && !http1.hasEnded() && http1.hasRoom())
                if (http1.receive(duplex::poll) == 0) return false;
        } catch (IOException reset) {
            broken = true;
        }
        return broken || http1.hasEnded();
    }

    /// Lets the client see the end of a response that ends with the connection, before the connection is closed.
    void endOutput() throws ClientDisconnected {
        try {
            duplex.endOutput();
        } catch (IOException e) {
            broken = true;
            throw new ClientDisconnected("the client was gone before it had the whole response", e);
        }
    }

    /// Lets the client see that a response is cut.
    ///
    /// @param endsByClosing whether a clean end of the connection would make it whole (RFC 9112 §8)
    void breakOff(boolean endsByClosing) {
        try {
            if (endsByClosing) duplex.reset();
            else duplex.endOutput();
        } catch (IOException e) {
            broken = true;                                     // it has seen more than that
        }
    }

    /// The connection without HTTP: first what has already arrived behind the request, then the rest [9.11].
    Outgoing.Tunnel tunnel() {
        ByteBuffer early = http1.rest();
        var first = new ByteArrayInputStream(early.array(), early.arrayOffset() + early.position(), early.remaining());
        return new Outgoing.Tunnel(new SequenceInputStream(first, new ConnectionInput(this)), new ConnectionOutput(this));
    }

    Http1 http1() {
        return http1;
    }

    Peer peer() {
        return duplex.peer();
    }

    Peer local() {
        return duplex.local();
    }

    /// A client that is still sending when the socket closes gets a reset, which can destroy the answer that it has not
    /// read yet. So the server closes its own side first, and reads on for a while (RFC 9112 §9.6).
    private void linger() throws IOException {
        if (http1.isQuiet()) return;
        duplex.endOutput();
        long end = System.nanoTime() + LINGER.toNanos();
        byte[] discarded = new byte[16 * 1024];
        for (long left = LINGER.toNanos(); left > 0; left = end - System.nanoTime()) {
            duplex.patience(Duration.ofNanos(left));
            if (duplex.read(discarded, 0, discarded.length) < 0) return;
        }
    }

    /// Closes the connection if it is idle, else after the response that it is busy with.
    void stop() {
        stopping = true;
        if (phase.compareAndSet(Phase.IDLE, Phase.CLOSED)) cut();
    }

    /// Closes the connection now, whatever it is doing.
    void cut() {
        try {
            duplex.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}

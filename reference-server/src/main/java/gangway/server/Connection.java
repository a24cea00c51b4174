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
/// a [Worker]'s business. Owned by the thread that runs it, but for [#stop], [#cut] and [#sweep].
final class Connection implements Runnable {

    /// How long a client may take to read an answer to something that it is still sending.
    private static final Duration LINGER = Duration.ofSeconds(5);
    /// The same where there is no room for the client, and how long it may take to ask.
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /// Where bytes go that nobody looks at: the same for all connections.
    private static final byte[] DISCARDED = new byte[16 * 1024];

    /// Where the loop is, as far as others care: an idle connection can be closed, a busy one finishes first. Instead of a
    /// phase it is the time until when the connection may be idle, in [#clock]'s nanoseconds: so a new idleness is never
    /// taken for an old one.
    private static final long BUSY = Long.MAX_VALUE, CLOSED = Long.MIN_VALUE;

    private final TimedDuplex duplex;
    private final Gateway gateway;
    private final Limits limits;
    private final Timeouts timeouts;
    private final LongSupplier clock;
    private final Http1 http1;
    private final AtomicLong idleUntil = new AtomicLong(BUSY);
    private volatile boolean stopping;
    private Duration idle;
    private boolean broken;

    Connection(Duplex duplex, Gateway gateway, Settings settings) {
        this(duplex, gateway, settings, Timekeeper::now);
    }

    /// @param clock nanoseconds, from 0; the one that [#sweep] is called with
    Connection(Duplex duplex, Gateway gateway, Settings settings, LongSupplier clock) {
        this.duplex = new TimedDuplex(duplex, clock, settings.timeouts());
        this.gateway = gateway;
        this.clock = clock;
        limits = settings.limits();
        timeouts = settings.timeouts();
        idle = timeouts.head();                                // a new connection is one that already asks
        http1 = new Http1(limits, settings.log().recorded());
    }

    @Override
    public void run() {
        try (duplex) {
            serve();
            if (!http1.isQuiet()) linger(LINGER);
        } catch (IOException gone) {
            // the client left, or the server cut it off: whoever was told of it in the middle of a request has reported it
        }
    }

    /// Instead of [#run], where there is no room for the client: refuses whatever it asks.
    void turnAway(BadRequest why) {
        try (duplex) {
            hear();
            gateway.refuse(why, this, new Response(this, () -> true, gateway::date));
            linger(MOMENT);
        } catch (IOException gone) {
            // nobody is left to be told
        }
    }

    /// Waits a moment for the first bytes of a request: if its method is HEAD, the refusal has no content.
    private void hear() throws IOException {
        try {
            receive(Patience.of(MOMENT));
            http1.next();
        } catch (BadRequest unclear) {
            // then it is refused like any other
        }
    }

    /// The connection loop.
    private void serve() throws IOException {
        try {
            while (nextRequest() instanceof Event.Request request) {
                var body = new RequestBody(this, request, Patience.forContent(timeouts));
                BooleanSupplier last = () -> stopping || body.isTooLong(limits.drain());
                gateway.respond(request, body, this, new Response(this, last, gateway::date));
                if (!http1.isPersistent() || !body.skip(limits.drain()) || !http1.nextCycle()) return;
            }
        } catch (BadRequest bad) {                              // answer, close, parse nothing more (RFC 9112 §9.2, §2.2)
            if (http1.canRespond()) gateway.refuse(bad, this, new Response(this, () -> true, gateway::date));
            else gateway.report(bad, this);                     // in content that nobody wanted, behind the response
        }
    }

    /// Waits for a request.
    private Event nextRequest() throws IOException {
        if (!http1.hasMore() && !awaitRequest()) return new Event.Closed();
        return next(Patience.forHead(timeouts));
    }

    /// Idle until a first byte comes.
    ///
    /// @return false when somebody closed the connection meanwhile
    private boolean awaitRequest() throws IOException {
        long until = clock.getAsLong() + idle.toNanos();
        idle = timeouts.idle();
        idleUntil.set(until);
        if (stopping && idleUntil.compareAndSet(until, CLOSED)) return false;
        receive(Patience.of(Timeouts.NEVER));
        return idleUntil.compareAndSet(until, BUSY);
    }

    /// What the client says next, however many reads that takes.
    ///
    /// @throws BadRequest when the patience ends before
    Event next(Patience patience) throws IOException {
        Event event = http1.next();
        while (event instanceof Event.NeedData) {
            receive(patience);
            event = http1.next();
        }
        return event;
    }

    private void receive(Patience patience) throws IOException {
        http1.receive((into, offset, length) -> read(patience, into, offset, length));
    }

    /// [TimedDuplex#read] for whoever is in the middle of something.
    int read(Patience patience, byte[] into, int offset, int length) throws IOException {
        try {
            return duplex.read(patience, into, offset, length);
        } catch (BadRequest | InterruptedIOException late) {
            throw late;                                        // the client is still there
        } catch (IOException e) {
            broken = true;
            throw new ClientDisconnected("the connection broke while the client was sending", e);
        }
    }

    /// Sends all of that.
    void write(List<ByteBuffer> buffers) throws ClientDisconnected {
        if (!http1.canRespond()) duplex.deadline().meet();
        try {
            duplex.write(buffers);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /// Sends all of a part of a file, which needs not pass through this process.
    ///
    /// @return how many bytes: all
    /// @throws ClientDisconnected when the client is gone
    /// @throws EOFException       when the file is shorter; the client is still there
    long transfer(FileChannel from, long position, long count) throws IOException {
        long sent = 0;
        while (sent < count) {
            long piece = transferPiece(from, position + sent, count - sent);
            if (piece == 0 && position + sent >= from.size())
                throw new EOFException("the file ends %s bytes before the part that is sent".formatted(count - sent));
            sent += piece;
        }
        return sent;
    }

    private long transferPiece(FileChannel from, long position, long count) throws ClientDisconnected {
        try {
            return duplex.transfer(from, position, count);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private ClientDisconnected gone(IOException cause) {
        broken = true;
        return new ClientDisconnected("the client was gone before it had the whole response", cause);
    }

    /// An application is called for the current request.
    ///
    /// @return to be closed behind the call
    Deadline call() {
        return duplex.callWithin(timeouts.application());
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
            throw gone(e);
        }
    }

    /// Lets the client see that a response is cut.
    ///
    /// @param endsByClosing whether a clean end of the connection would make it whole (RFC 9112 §8)
    void breakOff(boolean endsByClosing) {
        duplex.deadline().meet();
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
    private void linger(Duration most) throws IOException {
        duplex.endOutput();
        Patience patience = Patience.of(most);
        int count;
        do count = duplex.read(patience, DISCARDED, 0, DISCARDED.length);
        while (count >= 0);
    }

    /// Closes the connection if it is idle, else after the response that it is busy with.
    void stop() {
        stopping = true;
        closeIdle(BUSY - 1);
    }

    /// Ends what takes too long. Called from time to time, by another thread.
    void sweep(long now) {
        closeIdle(now);
        duplex.sweep(now);
    }

    /// Closes the connection if it may be idle only until then.
    private void closeIdle(long time) {
        long until = idleUntil.get();
        if (until <= time && until != CLOSED && idleUntil.compareAndSet(until, CLOSED)) cut();
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

package gangway.server.http1;

import module java.base;

import gangway.server.http1.Transitions.On;
import gangway.server.http1.Transitions.State;
import gangway.spec.ClientDisconnected;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.rule.ExtensionRule;

/// One connection of an HTTP/1.1 server, without the connection: bytes in, events out; responses in, bytes out.
///
/// ```text
///   receive → next → Request, Data…, EndOfMessage          the client's turn
///   head → data… → end                                     the server's turn; may begin before EndOfMessage
///   nextCycle                                              and again, while both are done and both want to
/// ```
///
/// Owned by one connection; not thread-safe.
public final class Http1 {

    private static final Header CHUNKED = new Header("Transfer-Encoding", "chunked");
    private static final Header CLOSE = new Header("Connection", "close");
    private static final Header KEEP_ALIVE = new Header("Connection", "keep-alive");
    private static final Header UPGRADE = new Header("Connection", "upgrade");

    private final Receiver receiver;
    private State sending = State.IDLE;
    private Optional<Event.Request> request = Optional.empty();
    private Framing framing = new Framing.None();
    private boolean persistent;
    private long left;

    /// Where bytes come from.
    @FunctionalInterface
    public interface Source {
        /// Reads some bytes, as [InputStream#read(byte[], int, int)] does.
        ///
        /// @param into   where to
        /// @param offset the first place
        /// @param length how many places
        /// @return how many came, or -1 at the end; 0 if none were there and the source does not wait
        /// @throws IOException when they cannot be read
        int read(byte[] into, int offset, int length) throws IOException;
    }

    /// @param limits of what the client may send
    public Http1(Limits limits) {
        this(limits, 0);
    }

    /// @param limits   of what the client may send
    /// @param recorded how many bytes of each request to keep for [#received]
    public Http1(Limits limits, int recorded) {
        receiver = new Receiver(limits, recorded);
    }

    /// Reads once from a source; its end is remembered.
    ///
    /// @param source of this connection
    /// @return what the source returned
    /// @throws IOException what the source throws
    public int receive(Source source) throws IOException {
        return receiver.receive(source);
    }

    /// @return whether bytes may be received ahead of what is understood: not while the buffer is full, and not once they
    ///         are another protocol's
    public boolean hasRoom() {
        return receiver.in().hasRoom() && receiver.state() != State.SWITCHED;
    }

    /// @return whether the client has closed its side; what it sent before may still be here
    public boolean hasEnded() {
        return receiver.hasEnded();
    }

    /// What the client said next.
    ///
    /// @return [Event.NeedData] if that needs more bytes
    /// @throws BadMessage when it broke a rule; nothing more can be understood
    /// @throws ClientDisconnected when it left within the content of a request
    public Event next() throws BadMessage, ClientDisconnected {
        Event event = receiver.next();
        if (event instanceof Event.Request now) {
            request = Optional.of(now);
            List<String> options = now.headers().tokens("Connection");
            boolean asked = now.line().version() == Version.HTTP_1_1 || options.contains("keep-alive");
            persistent = asked && !options.contains("close");                                    // RFC 9112 §9.3
        }
        return event;
    }

    /// @return what has arrived since the last request ended
    public Recording.Received received() {
        return receiver.in().received();
    }

    /// @return the method of the current request; empty until its first line is understood
    public String method() {
        return receiver.line().map(RequestLine::method).orElse("");
    }

    /// @return whether bytes have arrived that belong to no event yet
    public boolean hasMore() {
        return !receiver.in().isEmpty();
    }

    /// @return whether all that the client has said, or may still be saying, has been understood
    public boolean isQuiet() {
        return !hasMore() && !receiver.isWithinHead() && receiver.state() != State.BODY && receiver.state() != State.BROKEN;
    }

    /// @return whether all of the current request has been received
    public boolean requestComplete() {
        return receiver.state() == State.DONE;
    }

    /// @return how many bytes of the current request's content are still to come; empty if that is not known
    public OptionalLong contentLeft() {
        return receiver.left();
    }

    /// @return whether a final response may still be begun
    public boolean canRespond() {
        return sending == State.IDLE;
    }

    /// @return whether only the end of the connection tells where the response ends
    public boolean endsByClosing() {
        return framing instanceof Framing.UntilClose;
    }

    /// @return whether the connection is meant to go on behind this response; false once its head said otherwise
    public boolean isPersistent() {
        return persistent;
    }

    /// A response before the response: 100 or 103 (RFC 9110 §15.2).
    ///
    /// @param status  1xx, not 101
    /// @param headers its fields
    /// @return the bytes to send
    public ByteBuffer interim(Status status, List<Header> headers) {
        move(On.INTERIM);
        return Encoder.head(status, headers);
    }

    /// The head of the response.
    ///
    /// @param status  final
    /// @param headers with a Content-Length where it is known; without fields about the connection, which are added here
    /// @param last    whether the server wants to close the connection behind this response
    /// @return the bytes to send
    public ByteBuffer head(Status status, List<Header> headers, boolean last) {
        move(On.HEAD);
        Version version = receiver.line().map(RequestLine::version).orElse(Version.HTTP_1_1);
        framing = Framing.ofResponse(method(), version, status, headers);
        left = framing instanceof Framing.Length(long bytes) ? bytes : 0;
        persistent &= !last && !(framing instanceof Framing.UntilClose) && receiver.state() != State.BROKEN;
        var all = new ArrayList<>(headers);
        if (framing instanceof Framing.Chunked) all.add(CHUNKED);
        if (!persistent) all.add(CLOSE);                                                         // RFC 9112 §9.6
        else if (version == Version.HTTP_1_0) all.add(KEEP_ALIVE);                               // RFC 9112 §9.3
        if (status.code() == 426 && new Headers(headers).contains("Upgrade")) all.add(UPGRADE);  // RFC 9110 §7.8
        return Encoder.head(status, all);
    }

    /// Some content of the response.
    ///
    /// @param block at least one byte
    /// @return the bytes to send
    /// @throws IllegalStateException for content that the head did not announce
    public List<ByteBuffer> data(ByteBuffer block) {
        count(block.remaining());
        return framing instanceof Framing.Chunked ? Encoder.chunk(block) : List.of(block);
    }

    /// @return whether nothing is to be sent around content, so that it need not pass through here
    public boolean sendsBare() {
        return !(framing instanceof Framing.Chunked);
    }

    /// Some content of the response that does not pass through here, where [#sendsBare].
    ///
    /// @param bytes how many, at least one
    /// @throws IllegalStateException for content that the head did not announce
    public void count(long bytes) {
        move(On.DATA);
        switch (framing) {
            case Framing.Chunked(), Framing.UntilClose() -> { }
            case Framing.Length(_) when bytes <= left -> left -= bytes;
            case Framing.Length(_), Framing.None() ->
                throw new IllegalStateException("%s bytes of content where %s may follow".formatted(bytes, left));
        }
    }

    /// The end of the response.
    ///
    /// @param trailers fields behind the content; only for content of unknown length
    /// @return the bytes to send
    /// @throws IllegalStateException when content is missing that the head announced
    public List<ByteBuffer> end(List<Header> trailers) {
        if (left > 0) throw new IllegalStateException(left + " bytes of content are missing");
        move(On.END);
        return framing instanceof Framing.Chunked ? List.of(Encoder.lastChunk(trailers)) : List.of();
    }

    /// The response stays incomplete; only closing the connection tells the client (RFC 9112 §8).
    public void abort() {
        if (sending == State.IDLE || sending == State.BODY) move(On.BREAK);
        persistent = false;
    }

    /// Answers 101; from here on the connection speaks another protocol (RFC 9110 §7.8).
    ///
    /// @param headers  of the 101 response
    /// @param protocol one that the client offered
    /// @return the bytes to send
    /// @throws Violation when the client did not offer it, or is not done with its request
    public ByteBuffer switchProtocols(List<Header> headers, String protocol) {
        Headers offer = request.orElseThrow().headers();
        boolean offered = offer.tokens("Upgrade").contains(protocol.toLowerCase(Locale.ROOT))
            && offer.tokens("Connection").contains("upgrade")
            && request.orElseThrow().line().version() == Version.HTTP_1_1;                       // HTTP/1.0: ignore it, ibid.
        if (!offered || !requestComplete())
            throw new Violation(ExtensionRule.OFFERED, "a switch to " + Violation.quote(protocol),
                "switch only to what the request's Upgrade field offers, behind all of its content");
        move(On.SWITCH);
        receiver.on(On.SWITCH);
        var all = new ArrayList<>(headers);
        all.add(UPGRADE);
        all.add(new Header("Upgrade", protocol));
        return Encoder.head(new Status(101, "Switching Protocols"), all);
    }

    /// What arrived behind the request that switched protocols.
    ///
    /// @return bytes of the new protocol
    public ByteBuffer rest() {
        return receiver.in().take(Long.MAX_VALUE);
    }

    /// Goes on to the next request, if both sides are done with this one and neither wants to close.
    ///
    /// @return whether there may be one; if not, the connection is to be closed
    public boolean nextCycle() {
        if (!persistent || sending != State.DONE || receiver.state() != State.DONE) return false;
        move(On.NEXT);
        receiver.on(On.NEXT);
        request = Optional.empty();                            // an idle connection should not keep it in memory
        return true;
    }

    private void move(On on) {
        sending = Transitions.next(sending, on);
    }
}

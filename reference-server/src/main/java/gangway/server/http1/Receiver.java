package gangway.server.http1;

import module java.base;

import gangway.server.http1.Transitions.On;
import gangway.server.http1.Transitions.State;
import gangway.spec.ClientDisconnected;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;

/// The receiving direction: bytes in, events out. `next` says what the client said next, or that more bytes are needed, or
/// throws once and for all.
final class Receiver {

    private final Limits limits;
    private final Recording recording;
    private final Buffer in;
    private State state = State.IDLE;
    private boolean ended;

    private Optional<RequestLine> line = Optional.empty();
    private boolean emptyLineSeen;
    private Fields fields;
    private Framing framing = new Framing.None();
    private Chunked chunks;
    private long left;

    Receiver(Limits limits, int recorded) {
        this.limits = limits;
        recording = new Recording(recorded);
        in = new Buffer(limits.pipelined(), recording);
        begin();
    }

    private void begin() {
        in.shrink();
        line = Optional.empty();
        emptyLineSeen = false;
        fields = new Fields(limits.fields(), limits.head());
        chunks = new Chunked(limits);
        recording.clear();
    }

    State state() {
        return state;
    }

    Buffer in() {
        return in;
    }

    /// The first line of the current request, once it is understood.
    Optional<RequestLine> line() {
        return line;
    }

    /// Whether a head has begun of which lines are missing.
    boolean isWithinHead() {
        return state == State.IDLE && (line.isPresent() || emptyLineSeen);
    }

    int receive(Http1.Source source) throws IOException {
        int count = in.receive(source);
        ended |= count < 0;
        return count;
    }

    /// Whether the client has closed its side.
    boolean hasEnded() {
        return ended;
    }

    void on(On move) {
        state = Transitions.next(state, move);
        if (move == On.NEXT) begin();
    }

    Event next() throws BadMessage, ClientDisconnected {
        try {
            Event event = state == State.IDLE ? head() : content();
            return event instanceof Event.NeedData && ended ? atEnd() : event;
        } catch (BadMessage | ClientDisconnected broken) {
            on(On.BREAK);
            throw broken;
        }
    }

    /// The client's side is closed: fine between two requests, an incomplete message anywhere else (RFC 9112 §8).
    private Event atEnd() throws BadMessage, ClientDisconnected {
        if (state == State.BODY) throw new ClientDisconnected("the connection was closed within the content of a request");
        if (line.isPresent() || !in.isEmpty())
            throw BadMessage.of("the connection was closed within the head of a request", "RFC 9112 §8", "send all of it");
        on(On.CLOSE);
        return new Event.Closed();
    }

    private Event head() throws BadMessage {
        while (true) {
            refuseOtherProtocols();
            Optional<String> next = line.isEmpty()
                ? in.line(limits.requestLine(), this::requestLineTooLong)
                : in.line(limits.fieldLine(), () -> Fields.tooLarge("a field over %s bytes".formatted(limits.fieldLine())));
            if (next.isEmpty()) return new Event.NeedData();
            if (line.isPresent() && next.get().isEmpty()) return request();
            if (line.isPresent()) fields.add(next.get());
            else if (next.get().isEmpty() && !emptyLineSeen) emptyLineSeen = true;                // RFC 9112 §2.2
            else line = Optional.of(RequestLine.parse(next.get()));
        }
    }

    /// A request begins with a token. What does not (a TLS handshake, a stray binary) is refused at its first byte, since
    /// its first CRLF may never come.
    private void refuseOtherProtocols() throws BadMessage {
        int first = in.peek();
        if (line.isEmpty() && first >= 0 && first != '\r' && first != '\n' && (first <= ' ' || first >= 0x7F))
            throw BadMessage.of("first byte 0x%02x".formatted(first), "RFC 9112 §3",
                "speak plain HTTP/1.1 here, beginning with a method");
    }

    private BadMessage requestLineTooLong() {
        return BadMessage.answering(new Status(414, "URI Too Long"), "request line over %s bytes"
            .formatted(limits.requestLine()), "RFC 9110 §15.5.15", "send a shorter target");
    }

    /// The head is complete: what does it mean?
    private Event request() throws BadMessage {
        RequestLine requestLine = line.orElseThrow();
        Headers headers = fields.complete();
        checkHost(requestLine.version(), headers.all("Host"));
        if (headers.all("Content-Type").size() > 1)             // a singleton, which two may read differently [2.32]
            throw BadMessage.of("two Content-Type fields", "RFC 9110 §8.3", "send one");
        framing = Framing.ofRequest(requestLine.version(), headers);
        left = framing instanceof Framing.Length(long bytes) ? bytes : 0;
        if (left > limits.body()) throw Chunked.tooLarge(limits.body());
        on(On.HEAD);
        return new Event.Request(requestLine, headers, framing, expectsContinue(requestLine.version(), headers));
    }

    /// Exactly one Host, and a valid one (RFC 9112 §3.2) [2.32]. HTTP/1.0 may do without.
    private static void checkHost(Version version, List<String> hosts) throws BadMessage {
        if (hosts.size() > 1 || hosts.isEmpty() && version == Version.HTTP_1_1)
            throw BadMessage.of(hosts.size() + " Host fields", "RFC 9112 §3.2", "send exactly one");
        for (String host : hosts)
            if (Authority.parse("Host", host).host().isEmpty())
                throw BadMessage.of("Host", host, "RFC 9110 §7.2", "name a host, as every http URI does");
    }

    private static boolean expectsContinue(Version version, Headers headers) throws BadMessage {
        List<String> expectations = headers.tokens("Expect");
        if (expectations.isEmpty() || version == Version.HTTP_1_0) return false;                 // RFC 9110 §10.1.1
        if (!expectations.equals(List.of("100-continue")))
            throw BadMessage.answering(new Status(417, "Expectation Failed"), "Expect "
                + Violation.quote(String.join(", ", expectations)), "RFC 9110 §10.1.1", "expect 100-continue or nothing");
        return true;
    }

    private Event content() throws BadMessage {
        Event event = switch (framing) {
            case Framing.Chunked() -> chunks.next(in);
            case Framing.Length(_) when left > 0 -> data();
            case Framing.Length(_), Framing.None() -> new Event.EndOfMessage(new Headers(List.of()));
            case Framing.UntilClose() -> throw new IllegalStateException("a request cannot end with the connection");
        };
        if (event instanceof Event.EndOfMessage) on(On.END);
        if (event instanceof Event.Data) on(On.DATA);
        return event;
    }

    private Event data() {
        if (in.isEmpty()) return new Event.NeedData();
        ByteBuffer bytes = in.take(left);
        left -= bytes.remaining();
        return new Event.Data(bytes);
    }

    /// @return how many bytes of content are still to come, as far as that is known
    OptionalLong left() {
        return framing instanceof Framing.Chunked ? OptionalLong.empty() : OptionalLong.of(left);
    }
}

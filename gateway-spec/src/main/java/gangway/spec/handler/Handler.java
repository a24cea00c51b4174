package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.BadRequest;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.StartResponse;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.Write;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One call of an application, from `call` to `close`: wsgiref's `BaseHandler.run` made right.
///
/// It stands between the application and an [Outgoing] and keeps the application's side of HTTP: the head waits for the
/// first non-empty block, content is neither longer nor shorter than announced, there is none where there must be none,
/// the body is closed exactly once, and a failure becomes a 500 if nothing was sent, else a response that is visibly cut.
///
/// Owned by one call; not thread-safe.
public final class Handler {

    private final Environ environ;
    private final Outgoing out;
    private final Reporter reporter;

    private Optional<Head> head = Optional.empty();
    private boolean startCalled, headSent, over;
    private long sent;

    /// @param environ  of the request, complete
    /// @param out      takes the response
    /// @param reporter is told of failures
    public Handler(Environ environ, Outgoing out, Reporter reporter) {
        this.environ = environ;
        this.out = out;
        this.reporter = reporter;
    }

    /// Calls the application and sends its answer. Never throws what the application threw.
    ///
    /// @param application called once
    public void run(Application application) {
        try {
            Iterable<byte[]> body = application.call(environ, this::start);
            try (AutoCloseable _ = body instanceof AutoCloseable closeable ? closeable : () -> {}) {   // in every case, once
                send(body);
            }
        } catch (Throwable failure) {
            fail(unwrapped(failure));
        }
        over = true;
    }

    /// [StartResponse#start] as the server means it. Sends nothing.
    private Write start(String status, List<Header> headers, Throwable error) {
        Objects.requireNonNull(error, "error: call start(status, headers) where there is none");
        if (over)
            throw new Violation("start was called after the response", "PEP 3333 §Specification Details",
                "start the response in call(), or before the first block of the body");
        boolean again = error != StartResponse.NO_ERROR;
        if (again && headSent) throw thrown(error);
        if (startCalled && !again)
            throw new Violation("start was called a second time without an error", "PEP 3333 §The start_response() Callable",
                "call it once; to change your mind after a failure pass what was thrown");
        startCalled = true;                                    // even if this call fails: it was the first (PEP 3333 ibid.)
        head = Optional.of(new Head(Status.parse(status), headers));
        return this::write;
    }

    /// [Write#write] as the server means it.
    private void write(byte[] block) throws IOException {
        if (over)
            throw new Violation("write was called after the response", "PEP 3333 §The write() Callable", "write in call()");
        if (hasContent() && block.length > room())
            throw new Violation("write of %d bytes where %d are left of the Content-Length".formatted(block.length, room()),
                "PEP 3333 §Handling the Content-Length Header", "announce the true length or none");
        deliver(block, OptionalLong.empty());
    }

    /// Sends what the application returned, then ends the response.
    private void send(Iterable<byte[]> body) throws Exception {
        switch (body) {
            case null -> throw new Violation("the application returned null", "PEP 3333 §Specification Details",
                "return an iterable of blocks, or List.of() for an empty body");
            case Body.Upgrade upgrade -> converse(upgrade);
            case Body.Push push -> {
                if (hasContent()) push.producer().produce(this::write);
                finish();
            }
            case Iterable<byte[]> blocks -> {
                for (byte[] block : blocks) if (!deliver(block, knownLength(blocks, block))) break;
                finish();
            }
        }
    }

    /// A body of one block has a length before it is sent (PEP 3333, "Handling the Content-Length Header").
    private static OptionalLong knownLength(Iterable<byte[]> body, byte[] block) {
        return switch (body) {
            case Body known -> known.length();
            case Collection<byte[]> one when one.size() == 1 && block != null -> OptionalLong.of(block.length);
            case Iterable<byte[]> _ -> OptionalLong.empty();
        };
    }

    /// Sends one block, if this response has content and the block is part of it.
    ///
    /// @return whether another block can be of use
    private boolean deliver(byte[] block, OptionalLong whole) throws IOException {
        if (block == null)
            throw new Violation("the body holds null", "PEP 3333 §Specification Details", "yield empty blocks instead");
        if (block.length == 0) return true;                    // holds the head back (PEP 3333 §The start_response() Callable)
        if (!headSent) sendHead(whole, block.length);
        if (!hasContent()) return false;
        if (block.length > room())                             // PEP 3333 §Handling the Content-Length Header
            reporter.report(environ, new Violation("the body is longer than its Content-Length", "RFC 9110 §8.6",
                "the rest was dropped: announce the true length or none"));
        byte[] part = block.length > room() ? Arrays.copyOf(block, (int) room()) : block;
        if (part.length > 0) out.block(part);
        sent += part.length;
        return room() > 0;
    }

    /// Sends the head, with a Content-Length if the application gave none and the length is known.
    private void sendHead(OptionalLong whole, int content) throws IOException {
        Head now = started();
        if (now.status().code() == 101)
            throw new Violation("status 101 with an ordinary body", "RFC 9110 §15.2.2", "return a Body.Upgrade");
        if (now.forbidsContent() && content > 0 && !environ.method().equals("HEAD"))
            reporter.report(environ, new Violation("content in a " + now.status().code() + " response", "RFC 9110 §6.4.1",
                "it was dropped: return an empty body"));
        headSent = true;
        out.head(now.status(), now.framed(whole));
    }

    /// The body is exhausted.
    private void finish() throws IOException {
        if (hasContent() && started().length().isPresent() && room() > 0)
            throw new Violation("the body is %d bytes shorter than its Content-Length".formatted(room()), "RFC 9112 §6.3",
                "announce the true length or none");
        if (!headSent)                                         // an empty body after HEAD says nothing of the length after GET
            sendHead(hasContent() ? OptionalLong.of(0) : OptionalLong.empty(), 0);
        over = true;
        out.end();
    }

    /// Switches to another protocol and runs it to its end.
    private void converse(Body.Upgrade upgrade) throws Exception {
        if (headSent || started().status().code() != 101)
            throw new Violation("a Body.Upgrade without status 101", "RFC 9110 §15.2.2",
                "call start(\"101 Switching Protocols\", …) before you return it");
        Outgoing.Tunnel tunnel = out.upgrade(started().headers(), upgrade.protocol());
        headSent = true;
        upgrade.conversation().run(tunnel.in(), tunnel.out());
        over = true;
        out.end();
    }

    private Head started() {
        return head.orElseThrow(() -> new Violation("the body came before a status", "PEP 3333 §Specification Details",
            "call start before the first block is taken"));
    }

    private boolean hasContent() {
        return started().hasContent(environ.method());
    }

    /// @return how many bytes of content may follow
    private long room() {
        return started().length().orElse(Long.MAX_VALUE) - sent;
    }

    /// Answers for an application that failed, as far as that is still possible.
    private void fail(Throwable failure) {
        boolean clientsFault = failure instanceof BadRequest || failure instanceof ClientDisconnected;
        if (!clientsFault) reporter.report(environ, failure);
        if (over) return;                                      // close() failed behind a complete response
        switch (failure) {
            case ClientDisconnected _ -> out.abort();          // nobody is left to hear
            case Throwable _ when headSent -> out.abort();
            case BadRequest bad -> answer(out, bad.status(), bad.getMessage() + "\n", environ.method());
            case Throwable _ -> answer(out, Status.INTERNAL_SERVER_ERROR, "", environ.method());
        }
    }

    /// Answers a request that no application gets to see, because it could not be understood.
    ///
    /// @param out    takes the response
    /// @param bad    what was wrong, which the client is told
    /// @param method of the request, as far as it was understood: empty if not even that
    public static void refuse(Outgoing out, BadRequest bad, String method) {
        answer(out, bad.status(), bad.getMessage() + "\n", method);
    }

    /// A response of our own: the status and, for a fault of the client's, the reason. Nothing of the application's.
    private static void answer(Outgoing out, Status status, String reason, String method) {
        try {
            byte[] text = (status + "\n" + reason).getBytes(UTF_8);
            out.head(status, List.of(new Header("Content-Type", "text/plain; charset=utf-8"), Head.contentLength(text.length)));
            if (!method.equals("HEAD")) out.block(text);
            out.end();
        } catch (IOException gone) {
            out.abort();
        }
    }

    /// [gangway.spec.Input]'s iterator can throw only unchecked; here its errors are themselves again.
    private static Throwable unwrapped(Throwable failure) {
        boolean wrapped = failure instanceof UncheckedIOException
            && (failure.getCause() instanceof BadRequest || failure.getCause() instanceof ClientDisconnected);
        return wrapped ? failure.getCause() : failure;
    }

    /// Throws the very object, checked or not, so that the server logs what really happened (PEP 3333, "Error Handling").
    @SuppressWarnings("unchecked")                             // E is inferred as RuntimeException and erased: nothing is cast
    private static <E extends Throwable> E thrown(Throwable error) throws E {
        throw (E) error;
    }
}

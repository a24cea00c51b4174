package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.BadRequest;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.OnFinished;
import gangway.spec.StartResponse;
import gangway.spec.Status;
import gangway.spec.Trailers;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.conditional.Chooser;
import gangway.spec.conditional.Selection;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.StartRule;

/// One call of an application, from `call` to `close`: wsgiref's `BaseHandler.run` made right.
///
/// It stands between the application and an [Outgoing] and keeps the application's side of HTTP: the head waits for the
/// first non-empty block, content is neither longer nor shorter than announced, there is none where there must be none,
/// the body is closed exactly once, and a failure becomes a 500 if nothing was sent, else a response that is visibly cut.
///
/// Owned by one call, with the error that was passed to `start` [4.19]; not thread-safe.
public final class Handler {

    private final Environ environ;
    private final Outgoing out;
    private final Reporter reporter;
    private final ErrorOutput errors;
    private final Chooser chooser;
    private final Deque<Consumer<OnFinished.Finished>> hooks = new ArrayDeque<>();

    private Optional<Head> head = Optional.empty(), sentHead = Optional.empty();
    private Optional<Throwable> broken = Optional.empty();
    private Optional<Trailers> trailers = Optional.empty();
    private OptionalLong counted = OptionalLong.empty();
    private boolean startCalled, returned, over;
    private long sent;

    /// @param environ  of the request, complete
    /// @param out      takes the response
    /// @param reporter is told of failures
    public Handler(Environ environ, Outgoing out, Reporter reporter) {
        this(environ, out, reporter, ErrorOutput.PLAIN);
    }

    /// @param environ  of the request, complete
    /// @param out      takes the response
    /// @param reporter is told of failures
    /// @param errors   makes what the client gets for them
    public Handler(Environ environ, Outgoing out, Reporter reporter, ErrorOutput errors) {
        this(environ, out, reporter, errors, Chooser.system());
    }

    /// @param environ  of the request, complete
    /// @param out      takes the response
    /// @param reporter is told of failures
    /// @param errors   makes what the client gets for them
    /// @param chooser  decides how much of a file a client gets
    public Handler(Environ environ, Outgoing out, Reporter reporter, ErrorOutput errors, Chooser chooser) {
        this.environ = environ;
        this.out = out;
        this.reporter = reporter;
        this.errors = errors;
        this.chooser = chooser;
    }

    /// Calls the application, sends its answer, and does what was left to do behind it ([OnFinished]). Never throws what the
    /// application threw.
    ///
    /// @param application called once [1.3]
    public void run(Application application) {
        Environ.ON_FINISHED.put(environ, hooks::push);
        Optional<Throwable> error = Optional.empty();
        try {
            Iterable<byte[]> body = application.call(environ, this::start);
            returned = true;
            try (AutoCloseable _ = body instanceof AutoCloseable closeable ? closeable : () -> {}) {     // [6.5]
                send(body);
            }
        } catch (Throwable failure) {
            error = Optional.of(unwrapped(failure));
            fail(error.get());
        }
        returned = over = true;
        runHooks(error);
    }

    /// What was added last runs first; what one throws is its own affair [9.3].
    private void runHooks(Optional<Throwable> error) {
        if (hooks.isEmpty()) return;
        var finished = new OnFinished.Finished(environ, sentHead.map(Head::status),
            new Headers(sentHead.map(Head::headers).orElse(List.of())), error);
        while (!hooks.isEmpty()) {
            try {
                hooks.pop().accept(finished);
            } catch (Throwable failure) {
                reporter.report(environ, failure);
            }
        }
    }

    /// [StartResponse#start] as the server means it. Sends nothing.
    private Write start(String status, List<Header> headers, Throwable error) {
        Objects.requireNonNull(error, "error: call start(status, headers) where there is none");
        if (over)
            throw new Violation(StartRule.BEFORE_BODY, "start was called after the response",
                "start the response in call(), or before the first block of the body");
        boolean again = error != StartResponse.NO_ERROR;
        if (again && sentHead.isPresent()) throw brokenBy(error);                                        // [4.17]
        if (startCalled && !again)
            throw new Violation(StartRule.ONCE, "start was called a second time without an error",
                "call it once; to change your mind after a failure pass what was thrown");
        startCalled = true;                                    // even if this call fails: it was the first [4.14]
        head = Optional.empty();                               // an application that failed again has no status at all
        head = Optional.of(new Head(Status.parse(status), headers));                                     // [4.11] [4.16]
        return this::write;
    }

    /// [Write#write] as the server means it.
    private void write(byte[] block) throws IOException {
        if (returned)
            throw new Violation(BodyRule.WRITE_VALID, "write was called after the application had returned",
                "write in call(), and give what comes later as blocks of the body");
        put(block);
    }

    /// A block of an application that is not asked for blocks. From here on it is one like any other [6.4].
    private void put(byte[] block) throws IOException {
        if (over)
            throw new Violation(BodyRule.WRITE_VALID, "a block was written after the response", "write while it is produced");
        if (block != null && hasContent() && block.length > room())                                      // [5.3]
            throw new Violation(ContentRule.NOT_MORE, "a write of %s bytes where %s are left of the Content-Length"
                .formatted(block.length, room()), "announce the true length or none");
        deliver(block, OptionalLong.empty());
    }

    /// Sends what the application returned, then ends the response.
    private void send(Iterable<byte[]> body) throws Exception {
        switch (body) {
            case null -> throw new Violation(CallRule.RESULT, "the application returned null",
                "return an iterable of blocks, or List.of() for an empty body");
            case Body.Upgrade upgrade -> converse(upgrade);
            case Body.Push push -> {
                if (hasContent()) push.producer().produce(this::put);
                finish();
            }
            case Body.File file -> sendFile(file);
            case Iterable<byte[]> blocks -> {
                for (byte[] block : blocks) if (!deliver(block, knownLength(blocks, block))) break;
                finish();
            }
        }
    }

    /// Sends what the client may have of a file: all of it, unless it asks for less. What a middleware has made of a file is
    /// none any more, so nobody's changes are passed over [6.14].
    private void sendFile(Body.File file) throws IOException {
        if (broken.isPresent()) throw brokenBy(broken.get());
        Head now = started();
        long size = file.channel().size();
        if (size < file.position() + file.count())             // once the head is sent, all that is left is to break off
            throw new EOFException("the file has %s bytes, of which %s from %s on are to be sent".formatted(
                size, file.count(), file.position()));
        Selection selection = sentHead.isPresent() ? Selection.whole(now.status(), now.headers(), file.count())
            : chooser.choose(environ, now.status(), now.headers(), file.count());                        // [8.4]
        switch (selection) {
            case Selection.Refused no -> {
                over = true;
                answer(no.status(), no.reason(), no.fields());
            }
            case Selection.Sent some -> {
                sendParts(some, file);
                finish();
            }
        }
    }

    private void sendParts(Selection.Sent some, Body.File file) throws IOException {
        if (sentHead.isEmpty()) {
            head = Optional.of(new Head(some.status(), some.headers()));
            sendHead(OptionalLong.of(some.length()), some.length());
        }
        if (!hasContent()) return;                                                                       // [5.7]
        for (Selection.Part part : some.parts())
            switch (part) {
                case Selection.Text(byte[] bytes) -> deliver(bytes, OptionalLong.empty());
                case Selection.Slice(long from, long length) ->
                    deliver(new Body.File(file.channel(), file.position() + from, within(length)));
            }
    }

    private void deliver(Body.File part) throws IOException {
        if (part.count() > 0) out.file(part);
        sent += part.count();
    }

    /// A body of one block has a length before it is sent [5.5]. Nothing more is asked of a body than here and in [#send]
    /// [1.6].
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
        if (broken.isPresent()) throw brokenBy(broken.get());
        if (block == null)
            throw new Violation(BodyRule.NO_NULL, "the body holds null", "yield empty blocks instead");
        if (block.length == 0) return true;                    // holds the head back [4.15]
        if (sentHead.isEmpty()) sendHead(whole, block.length);
        if (!hasContent()) return false;                                                                 // [5.7]
        byte[] part = within(block.length) < block.length ? Arrays.copyOf(block, (int) room()) : block;
        if (part.length > 0) out.block(part);
        sent += part.length;
        return room() > 0;
    }

    /// @param bytes that the body has next
    /// @return how many of them may be sent; of the others there is a report
    private long within(long bytes) {
        if (bytes > room())                                                                              // [5.3]
            reporter.report(environ, new Violation(ContentRule.NOT_MORE, "the body is longer than its Content-Length",
                "the rest was dropped: announce the true length or none"));
        return Math.min(bytes, room());
    }

    /// Sends the head, with a Content-Length if the application gave none and the length is known, or with the names of
    /// trailers.
    private void sendHead(OptionalLong whole, long content) throws IOException {
        Head now = started();
        if (now.status().code() == 101)
            throw new Violation(StartRule.FINAL, "status 101 with an ordinary body", "return a Body.Upgrade");
        if (now.forbidsContent() && content > 0 && !environ.method().equals("HEAD"))
            reporter.report(environ, new Violation(ContentRule.EMPTY, "content in a " + now.status().code() + " response",
                "it was dropped: return an empty body"));
        Optional<Trailers> added = Environ.TRAILERS.in(environ);
        List<String> names = added.map(Trailers::seal).orElse(List.of());
        boolean sends = !names.isEmpty() && hasContent() && now.length().isEmpty();                      // [9.7]
        if (sends) trailers = added;
        else counted = whole;
        sentHead = head;
        out.head(now.status(), sends ? now.announcing(names) : now.framed(whole));
    }

    /// The body is exhausted.
    private void finish() throws IOException {
        if (broken.isPresent()) throw brokenBy(broken.get());
        if (hasContent() && length().isPresent() && room() > 0)                                          // [5.4]
            throw new Violation(ContentRule.NOT_LESS, "the body is %s bytes shorter than its Content-Length".formatted(room()),
                "announce the true length or none");
        if (sentHead.isEmpty())                                // an empty body after HEAD says nothing of the length after GET
            sendHead(hasContent() ? OptionalLong.of(0) : OptionalLong.empty(), 0);
        List<Header> fields = trailers.map(Trailers::fields).orElse(List.of());
        over = true;
        out.end(fields);
    }

    /// Switches to another protocol and runs it to its end.
    private void converse(Body.Upgrade upgrade) throws Exception {
        if (sentHead.isPresent() || started().status().code() != 101)
            throw new Violation(StartRule.FINAL, "a Body.Upgrade without status 101",
                "call start(\"101 Switching Protocols\", …) before you return it");
        Outgoing.Tunnel tunnel = out.upgrade(started().headers(), upgrade.protocol());
        sentHead = head;
        upgrade.conversation().run(tunnel.in(), tunnel.out());
        over = true;
        out.end(List.of());
    }

    private Head started() {
        return head.orElseThrow(() -> new Violation(StartRule.BEFORE_BODY, "the body came before a status",
            "call start before the first block is taken"));
    }

    private boolean hasContent() {
        return started().hasContent(environ.method());
    }

    /// What the client is told: a body that has more or less than it seemed to have may not go on either.
    private OptionalLong length() {
        OptionalLong own = started().length();
        return own.isPresent() ? own : counted;
    }

    /// @return how many bytes of content may follow
    private long room() {
        return length().orElse(Long.MAX_VALUE) - sent;
    }

    /// Answers for an application that failed, as far as that is still possible.
    private void fail(Throwable failure) {
        boolean clientsFault = failure instanceof BadRequest || failure instanceof ClientDisconnected;
        if (!clientsFault) reporter.report(environ, failure);
        if (over) return;                                      // close() failed behind a complete response [6.9]
        switch (failure) {
            case ClientDisconnected _ -> out.abort();          // nobody is left to hear [8.5]
            case Throwable _ when sentHead.isPresent() -> out.abort();                                   // [8.2]
            case BadRequest bad -> answer(bad.status(), bad.getMessage(), bad.fields());
            case Throwable _ -> answer(Status.INTERNAL_SERVER_ERROR, "", List.of());                     // [8.1]
        }
    }

    private void answer(Status status, String reason, List<Header> fields) {
        sentHead = new Answer(out, errors, reporter).send(status, reason, fields, environ);
    }

    /// Answers a request that no application gets to see, because it could not be understood.
    ///
    /// @param out    takes the response
    /// @param bad    what was wrong, which the client is told
    /// @param method of the request, as far as it was understood: empty if not even that
    public static void refuse(Outgoing out, BadRequest bad, String method) {
        Environ environ = Environ.create();
        environ.put("REQUEST_METHOD", method);
        new Answer(out, ErrorOutput.PLAIN, (_, _) -> {}).send(bad.status(), bad.getMessage(), bad.fields(), environ);
    }

    /// [gangway.spec.Input]'s iterator can throw only unchecked; here its errors are themselves again.
    private static Throwable unwrapped(Throwable failure) {
        boolean wrapped = failure instanceof UncheckedIOException
            && (failure.getCause() instanceof BadRequest || failure.getCause() instanceof ClientDisconnected);
        return wrapped ? failure.getCause() : failure;
    }

    /// Throws the very object, checked or not, so that the server logs what really happened (PEP 3333, "Error Handling"); and
    /// again whenever the application goes on all the same [8.2].
    private RuntimeException brokenBy(Throwable error) {
        broken = Optional.of(error);
        return thrown(error);
    }

    @SuppressWarnings("unchecked")                             // E is inferred as RuntimeException and erased: nothing is cast
    private static <E extends Throwable> E thrown(Throwable error) throws E {
        throw (E) error;
    }
}

package gangway.server;

import module java.base;

import gangway.server.http1.Event;
import gangway.server.http1.Framing;
import gangway.server.http1.Http1;
import gangway.spec.BadRequest;
import gangway.spec.Headers;
import gangway.spec.Status;

/// The content of one request as a stream, without its framing [3.7], read from the connection when it is asked for. Not
/// thread-safe.
final class RequestBody extends InputStream {

    private static final Status CONTINUE = new Status(100, "Continue");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Connection connection;
    private final Http1 http1;
    private final Patience patience;
    private ByteBuffer data = NOTHING;
    private boolean complete, continueAwaited;
    private Headers trailers = new Headers(List.of());
    private Optional<IOException> failure = Optional.empty();

    RequestBody(Connection connection, Event.Request request, Patience patience) throws IOException {
        this.connection = connection;
        this.patience = patience;
        http1 = connection.http1();
        continueAwaited = request.expectsContinue();
        if (request.framing() instanceof Framing.None || request.framing().equals(new Framing.Length(0))) {
            continueAwaited = false;
            advance();                                         // its end is there already
        }
    }

    @Override
    public int read() throws IOException {
        return await() ? data.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) return 0;
        if (!await()) return -1;
        int count = Math.min(length, data.remaining());
        data.get(into, offset, count);
        return count;
    }

    /// Gives what has arrived as it lies in the connection's buffer.
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long count = 0;
        while (await()) {
            ByteBuffer block = data;
            data = NOTHING;
            out.write(block.array(), block.arrayOffset() + block.position(), block.remaining());
            count += block.remaining();
        }
        return count;
    }

    /// @return whether there is a byte; false at the end
    private boolean await() throws IOException {
        while (!data.hasRemaining() && !complete) advance();
        return data.hasRemaining();
    }

    /// Takes the next event. What failed once fails again: nothing behind it can be understood.
    private void advance() throws IOException {
        if (failure.isPresent()) throw failure.get();
        try {
            sendContinue();
            switch (connection.next(patience)) {
                case Event.Data(ByteBuffer bytes) -> data = bytes;
                case Event.EndOfMessage(Headers last) -> {
                    trailers = last;
                    complete = true;
                }
                case Event other -> throw new IllegalStateException(other.getClass() + " within the content of a request");
            }
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /// Invites the content when somebody wants it, not earlier; not if it is on its way already, and never behind the head
    /// of the response (RFC 9110 §10.1.1) [8.3].
    private void sendContinue() throws IOException {
        if (!continueAwaited) return;
        continueAwaited = false;
        if (!http1.hasMore() && http1.canRespond()) connection.write(List.of(http1.interim(CONTINUE, List.of())));
    }

    /// What was wrong with the content, if it is known by now.
    Optional<BadRequest> refusal() {
        return failure.flatMap(error -> error instanceof BadRequest bad ? Optional.of(bad) : Optional.empty());
    }

    /// The fields behind the content; none before its end was read [9.9].
    Headers trailers() {
        return trailers;
    }

    /// Whether the client is known to have left, see [Connection#isAbandoned].
    boolean isAbandoned() {
        if (data.hasRemaining()) {                             // a view of the buffer, which may now be filled again
            byte[] unread = new byte[data.remaining()];
            data.get(unread);
            data = ByteBuffer.wrap(unread);
        }
        return connection.isAbandoned();
    }

    /// Whether so much is unread that reading it only to keep the connection does not pay; then the response says that it
    /// is the last. The same if reading it has failed, or if the client still waits for a 100: it may send the content or
    /// not, nobody can tell.
    boolean isTooLong(int limit) {
        return !complete && (failure.isPresent() || continueAwaited || http1.contentLeft().orElse(0) > limit);
    }

    /// Reads what the application left.
    ///
    /// @param limit the most bytes to read
    /// @return whether that was all of it
    boolean skip(int limit) throws IOException {
        long left = limit;
        while (!complete && !continueAwaited && left >= 0 && failure.isEmpty()) {
            advance();
            left -= data.remaining();
        }
        data = NOTHING;                                        // it was a view of the buffer, which the next request will fill
        return complete;
    }
}

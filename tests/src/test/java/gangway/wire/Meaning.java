package gangway.wire;

import module java.base;

import gangway.server.http1.BadMessage;
import gangway.server.http1.Event;
import gangway.server.http1.Http1;
import gangway.server.http1.Limits;
import gangway.spec.ClientDisconnected;
import gangway.spec.Header;
import gangway.spec.Status;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// What the server's parser makes of the bytes of a connection that the client then closes. A character is a byte.
///
/// @param messages the requests that were understood
/// @param end      what came behind them: `closed`, `no more` (the last asked for that), `gone` (within content), or the
///                 status and reason of a refusal
/// @param calls    how often the parser was asked
record Meaning(List<Message> messages, String end, int calls) {

    private static final Status OK = Status.OK;
    private static final List<Header> EMPTY = List.of(new Header("Content-Length", "0"));

    /// One request.
    ///
    /// @param line     the request line
    /// @param fields   `name:value`, in order
    /// @param content  without its framing; the beginning of it, if the message is incomplete
    /// @param trailers `name:value`
    /// @param complete whether its end came
    record Message(String line, List<String> fields, String content, List<String> trailers, boolean complete) {
    }

    /// @param bytes  of the connection
    /// @param pieces how many of them arrive at once, each time; then the rest
    static Meaning of(String bytes, Limits limits, int... pieces) {
        return new Conversation(bytes, limits, pieces).hold();
    }

    /// Apart from how much work it was.
    boolean isSameAs(Meaning other) {
        return messages.equals(other.messages) && end.equals(other.end);
    }

    boolean isRefused() {
        return end.matches("(?s)[45]\\d\\d .*");
    }

    /// A client that has said all, and a server that answers each request with nothing as soon as it is there.
    private static final class Conversation {
        private final byte[] bytes;
        private final int[] pieces;
        private final Http1 http1;
        private final List<Message> messages = new ArrayList<>();
        private final StringBuilder content = new StringBuilder();
        private Optional<Event.Request> open = Optional.empty();
        private int at, piece, calls;

        Conversation(String text, Limits limits, int[] pieces) {
            bytes = text.getBytes(ISO_8859_1);
            this.pieces = pieces;
            http1 = new Http1(limits);
        }

        Meaning hold() {
            try {
                String end = "";
                while (end.isEmpty()) end = hear(http1.next());
                return new Meaning(messages, end, calls);
            } catch (BadMessage bad) {
                return cut(bad.status().code() + " " + bad.getMessage());
            } catch (ClientDisconnected gone) {
                return cut("gone");
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        /// @return how the conversation ended, if it has
        private String hear(Event event) throws IOException {
            calls++;
            switch (event) {
                case Event.Request request -> open = Optional.of(request);
                case Event.Data(ByteBuffer data) -> content.append(ISO_8859_1.decode(data));
                case Event.EndOfMessage(var trailers) -> {
                    close(true, texts(trailers.list()));
                    http1.head(OK, EMPTY, false);
                    http1.end(List.of());
                    if (!http1.nextCycle()) return "no more";
                }
                case Event.NeedData _ -> http1.receive(this::read);
                case Event.Closed _ -> {
                    return "closed";
                }
            }
            return "";
        }

        private int read(byte[] into, int offset, int length) {
            if (at == bytes.length) return -1;
            int most = piece < pieces.length ? pieces[piece++] : bytes.length;
            int count = Math.min(Math.min(most, length), bytes.length - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }

        private Meaning cut(String end) {
            if (open.isPresent()) close(false, List.of());
            return new Meaning(messages, end, calls);
        }

        private void close(boolean complete, List<String> trailers) {
            Event.Request request = open.orElseThrow();
            messages.add(new Message(request.line().toString(), texts(request.headers().list()), content.toString(),
                trailers, complete));
            open = Optional.empty();
            content.setLength(0);
        }

        private static List<String> texts(List<Header> fields) {
            return fields.stream().map(field -> field.name() + ":" + field.value()).toList();
        }
    }
}

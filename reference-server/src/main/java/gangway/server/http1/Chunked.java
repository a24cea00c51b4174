package gangway.server.http1;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Trailers;

/// The content of one request that comes in chunks (RFC 9112 §7.1).
final class Chunked {

    private enum Part { SIZE, DATA, DATA_END, TRAILERS }

    private final Limits limits;
    private final Fields trailers;
    private Part part = Part.SIZE;
    private long left, total;

    Chunked(Limits limits) {
        this.limits = limits;
        trailers = new Fields(limits.fields(), limits.trailers());
    }

    /// @return [Event.Data], [Event.EndOfMessage] or [Event.NeedData]
    Event next(Buffer in) throws BadMessage {
        while (true) {
            if (part == Part.DATA) return data(in);
            Optional<String> line = line(in);
            if (line.isEmpty()) return new Event.NeedData();
            switch (part) {
                case SIZE -> begin(line.get());
                case DATA_END -> part = Part.SIZE;
                case TRAILERS -> {
                    if (line.get().isEmpty()) return new Event.EndOfMessage(checked(trailers.complete()));
                    trailers.add(line.get());
                }
                case DATA -> throw new IllegalStateException("data has no lines");
            }
        }
    }

    /// Only a line end may follow the data of a chunk, so that line is one of no bytes.
    private Optional<String> line(Buffer in) throws BadMessage {
        return switch (part) {
            case DATA_END -> in.line(0, () -> BadMessage.of("more data than the chunk's size", "RFC 9112 §7.1",
                "end the data of each chunk with CR LF"));
            case TRAILERS -> in.line(limits.fieldLine(), () -> Fields.tooLarge("a trailer field over %d bytes"
                .formatted(limits.fieldLine())));
            case SIZE, DATA -> in.line(limits.chunkLine(), () -> BadMessage.of("chunk line over %d bytes"
                .formatted(limits.chunkLine()), "RFC 9112 §7.1.1", "send no or shorter extensions"));
        };
    }

    private Event data(Buffer in) {
        if (in.isEmpty()) return new Event.NeedData();
        ByteBuffer bytes = in.take(left);
        left -= bytes.remaining();
        if (left == 0) part = Part.DATA_END;
        return new Event.Data(bytes);
    }

    /// `chunk-size [ chunk-ext ]`. Fifteen digits are far more than any limit and still no overflow.
    private void begin(String line) throws BadMessage {
        int digits = Grammar.HEX.firstOther(line);
        if (digits == 0 || digits > 15 || !isExtensions(line, digits))
            throw BadMessage.of("chunk line", line, "RFC 9112 §7.1", "begin it with the size in hexadecimal digits");
        left = Long.parseLong(line, 0, digits, 16);
        total += left;
        if (total > limits.body()) throw tooLarge(limits.body());
        part = left == 0 ? Part.TRAILERS : Part.DATA;
    }

    static BadMessage tooLarge(long limit) {
        return BadMessage.answering(new Status(413, "Content Too Large"), "content over %d bytes".formatted(limit),
            "RFC 9110 §15.5.14", "send less");
    }

    /// `chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )` (RFC 9112 §7.1.1). Their meaning is
    /// ignored; their form is not, since a reader that skips to the end of line can be led past it.
    private static boolean isExtensions(String line, int at) {
        while (at < line.length()) {
            at = skipBlanks(line, at);
            if (!line.startsWith(";", at)) return false;
            int name = skipBlanks(line, at + 1);
            at = skipToken(line, name);
            if (at == name) return false;
            int equals = skipBlanks(line, at);
            if (line.startsWith("=", equals)) {
                int value = skipBlanks(line, equals + 1);
                at = line.startsWith("\"", value) ? skipQuoted(line, value) : skipToken(line, value);
                if (at == value) return false;
            }
        }
        return true;
    }

    private static int skipBlanks(String line, int at) {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) at++;
        return at;
    }

    private static int skipToken(String line, int at) {
        while (at < line.length() && Header.isToken(line.subSequence(at, at + 1))) at++;
        return at;
    }

    /// `quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE` (RFC 9110 §5.6.4).
    ///
    /// @return behind it, or where it began if it is none
    private static int skipQuoted(String line, int start) {
        for (int at = start + 1; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') return at + 1;
            if (c == '\\') at++;
            if (at == line.length() || !Header.isFieldText(line.subSequence(at, at + 1))) return start;
        }
        return start;
    }

    /// A recipient may ignore a field that must not come behind the content (RFC 9110 §6.5.1). Here it is refused: whoever
    /// sends one there wants one of two readers to miss it.
    private static Headers checked(Headers trailers) throws BadMessage {
        for (Header trailer : trailers)
            if (Trailers.isTooLate(trailer.name()))
                throw BadMessage.of("trailer", trailer.name(), "RFC 9110 §6.5.1", "send it before the content");
        return trailers;
    }
}

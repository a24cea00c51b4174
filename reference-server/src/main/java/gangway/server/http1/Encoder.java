package gangway.server.http1;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Status;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

/// Messages as bytes. What it is given cannot be wrong: [Status] and [Header] have seen to that.
final class Encoder {

    private static final byte[] CRLF = {'\r', '\n'};

    private Encoder() {
    }

    /// `status-line *( field-line CRLF ) CRLF` (RFC 9112 §2.1). The version is the server's own (RFC 9110 §6.2).
    static ByteBuffer head(Status status, List<Header> headers) {
        return section(new StringBuilder(256).append("HTTP/1.1 ").append(status.code()).append(' ').append(status.reason()),
            headers);
    }

    private static ByteBuffer section(StringBuilder text, List<Header> fields) {
        for (Header field : fields) text.append("\r\n").append(field.name()).append(": ").append(field.value());
        return ByteBuffer.wrap(text.append("\r\n\r\n").toString().getBytes(ISO_8859_1));
    }

    /// `chunk = chunk-size CRLF chunk-data CRLF` (RFC 9112 §7.1).
    static List<ByteBuffer> chunk(ByteBuffer data) {
        byte[] size = (Integer.toHexString(data.remaining()) + "\r\n").getBytes(US_ASCII);
        return List.of(ByteBuffer.wrap(size), data, ByteBuffer.wrap(CRLF));
    }

    /// `last-chunk trailer-section CRLF` (RFC 9112 §7.1).
    static ByteBuffer lastChunk(List<Header> trailers) {
        return section(new StringBuilder("0"), trailers);
    }
}

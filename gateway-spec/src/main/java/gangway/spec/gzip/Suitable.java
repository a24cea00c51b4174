package gangway.spec.gzip;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.handler.Head;

/// Which responses are worth compressing and may be.
final class Suitable {

    /// Shorter content fits into one packet as it is.
    static final int SMALLEST = 1024;

    /// What describes the bytes as they are; it would not be true of others.
    private static final List<String> BOUND_TO_BYTES = List.of("Content-Encoding", "Content-Range", "Content-MD5",
        "Content-Digest", "Repr-Digest", "Digest");

    private static final Set<String> TYPES = Set.of("application/javascript", "application/json", "application/ld+json",
        "application/manifest+json", "application/wasm", "application/x-ndjson", "application/xml", "image/bmp",
        "image/x-icon", "font/otf", "font/ttf");

    private Suitable() {
    }

    /// Judges a head by all but the length of its content. What no server would take is not suitable: it is the server's to
    /// refuse.
    ///
    /// @param status  as passed to `start`
    /// @param headers as passed to `start`
    /// @return whether the content may be compressed
    static boolean is(String status, List<Header> headers) {
        Headers fields = new Headers(headers);
        return isSendable(status, headers) && BOUND_TO_BYTES.stream().noneMatch(fields::contains)
            && !fields.tokens("Cache-Control").contains("no-transform")                                  // RFC 9111 §5.2.2.6
            && fields.get("Content-Type").filter(Suitable::isCompressible).isPresent();
    }

    private static boolean isSendable(String status, List<Header> headers) {
        try {
            var head = new Head(Status.parse(status), headers);
            return !head.forbidsContent() && head.status().code() != 206;
        } catch (Violation notSendable) {
            return false;
        }
    }

    private static boolean isCompressible(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.endsWith("+json") || type.endsWith("+xml") || TYPES.contains(type);
    }

    /// @return the fields, and that they depend on what the client accepts (RFC 9110 §12.5.5)
    static List<Header> varying(List<Header> headers) {
        List<String> varies = new Headers(headers).tokens("Vary");
        if (varies.contains("*") || varies.contains("accept-encoding")) return headers;
        return Stream.concat(headers.stream(), Stream.of(new Header("Vary", "Accept-Encoding"))).toList();
    }

    /// @return the fields of the same response, compressed
    static List<Header> coded(List<Header> headers) {
        Stream<Header> kept = varying(headers).stream()
            .filter(header -> !header.is("Content-Length") && !header.is("Accept-Ranges")).map(Suitable::weakened);
        return Stream.concat(kept, Stream.of(new Header("Content-Encoding", "gzip"))).toList();
    }

    /// `weak = %s"W/"` (RFC 9110 §8.8.3): the content means the same, but its bytes are others.
    private static Header weakened(Header header) {
        boolean isStrong = header.is("ETag") && !header.value().startsWith("W/");
        return isStrong ? new Header(header.name(), "W/" + header.value()) : header;
    }
}

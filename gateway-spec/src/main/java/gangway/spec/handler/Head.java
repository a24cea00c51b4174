package gangway.spec.handler;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;

/// What an application passed to `start`, checked: the head of its response.
///
/// @param status  final, or 101
/// @param headers end-to-end fields
record Head(Status status, List<Header> headers) {

    /// RFC 9110 §7.6.1 and its ancestors: fields about one connection, which belongs to the server. "Trailers" is PEP
    /// 3333's own misprint of "Trailer", kept so that both are caught.
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "proxy-connection", "te", "trailer", "trailers", "transfer-encoding", "upgrade");

    /// @throws Violation when a server could not send it
    Head {
        headers = List.copyOf(headers);
        if (status.code() < 200 && status.code() != 101)
            throw new Violation("status " + status, "RFC 9110 §15.2", "an application gives the final status, 200 to 999");
        for (Header header : headers)
            if (HOP_BY_HOP.contains(header.name().toLowerCase(Locale.ROOT)))
                throw new Violation("field " + header.name(), "PEP 3333 §Other HTTP Features; RFC 9110 §7.6.1",
                    "leave it out: the connection belongs to the server");
        length(headers);
    }

    /// @return the Content-Length that the application announced
    OptionalLong length() {
        return length(headers);
    }

    /// Whether a response with this head to a request of that method has content.
    boolean hasContent(String method) {
        return !method.equals("HEAD") && !forbidsContent();                                      // RFC 9110 §9.3.2
    }

    /// @return true for 1xx, 204, 304, and for 205, which has content of no bytes (RFC 9110 §15.3.6)
    boolean forbidsContent() {
        return status.isBodiless() || status.code() == 205;
    }

    /// The fields as they go out, with the length of the content where it is known and may be told.
    ///
    /// @param known what the server found out; the application's own Content-Length comes first
    List<Header> framed(OptionalLong known) {
        return switch (status.code()) {
            case 204 -> headers.stream().filter(header -> !header.is("Content-Length")).toList();          // RFC 9110 §8.6
            case 205 -> new Headers(new ArrayList<>(headers)).set("Content-Length", "0").list();           // RFC 9110 §15.3.6
            case 304 -> headers;                               // its length would be that of the 200 (RFC 9110 §15.4.5)
            default -> length().isPresent() || known.isEmpty() ? headers
                : Stream.concat(headers.stream(), Stream.of(contentLength(known.getAsLong()))).toList();
        };
    }

    static Header contentLength(long length) {
        return new Header("Content-Length", Long.toString(length));
    }

    /// `Content-Length = 1*DIGIT` (RFC 9110 §8.6).
    private static OptionalLong length(List<Header> headers) {
        List<String> values = new Headers(headers).all("Content-Length");
        if (values.isEmpty()) return OptionalLong.empty();
        String value = values.getFirst();
        boolean number = !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (values.size() > 1 || !number)
            throw new Violation("Content-Length " + Violation.quote(String.join(", ", values)), "RFC 9110 §8.6",
                "give it once, as decimal digits, or leave it to the server");
        return OptionalLong.of(Long.parseLong(value));
    }
}

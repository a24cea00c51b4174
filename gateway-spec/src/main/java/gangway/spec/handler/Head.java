package gangway.spec.handler;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.rule.StartRule;

/// What an application passed to `start`, checked: the head of its response.
///
/// @param status  final, or 101
/// @param headers end-to-end fields
public record Head(Status status, List<Header> headers) {

    /// @throws Violation when a server could not send it
    public Head {
        headers = List.copyOf(headers);                        // [4.7]
        if (status.code() < 200 && status.code() != 101)
            throw new Violation(StartRule.FINAL, "status " + status, "give the final status, 200 to 999");
        for (Header header : headers)
            if (Header.isHopByHop(header.name()) && !isDemand(status, header))
                throw new Violation(StartRule.HOP_BY_HOP, "field " + header.name(),
                    "leave it out: the connection belongs to the server");
        length(headers);
    }

    /// Who asks for another protocol says which (RFC 9110 §15.5.22).
    private static boolean isDemand(Status status, Header header) {
        return status.code() == 426 && header.is("Upgrade");
    }

    /// @return the Content-Length that the application announced
    public OptionalLong length() {
        return length(headers);
    }

    /// Whether a response with this head has content.
    ///
    /// @param method of the request
    /// @return false for HEAD, and where the status forbids it
    public boolean hasContent(String method) {
        return !method.equals("HEAD") && !forbidsContent();                                      // RFC 9110 §9.3.2
    }

    /// @return true for 1xx, 204, 304, and for 205, which has content of no bytes (RFC 9110 §15.3.6)
    public boolean forbidsContent() {
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
                : and(new Header("Content-Length", Long.toString(known.getAsLong())));
        };
    }

    /// The fields as they go out in front of content and trailers: the names of those announced (RFC 9110 §6.6.2), and no
    /// length, so that the content becomes chunked.
    List<Header> announcing(List<String> trailers) {
        return and(new Header("Trailer", String.join(", ", trailers)));
    }

    private List<Header> and(Header last) {
        return Stream.concat(headers.stream(), Stream.of(last)).toList();
    }

    private static OptionalLong length(List<Header> headers) {
        List<String> values = new Headers(headers).all("Content-Length");
        if (values.isEmpty()) return OptionalLong.empty();
        OptionalLong number = Header.number(values.getFirst());
        if (values.size() > 1 || number.isEmpty())
            throw new Violation(StartRule.LENGTH, "Content-Length " + Violation.quote(String.join(", ", values)),
                "give it once, as decimal digits, or leave it to the server");
        return number;
    }
}

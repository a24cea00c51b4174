package gangway.server.http1;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;

/// How a message's content ends. RFC 9112 §6.3 has one answer per case, and so has this.
public sealed interface Framing {

    /// There is no content.
    record None() implements Framing {
    }

    /// So many bytes.
    ///
    /// @param bytes 0 or more
    record Length(long bytes) implements Framing {
    }

    /// Chunks until the one of no bytes.
    record Chunked() implements Framing {
    }

    /// Whatever comes until the connection closes; responses only.
    record UntilClose() implements Framing {
    }

    /// The framing of a request.
    ///
    /// @param version of the request
    /// @param fields  its header fields
    /// @return never [UntilClose]
    /// @throws BadMessage where the length of the content cannot be told beyond doubt: that is how requests are smuggled
    static Framing ofRequest(Version version, Headers fields) throws BadMessage {
        List<String> codings = fields.all("Transfer-Encoding"), lengths = fields.all("Content-Length");
        if (codings.isEmpty() && lengths.isEmpty()) return new None();                            // §6.3, case 7
        if (codings.isEmpty()) return new Length(length(lengths));                                // cases 5 and 6
        if (version == Version.HTTP_1_0)
            throw BadMessage.of("Transfer-Encoding in HTTP/1.0", "RFC 9112 §6.1", "send a Content-Length");
        if (!lengths.isEmpty())
            throw BadMessage.of("both Transfer-Encoding and Content-Length", "RFC 9112 §6.3 case 3", "send one of them");
        return chunked(fields.tokens("Transfer-Encoding"));                                       // case 4
    }

    /// Chunked must come last, and once. Of the other codings this server knows none.
    private static Framing chunked(List<String> codings) throws BadMessage {
        boolean lastAndOnce = codings.indexOf("chunked") == codings.size() - 1 && !codings.isEmpty();
        if (!lastAndOnce || !codings.stream().allMatch(Header::isToken))
            throw BadMessage.of("Transfer-Encoding", String.join(", ", codings), "RFC 9112 §6.3 case 4",
                "send chunked, once, and last");
        if (codings.size() > 1)
            throw BadMessage.answering(new Status(501, "Not Implemented"), "Transfer-Encoding "
                + Violation.quote(String.join(", ", codings)), "RFC 9112 §6.1", "send chunked alone");
        return new Chunked();
    }

    /// `Content-Length = 1*DIGIT` (RFC 9110 §8.6). A list of equal values could be accepted (§6.3, case 5); it is refused, as
    /// nothing sends it that means well.
    private static long length(List<String> values) throws BadMessage {
        String value = values.getFirst();
        if (values.size() > 1 || value.isEmpty() || value.length() > 18 || !Grammar.DIGITS.hasAll(value))
            throw BadMessage.of("Content-Length", String.join(", ", values), "RFC 9112 §6.3 case 5",
                "send it once, in decimal digits");
        return Long.parseLong(value);
    }

    /// The framing of a response.
    ///
    /// @param method  of the request
    /// @param version of the request
    /// @param status  of the response
    /// @param headers its fields, with a Content-Length where it is known
    /// @return how its content ends
    static Framing ofResponse(String method, Version version, Status status, List<Header> headers) {
        if (method.equals("HEAD") || status.isBodiless()) return new None();                      // §6.3, case 1
        OptionalLong length = headers.stream().filter(header -> header.is("Content-Length"))
            .mapToLong(header -> Long.parseLong(header.value())).findFirst();
        if (length.isPresent()) return new Length(length.getAsLong());                            // case 6
        return version == Version.HTTP_1_1 ? new Chunked() : new UntilClose();                    // case 4; case 8, §6.1 [5.6]
    }
}

package gangway.server.http1;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.rule.StartRule;

/// A section of field lines while it arrives: the header fields of a request, or its trailers.
final class Fields {

    private static final Status TOO_LARGE = new Status(431, "Request Header Fields Too Large");

    private final int maxCount, maxSize;
    private final List<Header> list = new ArrayList<>();
    private int size;

    Fields(int maxCount, int maxSize) {
        this.maxCount = maxCount;
        this.maxSize = maxSize;
    }

    /// `field-line = field-name ":" OWS field-value OWS` (RFC 9112 §5).
    ///
    /// @param line without its CRLF
    void add(String line) throws BadMessage {
        size += line.length();
        if (list.size() == maxCount || size > maxSize)
            throw tooLarge("more than %s fields or %s bytes of them".formatted(maxCount, maxSize));
        if (line.startsWith(" ") || line.startsWith("\t"))
            throw BadMessage.of("line", line, "RFC 9112 §5.2", "write a field on one line; folding is obsolete");
        int colon = line.indexOf(':');
        if (colon < 0)
            throw BadMessage.of("field line", line, "RFC 9112 §5", "write name, colon, value");
        try {
            list.add(new Header(line.substring(0, colon), line.substring(colon + 1)));   // no space before the colon (§5.1)
        } catch (Violation malformed) {
            throw BadMessage.of(malformed, malformed.rule() == StartRule.NAME ? "RFC 9110 §5.1" : "RFC 9110 §5.5");
        }
    }

    static BadMessage tooLarge(String what) {
        return BadMessage.answering(TOO_LARGE, what, "RFC 6585 §5", "send less");
    }

    /// @return all fields, which can be changed no more
    Headers complete() {
        return new Headers(List.copyOf(list));
    }
}

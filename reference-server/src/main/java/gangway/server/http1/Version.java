package gangway.server.http1;

import gangway.spec.Status;

/// The versions of HTTP that this server speaks.
public enum Version {
    /// Closes after each response unless the client asks otherwise; knows no chunks (RFC 9112 §9.3).
    HTTP_1_0("HTTP/1.0"),
    /// And whatever later 1.x a client may speak (RFC 9110 §2.5).
    HTTP_1_1("HTTP/1.1");

    private static final Status UNSUPPORTED = new Status(505, "HTTP Version Not Supported");

    private final String text;

    Version(String text) {
        this.text = text;
    }

    /// `HTTP-version = HTTP-name "/" DIGIT "." DIGIT` (RFC 9112 §2.3), in exactly this case.
    static Version parse(String text) throws BadMessage {
        boolean wellFormed = text.length() == 8 && text.startsWith("HTTP/") && text.charAt(6) == '.'
            && Grammar.DIGITS.has(text.charAt(5)) && Grammar.DIGITS.has(text.charAt(7));
        if (!wellFormed)
            throw BadMessage.of("version", text, "RFC 9112 §2.3", "end the request line with HTTP/1.1");
        if (text.charAt(5) != '1')
            throw BadMessage.answering(UNSUPPORTED, "version " + text, "RFC 9110 §15.6.6", "this server speaks HTTP/1.1");
        return text.charAt(7) == '0' ? HTTP_1_0 : HTTP_1_1;     // a higher minor is served as 1.1 (RFC 9110 §2.5)
    }

    /// @return as on the wire: `HTTP/1.1`
    @Override
    public String toString() {
        return text;
    }
}

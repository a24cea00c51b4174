package gangway.spec;

import gangway.spec.rule.StartRule;

/// The status of a response: RFC 9112 §4's `status-code SP reason-phrase`.
///
/// @param code   100 to 999; classes above 5 have no meaning in HTTP but may be passed on (RFC 9110 §15) [4.26]
/// @param reason for people only; may be empty
public record Status(int code, String reason) {

    /// `200 OK`
    public static final Status OK = new Status(200, "OK");
    /// `400 Bad Request`
    public static final Status BAD_REQUEST = new Status(400, "Bad Request");
    /// `500 Internal Server Error`
    public static final Status INTERNAL_SERVER_ERROR = new Status(500, "Internal Server Error");

    /// @throws Violation for a code that has not three digits, or a reason with control characters
    public Status {
        if (code < 100 || code > 999)
            throw new Violation(StartRule.STATUS, "status code " + code, "use three digits, 100 to 999");
        if (!Header.isFieldText(reason))
            throw new Violation(StartRule.STATUS, "reason phrase " + Violation.quote(reason),
                "use printable Latin-1 characters, spaces and tabs only");
    }

    /// Reads the status that an application passes to `start` [4.2].
    ///
    /// @param text three digits, one space, the reason (which may be empty): `"404 Not Found"`
    /// @return the status
    /// @throws Violation for anything else
    public static Status parse(String text) {
        boolean wellFormed = text.length() >= 4 && text.charAt(3) == ' '
            && text.chars().limit(3).allMatch(c -> c >= '0' && c <= '9');
        if (!wellFormed || text.startsWith(" ", 4))
            throw new Violation(StartRule.STATUS, "status " + Violation.quote(text),
                "write three digits, one space and a reason phrase, such as \"200 OK\"");
        return new Status(Integer.parseInt(text, 0, 3, 10), text.substring(4));
    }

    /// Whether a response with this status never has content, whatever its header fields say.
    ///
    /// @return true for 1xx, 204 and 304 (RFC 9112 §6.3, case 1)
    public boolean isBodiless() {
        return code < 200 || code == 204 || code == 304;
    }

    /// @return as on the wire: `404 Not Found`
    @Override
    public String toString() {
        return code + " " + reason;
    }
}

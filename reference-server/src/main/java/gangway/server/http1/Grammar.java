package gangway.server.http1;

/// The character classes of the wire, each beside its ABNF. A class is a table over US-ASCII; nothing above it is in any.
final class Grammar {

    private static final String DIGIT = "0123456789";
    private static final String ALPHA = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /// `unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"` (RFC 3986 §2.3)
    private static final String UNRESERVED = ALPHA + DIGIT + "-._~";
    /// `sub-delims = "!" / "$" / "&" / "'" / "(" / ")" / "*" / "+" / "," / ";" / "="` (RFC 3986 §2.2)
    private static final String SUB_DELIMS = "!$&'()*+,;=";

    /// `absolute-path = 1*( "/" *pchar )`, `pchar = unreserved / pct-encoded / sub-delims / ":" / "@"` (RFC 3986 §3.3)
    static final Grammar PATH = new Grammar(UNRESERVED + SUB_DELIMS + "%:@/");
    /// `query = *( pchar / "/" / "?" )` (RFC 3986 §3.4)
    static final Grammar QUERY = new Grammar(UNRESERVED + SUB_DELIMS + "%:@/?");
    /// `reg-name = *( unreserved / pct-encoded / sub-delims )` (RFC 3986 §3.2.2). The comma is left out: it is no part of any
    /// name in use, and two Host fields that a proxy joined have one.
    static final Grammar REG_NAME = new Grammar(UNRESERVED + SUB_DELIMS.replace(",", "") + "%");
    /// `IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )` (RFC 3986 §3.2.2), what may stand behind the dot
    static final Grammar IP_FUTURE = new Grammar(UNRESERVED + SUB_DELIMS + ":");
    /// `scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )` (RFC 3986 §3.1)
    static final Grammar SCHEME = new Grammar(ALPHA + DIGIT + "+-.");
    /// `ALPHA`: what a scheme begins with
    static final Grammar LETTERS = new Grammar(ALPHA);
    /// `1*DIGIT`: Content-Length (RFC 9110 §8.6) and ports
    static final Grammar DIGITS = new Grammar(DIGIT);
    /// `chunk-size = 1*HEXDIG` (RFC 9112 §7.1)
    static final Grammar HEX = new Grammar(DIGIT + "ABCDEFabcdef");

    private final boolean[] table = new boolean[128];

    private Grammar(String members) {
        members.chars().forEach(c -> table[c] = true);
    }

    boolean has(char c) {
        return c < 128 && table[c];
    }

    /// Whether each character is of this class; true for no characters.
    boolean hasAll(String text) {
        return firstOther(text) == text.length();
    }

    /// @return where the first character stands that is not of this class; the length if there is none
    int firstOther(String text) {
        int at = 0;
        while (at < text.length() && has(text.charAt(at))) at++;
        return at;
    }

    /// `pct-encoded = "%" HEXDIG HEXDIG` (RFC 3986 §2.1): whether each percent sign begins one.
    static boolean isPercentEncoded(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1))
            if (at + 2 >= text.length() || !HEX.has(text.charAt(at + 1)) || !HEX.has(text.charAt(at + 2))) return false;
        return true;
    }
}

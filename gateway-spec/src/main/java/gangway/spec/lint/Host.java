package gangway.spec.lint;

import module java.base;

import gangway.spec.PercentEncoding;

/// Where a URI leads: `host` and `port` of RFC 3986 §3.2.
final class Host {

    private Host() {
    }

    /// `uri-host [ ":" port ]` (RFC 9110 §7.2)
    static boolean isHostAndPort(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        return isHost(hasPort ? text.substring(0, colon) : text)
            && (!hasPort || text.chars().skip(colon + 1).allMatch(c -> c >= '0' && c <= '9'));
    }

    /// `host = IP-literal / IPv4address / reg-name`, and not empty.
    static boolean isHost(String text) {
        boolean isBracketed = text.startsWith("[") && text.endsWith("]");
        return isBracketed ? isV6(text.substring(1, text.length() - 1)) : !text.isEmpty() && isName(text);
    }

    /// `reg-name = *( unreserved / pct-encoded / sub-delims )`
    private static boolean isName(String text) {
        return text.chars().allMatch(c -> isAlphanumeric(c) || "-._~%!$&'()*+,;=".indexOf(c) >= 0)
            && PercentEncoding.decode(text).length() + 2 * text.chars().filter(c -> c == '%').count() == text.length();
    }

    /// `IPv6address`; what may come behind it in brackets one day is not known yet.
    private static boolean isV6(String text) {
        boolean hasForm = text.indexOf(':') >= 0
            && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80 || c == ':' || c == '.');
        try {
            return hasForm && InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}

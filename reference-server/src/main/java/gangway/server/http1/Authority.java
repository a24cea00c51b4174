package gangway.server.http1;

import module java.base;

/// Host and port: `uri-host [ ":" port ]`, the value of Host (RFC 9110 §7.2) and part of an absolute target. Userinfo is
/// refused: it has no place in either (RFC 9110 §4.2.4).
///
/// @param text as received
/// @param host a name, an IPv4 address, or an IPv6 address in brackets; may be empty
public record Authority(String text, String host) {

    static Authority parse(String where, String text) throws BadMessage {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (end < 0) end = text.length();
        String host = text.substring(0, end), port = text.substring(end);
        boolean wellFormed = text.startsWith("[") ? isIpLiteral(host)
            : Grammar.REG_NAME.hasAll(host) && Grammar.isPercentEncoded(host);
        if (!wellFormed || !isPort(port))
            throw BadMessage.of(where, text, "RFC 9110 §7.2, RFC 3986 §3.2.2",
                "write a host and, if need be, a colon and a port up to 65535");
        return new Authority(text, host);
    }

    /// `[ ":" port ]`, `port = *DIGIT` (RFC 3986 §3.2.3), of 16 bits as in TCP.
    private static boolean isPort(String text) {
        if (text.isEmpty()) return true;
        String digits = text.substring(1);
        return text.startsWith(":") && Grammar.DIGITS.hasAll(digits) && digits.length() <= 5
            && (digits.isEmpty() || Integer.parseInt(digits) <= 65_535);
    }

    /// `IP-literal = "[" ( IPv6address / IPvFuture  ) "]"` (RFC 3986 §3.2.2).
    private static boolean isIpLiteral(String text) {
        if (!text.endsWith("]")) return false;
        String inside = text.substring(1, text.length() - 1);
        if (inside.startsWith("v") || inside.startsWith("V")) {
            int dot = Grammar.HEX.firstOther(inside.substring(1)) + 1;
            return dot > 1 && inside.startsWith(".", dot) && dot + 1 < inside.length()
                && Grammar.IP_FUTURE.hasAll(inside.substring(dot + 1));
        }
        return isIpv6(inside);
    }

    /// `IPv6address`: eight groups of up to four hexadecimal digits; one `::` stands for one or more groups of zeros; the
    /// last two groups may be an IPv4 address.
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) return groups(text, true).orElse(0) == 8;
        OptionalInt before = groups(text.substring(0, gap), false), behind = groups(text.substring(gap + 2), true);
        return before.isPresent() && behind.isPresent() && before.getAsInt() + behind.getAsInt() <= 7;
    }

    /// @return how many groups there are; empty when one is malformed
    private static OptionalInt groups(String text, boolean atEnd) {
        if (text.isEmpty()) return OptionalInt.of(0);
        String[] groups = text.split(":", -1);
        boolean ipv4 = atEnd && groups[groups.length - 1].contains(".");
        int hex = ipv4 ? groups.length - 1 : groups.length;
        for (String group : List.of(groups).subList(0, hex))
            if (group.isEmpty() || group.length() > 4 || !Grammar.HEX.hasAll(group)) return OptionalInt.empty();
        return ipv4 && !isIpv4(groups[hex]) ? OptionalInt.empty() : OptionalInt.of(hex + (ipv4 ? 2 : 0));
    }

    /// `IPv4address = dec-octet "." dec-octet "." dec-octet "." dec-octet`, without leading zeros.
    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        return octets.length == 4 && Stream.of(octets).allMatch(octet -> !octet.isEmpty() && octet.length() <= 3
            && Grammar.DIGITS.hasAll(octet) && Integer.parseInt(octet) <= 255
            && (octet.length() == 1 || !octet.startsWith("0")));
    }
}

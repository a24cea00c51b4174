package gangway.server.http1;

import module java.base;

import gangway.spec.PercentEncoding;
import gangway.spec.Status;

/// What a request is aimed at: `request-target = origin-form / absolute-form / authority-form / asterisk-form`
/// (RFC 9112 §3.2). What is not of one of these forms is refused; nothing is repaired.
public sealed interface Target {

    /// The target as received.
    ///
    /// @return the text between the two spaces of the request line
    String raw();

    /// A path on this server: `origin-form = absolute-path [ "?" query ]` (§3.2.1).
    ///
    /// @param raw   as received
    /// @param path  starts with a slash; still percent-encoded
    /// @param query behind the question mark, still percent-encoded; empty without one
    record Origin(String raw, String path, String query) implements Target {
        static Origin parse(String raw) throws BadMessage {
            int mark = raw.indexOf('?');
            return of(raw, mark < 0 ? raw : raw.substring(0, mark), mark < 0 ? "" : raw.substring(mark + 1));
        }

        private static Origin of(String raw, String path, String query) throws BadMessage {
            check(path, Grammar.PATH, "path");
            check(query, Grammar.QUERY, "query");
            return new Origin(raw, path, query);
        }

        /// The path with the bytes in the place of what encodes them, once, and not otherwise repaired [2.10].
        ///
        /// @return a character for each byte, U+0001 to U+00FF
        public String decodedPath() {
            return PercentEncoding.decode(path);
        }
    }

    /// A whole URI, as proxies get it: `absolute-form = absolute-URI` (§3.2.2). Its authority takes the place of Host.
    ///
    /// @param raw       as received
    /// @param scheme    in lower case
    /// @param authority host and port
    /// @param origin    path and query
    record Absolute(String raw, String scheme, Authority authority, Origin origin) implements Target {
        static Absolute parse(String raw, int colon) throws BadMessage {
            String scheme = raw.substring(0, colon).toLowerCase(Locale.ROOT);
            int start = colon + 3, end = start;
            while (end < raw.length() && "/?".indexOf(raw.charAt(end)) < 0) end++;
            Authority authority = Authority.parse("authority of the target", raw.substring(start, end));
            if (authority.host().isEmpty())                     // RFC 9110 §4.2.1 and §4.2.2
                throw BadMessage.of("target", raw, "RFC 9110 §4.2.1", "name a host");
            String rest = raw.substring(end);
            return new Absolute(raw, scheme, authority, Origin.parse(rest.startsWith("/") ? rest : "/" + rest));
        }
    }

    /// The server as a whole, for OPTIONS: `asterisk-form = "*"` (§3.2.4).
    record Asterisk() implements Target {
        @Override
        public String raw() {
            return "*";
        }
    }

    /// @param method decides which forms may be (§3.2.3, §3.2.4)
    /// @param raw    the text between the two spaces of the request line
    static Target parse(String method, String raw) throws BadMessage {
        if (method.equals("CONNECT"))                           // authority-form: a tunnel, which only proxies make (§3.2.3)
            throw BadMessage.answering(new Status(501, "Not Implemented"), "method CONNECT", "RFC 9110 §9.3.6",
                "this is an origin server, it makes no tunnels");
        if (raw.startsWith("/")) return Origin.parse(raw);
        if (raw.equals("*") && method.equals("OPTIONS")) return new Asterisk();
        int colon = raw.indexOf("://");
        boolean hasScheme = colon > 0 && Grammar.LETTERS.has(raw.charAt(0)) && Grammar.SCHEME.firstOther(raw) == colon;
        if (hasScheme) return Absolute.parse(raw, colon);
        throw BadMessage.of("target", raw, "RFC 9112 §3.2", "begin it with a slash");
    }

    private static void check(String part, Grammar allowed, String name) throws BadMessage {
        int other = allowed.firstOther(part);
        if (other < part.length())
            throw BadMessage.of(name + " with", part.substring(other, other + 1), "RFC 3986 §3", "percent-encode it");
        if (!Grammar.isPercentEncoded(part))
            throw BadMessage.of(name, part, "RFC 3986 §2.1", "follow each % by two hexadecimal digits; write %25 for itself");
        if (part.contains("%00"))                               // it ends strings in whatever C code the path may reach
            throw BadMessage.of(name, part, "RFC 3986 §7.3", "leave out the NUL");
    }
}

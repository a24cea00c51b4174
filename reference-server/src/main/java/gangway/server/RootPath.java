package gangway.server;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Where in the paths of a site an application is mounted: what whoever runs a server sets, and `SCRIPT_NAME` becomes [9.16].
///
/// @param text empty, or begins with a slash and does not end with one, not percent-encoded: `/app`
public record RootPath(String text) {

    /// The application has the site to itself.
    public static final RootPath NONE = new RootPath("");

    /// A path in two halves, a character for each byte.
    ///
    /// @param scriptName where the application is
    /// @param pathInfo   the path inside it
    record Halves(String scriptName, String pathInfo) {
    }

    /// @throws IllegalArgumentException for another form; its message is the end of a sentence
    public RootPath {
        boolean wellFormed = text.isEmpty() || text.startsWith("/") && !text.endsWith("/") && !text.contains("//")
            && text.chars().noneMatch(c -> c <= ' ' || c == 0x7F || "?#%\\".indexOf(c) >= 0)
            && Stream.of(text.split("/")).noneMatch(Set.of(".", "..")::contains);    // clients resolve them (RFC 3986 §5.2.4)
        if (!wellFormed)
            throw new IllegalArgumentException("needs a path such as /app: a slash before each name and none at the end, "
                + "and no blank, ?, #, %, \\ or dot segment");
    }

    /// Divides the path of a request. The root path is taken off where it is a whole prefix of segments, and once; a path
    /// that is not inside it had it taken off by the proxy in front, so it is all the application's.
    ///
    /// @param path decoded, once
    /// @return its halves
    Halves divide(String path) {
        String prefix = new String(text.getBytes(UTF_8), ISO_8859_1);
        boolean inside = path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        return new Halves(prefix, inside ? path.substring(prefix.length()) : path);
    }
}

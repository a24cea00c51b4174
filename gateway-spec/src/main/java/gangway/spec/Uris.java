package gangway.spec;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.Rule;

/// The path and the host of an environ, put together and taken apart: wsgiref's `application_uri`, `request_uri` and
/// `shift_path_info` [8.6].
final class Uris {

    /// Delimiters that a path may hold as they are (RFC 3986 §3.3), as wsgiref chooses them.
    private static final String IN_PATH = "/;=,";

    private Uris() {
    }

    static String application(Environ environ) {
        String scheme = Environ.URL_SCHEME.of(environ);
        String host = variable(environ, "HTTP_HOST"), script = environ.scriptName();
        return scheme + "://" + (host.isEmpty() ? server(environ, scheme) : host)
            + PercentEncoding.encode(script.isEmpty() ? "/" : script, "/");
    }

    static String request(Environ environ, boolean includeQuery) {
        String path = PercentEncoding.encode(variable(environ, "PATH_INFO"), IN_PATH);
        boolean slashIsThere = environ.scriptName().isEmpty() && path.startsWith("/");
        String query = includeQuery && !environ.query().isEmpty() ? "?" + environ.query() : "";
        return application(environ) + (slashIsThere ? path.substring(1) : path) + query;
    }

    private static String server(Environ environ, String scheme) {
        String port = variable(environ, "SERVER_PORT");
        boolean isDefault = port.equals(scheme.equals("https") ? "443" : "80");                          // RFC 9110 §4.2
        return variable(environ, "SERVER_NAME") + (isDefault ? "" : ":" + port);
    }

    static Optional<String> shift(Environ environ) {
        String script = slashed(environ, "SCRIPT_NAME", EnvironRule.SCRIPT_NAME);
        String path = slashed(environ, "PATH_INFO", EnvironRule.PATH_INFO);
        if (path.isEmpty()) return Optional.empty();
        Deque<String> segments = segments(path);
        String name = segments.removeFirst();
        environ.put("SCRIPT_NAME", joined(script, name));
        environ.put("PATH_INFO", segments.isEmpty() ? "" : "/" + String.join("/", segments));
        return Optional.of(name).filter(segment -> !segment.equals("."));
    }

    private static String slashed(Environ environ, String variable, Rule rule) {
        String path = variable(environ, variable);
        if (!path.isEmpty() && path.charAt(0) != '/')
            throw new Violation(rule, variable + " " + Violation.quote(path), "put a slash in front");
        return path;
    }

    /// The segments that count. An empty one or a dot is skipped, but not at the end: there it tells `/x/` from `/x`.
    private static Deque<String> segments(String path) {
        var segments = new ArrayDeque<>(List.of(path.substring(1).split("/", -1)));
        String last = segments.removeLast();
        segments.removeIf(segment -> segment.isEmpty() || segment.equals("."));
        segments.addLast(last);
        return segments;
    }

    /// A path and one more segment, without dots. Of slashes in front two stay two, as POSIX has it (XBD §4.13).
    private static String joined(String script, String name) {
        String path = script + "/" + name;
        var segments = new ArrayDeque<String>();
        for (String segment : path.split("/"))
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        String root = path.startsWith("//") && !path.startsWith("///") ? "//" : "/";
        String joined = root + String.join("/", segments);
        String trimmed = joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
        return name.isEmpty() && !trimmed.endsWith("/") ? trimmed + "/" : trimmed;
    }

    private static String variable(Environ environ, String name) {
        return (String) environ.getOrDefault(name, "");
    }
}

package gangway.spec.testing;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.Input;
import gangway.spec.Peer;
import gangway.spec.PercentEncoding;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Environs without a server: wsgiref's `setup_testing_defaults`, and requests written in one line.
///
/// ```java
/// Environ environ = Environs.of("GET", "/search?q=gangway", "Accept", "text/html");
/// ```
public final class Environs {

    private Environs() {
    }

    /// A request without content.
    ///
    /// @param method         its method
    /// @param target         a path, percent-encoded, and perhaps a query
    /// @param namesAndValues of its header fields: name, value, name, value…
    /// @return complete, and lawful if the arguments are
    public static Environ of(String method, String target, String... namesAndValues) {
        return of(method, target, Headers.of(namesAndValues), new byte[0]);
    }

    /// A request with content.
    ///
    /// @param method  its method
    /// @param target  a path, percent-encoded, and perhaps a query
    /// @param headers its header fields; a Content-Length is added where there is content and none is given
    /// @param content its content
    /// @return complete, and lawful if the arguments are
    public static Environ of(String method, String target, Headers headers, byte[] content) {
        var fields = new Headers(new ArrayList<>(headers.list()));
        if (content.length > 0 && !fields.contains("Content-Length"))
            fields.add("Content-Length", Integer.toString(content.length));
        return of(method, target, fields, Input.of(content));
    }

    /// A request with content that is a stream. Without a Content-Length among its fields it is like a chunked one.
    ///
    /// @param method  its method
    /// @param target  a path, percent-encoded, and perhaps a query
    /// @param headers its header fields
    /// @param content its content
    /// @return complete, and lawful if the arguments are
    public static Environ of(String method, String target, Headers headers, Input content) {
        Environ environ = Environ.create();
        environ.put("REQUEST_METHOD", method);
        putTarget(environ, target);
        putFields(environ, new Headers(headers.list()));
        Environ.INPUT.put(environ, content);
        return complete(environ);
    }

    /// Fills the gaps of an environ with what is most plain; changes nothing that is there.
    ///
    /// @param environ to be completed
    /// @return the same
    public static Environ complete(Environ environ) {
        Environ.URL_SCHEME.in(environ).ifPresentOrElse(_ -> {}, () ->
            Environ.URL_SCHEME.put(environ, Environ.guessScheme(environ)));
        boolean secure = Environ.URL_SCHEME.of(environ).equals("https");
        Map.of("REQUEST_METHOD", "GET", "SERVER_NAME", "127.0.0.1", "SERVER_PORT", secure ? "443" : "80",
            "SERVER_PROTOCOL", "HTTP/1.1", "QUERY_STRING", "", "SCRIPT_NAME", "").forEach(environ::putIfAbsent);
        environ.putIfAbsent("PATH_INFO", environ.scriptName().isEmpty() ? "/" : "");
        environ.putIfAbsent(Environ.VERSION.name(), Environ.Version.CURRENT);
        environ.putIfAbsent(Environ.INPUT.name(), Input.of(new byte[0]));
        environ.putIfAbsent(Environ.ERRORS.name(), new PrintWriter(System.err, true, UTF_8));
        environ.putIfAbsent(Environ.MULTITHREAD.name(), false);
        environ.putIfAbsent(Environ.MULTIPROCESS.name(), false);
        environ.putIfAbsent(Environ.RUN_ONCE.name(), false);
        return environ;
    }

    private static void putTarget(Environ environ, String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        environ.put("REQUEST_URI", target);
        environ.put("SCRIPT_NAME", "");
        environ.put("PATH_INFO", PercentEncoding.decode(path));
        environ.put("QUERY_STRING", mark < 0 ? "" : target.substring(mark + 1));
        Environ.RAW_PATH.put(environ, path);
        if (mark >= 0) Environ.RAW_QUERY.put(environ, target.substring(mark + 1));
        Environ.PEER.put(environ, new Peer("127.0.0.1", 4711));
        environ.put("REMOTE_ADDR", "127.0.0.1");
        environ.put("REMOTE_PORT", "4711");
    }

    private static void putFields(Environ environ, Headers fields) {
        Environ.HEADERS.put(environ, fields);
        environ.putAll(Environ.variables(fields));
        boolean offers = fields.tokens("Connection").contains("upgrade");
        if (offers) Environ.UPGRADE.put(environ, new Environ.Offer(fields.tokens("Upgrade")));
    }
}

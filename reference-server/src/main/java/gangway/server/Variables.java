package gangway.server;

import module java.base;

import gangway.server.http1.Event;
import gangway.server.http1.Target;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Input;
import gangway.spec.Peer;

/// The environ of a request: CGI variables (RFC 3875 §4.1, as PEP 3333 has them) and `gateway.` keys.
final class Variables {

    /// Fields that become no variable: those about the connection (RFC 9110 §7.6.1); those that have a variable without
    /// `HTTP_`; and Proxy, since many a program takes `HTTP_PROXY` for its configuration.
    private static final Set<String> WITHOUT_VARIABLE = Set.of("CONNECTION", "KEEP-ALIVE", "PROXY-CONNECTION", "TE", "TRAILER",
        "TRANSFER-ENCODING", "UPGRADE", "PROXY-AUTHENTICATE", "PROXY-AUTHORIZATION", "PROXY", "CONTENT-TYPE", "CONTENT-LENGTH");

    private Variables() {
    }

    /// A target in absolute form stands for Host too, whatever Host says (RFC 9112 §3.2.2).
    static Environ of(Event.Request request, Target.Absolute target, RequestBody body, Connection connection) {
        Environ environ = of(request, target.origin(), body, connection);
        environ.put("REQUEST_URI", target.raw());
        environ.put("HTTP_HOST", target.authority().text());
        return environ;
    }

    static Environ of(Event.Request request, Target.Origin target, RequestBody body, Connection connection) {
        Environ environ = Environ.create();
        environ.put("REQUEST_METHOD", request.line().method());
        environ.put("REQUEST_URI", target.raw());
        environ.put("SCRIPT_NAME", "");
        environ.put("PATH_INFO", target.decodedPath());
        environ.put("QUERY_STRING", target.query());
        environ.put("SERVER_PROTOCOL", request.line().version().toString());
        putEnds(environ, connection.local(), connection.peer());
        putFields(environ, request);
        Environ.VERSION.put(environ, Environ.Version.CURRENT);
        Environ.URL_SCHEME.put(environ, "http");
        Environ.INPUT.put(environ, Input.of(body));
        Environ.MULTITHREAD.put(environ, true);
        Environ.MULTIPROCESS.put(environ, false);
        Environ.RUN_ONCE.put(environ, false);
        Environ.HEADERS.put(environ, request.headers());
        Environ.RAW_PATH.put(environ, target.path());
        return environ;
    }

    private static void putEnds(Environ environ, Peer local, Peer peer) {
        environ.put("GATEWAY_INTERFACE", "CGI/1.1");
        environ.put("SERVER_SOFTWARE", Server.SOFTWARE);
        boolean v6 = local.address().contains(":");            // it is to be part of a URL: RFC 3986 §3.2.2
        environ.put("SERVER_NAME", v6 ? "[" + local.address() + "]" : local.address());
        environ.put("SERVER_PORT", Integer.toString(local.port()));
        environ.put("REMOTE_ADDR", peer.address());
        environ.put("REMOTE_PORT", Integer.toString(peer.port()));
        Environ.PEER.put(environ, peer);
    }

    /// `HTTP_` and the name of each field, repeats joined (RFC 9110 §5.3; cookies: RFC 6265 §5.4). A name with an underscore
    /// is dropped: it would be taken for the one with a hyphen, which a proxy may have checked.
    private static void putFields(Environ environ, Event.Request request) {
        for (Header field : request.headers()) {
            String name = field.name().toUpperCase(Locale.ROOT);
            if (name.indexOf('_') >= 0 || WITHOUT_VARIABLE.contains(name)) continue;
            String separator = name.equals("COOKIE") ? "; " : ", ";
            environ.merge("HTTP_" + name.replace('-', '_'), field.value(), (before, value) -> before + separator + value);
        }
        request.headers().get("Content-Type").ifPresent(value -> environ.put("CONTENT_TYPE", value));
        request.headers().get("Content-Length").ifPresent(value -> environ.put("CONTENT_LENGTH", value));
    }
}

package gangway.server;

import module java.base;

import gangway.server.http1.Event;
import gangway.server.http1.Target;
import gangway.spec.Environ;
import gangway.spec.Input;
import gangway.spec.Peer;

/// The environ of a request: CGI variables (RFC 3875 §4.1, as PEP 3333 has them) and `gateway.` keys.
final class Variables {

    private Variables() {
    }

    /// A target in absolute form stands for Host too, whatever Host says (RFC 9112 §3.2.2).
    static Environ of(Settings settings, Event.Request request, Target.Absolute target, RequestBody body,
                      Connection connection) {
        Environ environ = of(settings, request, target.origin(), body, connection);
        environ.put("REQUEST_URI", target.raw());
        environ.put("HTTP_HOST", target.authority().text());
        return environ;
    }

    static Environ of(Settings settings, Event.Request request, Target.Origin target, RequestBody body,
                      Connection connection) {
        Environ environ = Environ.create();                    // [2.2]
        for (Variable variable : settings.variables()) environ.put(variable.name(), variable.bytes());   // the request's win
        environ.put("REQUEST_METHOD", request.line().method());
        putTarget(environ, target, settings.rootPath());
        environ.put("SERVER_PROTOCOL", request.line().version().toString());
        putEnds(environ, connection.local(), connection.peer());
        environ.putAll(Environ.variables(request.headers()));
        Environ.HEADERS.put(environ, request.headers());
        Environ.VERSION.put(environ, Environ.Version.CURRENT);
        Environ.URL_SCHEME.put(environ, "http");
        Environ.INPUT.put(environ, Input.of(body));
        Environ.MULTITHREAD.put(environ, true);                // each connection has a thread, whichever worker [2.31]
        Environ.MULTIPROCESS.put(environ, false);
        Environ.RUN_ONCE.put(environ, false);
        return environ;
    }

    private static void putTarget(Environ environ, Target.Origin target, RootPath rootPath) {
        RootPath.Halves path = rootPath.divide(target.decodedPath());
        environ.put("REQUEST_URI", target.raw());
        environ.put("SCRIPT_NAME", path.scriptName());
        environ.put("PATH_INFO", path.pathInfo());
        environ.put("QUERY_STRING", target.query());
        Environ.RAW_PATH.put(environ, target.path());
        if (target.raw().indexOf('?') >= 0) Environ.RAW_QUERY.put(environ, target.query());
    }

    private static void putEnds(Environ environ, Peer local, Peer peer) {
        environ.put("GATEWAY_INTERFACE", "CGI/1.1");           // [2.28]
        environ.put("SERVER_SOFTWARE", Server.SOFTWARE);
        boolean v6 = local.address().contains(":");            // it is to be part of a URL: RFC 3986 §3.2.2
        environ.put("SERVER_NAME", v6 ? "[" + local.address() + "]" : local.address());
        environ.put("SERVER_PORT", Integer.toString(local.port()));
        environ.put("REMOTE_ADDR", peer.address());
        environ.put("REMOTE_PORT", Integer.toString(peer.port()));
        Environ.PEER.put(environ, peer);
    }
}

package gangway.server;

import module java.base;

import gangway.server.http1.Event;
import gangway.server.http1.Version;
import gangway.spec.EarlyHints;
import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.Trailers;

/// What this server offers for a request beyond PEP 3333. What a request cannot have is a key that is not there [9.1].
///
/// @param request  what the client asked
/// @param body     of the request
/// @param response that it will get
record Extensions(Event.Request request, RequestBody body, Response response) {

    /// Adds them.
    ///
    /// @return the same environ
    Environ in(Environ environ) {
        Environ.DISCONNECTED.put(environ, body::isAbandoned);
        if (request.line().version() == Version.HTTP_1_0) return environ;   // no 1xx (RFC 9110 §15.2), no chunks, no Upgrade
        Headers headers = request.headers();
        Environ.EARLY_HINTS.put(environ, new EarlyHints(response::hint));
        Environ.TRAILERS.put(environ, new Trailers(body::trailers, headers.tokens("TE").contains("trailers")));
        List<String> protocols = headers.tokens("Upgrade");
        if (headers.tokens("Connection").contains("upgrade") && !protocols.isEmpty())                // RFC 9110 §7.8
            Environ.UPGRADE.put(environ, new Environ.Offer(protocols));
        return environ;
    }
}

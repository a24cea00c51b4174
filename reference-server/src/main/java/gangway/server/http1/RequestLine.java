package gangway.server.http1;

import gangway.spec.Header;

/// The first line of a request: `request-line = method SP request-target SP HTTP-version` (RFC 9112 §3).
///
/// @param method  a token, case kept (RFC 9110 §9.1)
/// @param target  what is asked for
/// @param version of the request; the response is HTTP/1.1 in any case
public record RequestLine(String method, Target target, Version version) {

    /// @param line without its CRLF
    static RequestLine parse(String line) throws BadMessage {
        int first = line.indexOf(' '), last = line.lastIndexOf(' ');
        if (first < 0 || first == last)
            throw BadMessage.of("request line", line, "RFC 9112 §3", "write method SP target SP version");
        String method = line.substring(0, first);
        if (!Header.isToken(method))
            throw BadMessage.of("method", method, "RFC 9110 §9.1", "use a token such as GET, with nothing before it");
        Version version = Version.parse(line.substring(last + 1));   // before the target, whose forms are this version's
        return new RequestLine(method, Target.parse(method, line.substring(first + 1, last)), version);
    }

    /// @return as on the wire
    @Override
    public String toString() {
        return method + " " + target.raw() + " " + version;
    }
}

package gangway.spec.gzip;

import gangway.spec.Application;
import gangway.spec.Middleware;

/// Compresses text on its way out, for clients that take it (RFC 9110 §8.4.1.3).
///
/// ```java
/// Application compressed = application.with(new Gzip());
/// ```
///
/// It compresses what gains by it, by its Content-Type: text, JSON, XML, scripts, SVG. It leaves alone
///
/// - content that is known to be shorter than 1024 bytes: one packet, compressed or not;
/// - content that is coded already, or a part of something (206, Content-Range), or that has a digest;
/// - what says `Cache-Control: no-transform`;
/// - files ([gangway.spec.Body.File]), which so keep their ranges; [gangway.spec.files.Directory] sends a `.gz` beside one.
///
/// A response that is compressed, or would be for another client, says `Vary: Accept-Encoding`. Its ETag becomes a weak one,
/// as the bytes are no longer those that it was made for. HEAD is answered as GET would be.
///
/// Nothing waits: each block is compressed, flushed and given at once, so a stream stays one. Only the head waits for the
/// application to return, to see whether its content is short; what the server has against a head that looks well-formed is
/// therefore thrown behind the application's call of `start`. A response that is started again after an error is not
/// compressed.
///
/// **What must not be compressed.** A page that holds a secret, such as a token against cross-site requests, and beside it
/// text that an attacker can choose, such as what he searched for, tells him the secret by its length: the better he
/// guesses, the shorter it becomes (the attack BREACH). Encryption does not hide lengths. Nobody but the application knows
/// which pages are such, so this middleware does nothing against it: say `Cache-Control: no-transform` there, or give the
/// secret another form in each response.
public record Gzip() implements Middleware {

    @Override
    public Application wrap(Application application) {
        return (environ, start) -> new Compression(environ, start).call(application);
    }
}

/// HTTP/1.1 without sockets: bytes in, events out, and the other way. Nothing here waits, reads a clock or touches a
/// socket, so every rule can be tested with a string.
///
/// Laws of this package: what the RFC calls an error is refused, never repaired; every decision cites its paragraph; all
/// that decides which move is legal is in [gangway.server.http1.Transitions], and nothing else decides it.
///
/// Read in this order:
///
/// 1. [gangway.server.http1.Event]: what a client can say; [gangway.server.http1.Http1]: the whole conversation.
/// 2. [gangway.server.http1.Transitions]: the table of states.
/// 3. Receiving: [gangway.server.http1.Receiver] over [gangway.server.http1.Buffer], with
///    [gangway.server.http1.RequestLine], [gangway.server.http1.Target], [gangway.server.http1.Authority],
///    [gangway.server.http1.Fields], [gangway.server.http1.Framing] and [gangway.server.http1.Chunked]; what they refuse is
///    kept in a [gangway.server.http1.Recording].
/// 4. Sending: [gangway.server.http1.Encoder].
/// 5. [gangway.server.http1.Grammar], [gangway.server.http1.Limits], [gangway.server.http1.BadMessage].
package gangway.server.http1;

package gangway.server;

import module java.base;

import gangway.spec.Peer;
import gangway.spec.Status;

/// One response, as the access log sees it.
///
/// @param peer      who asked
/// @param time      when its request had arrived
/// @param request   the request line as received, `GET / HTTP/1.1`; empty if there was none that could be read
/// @param status    what it was answered
/// @param bytes     of content that were sent, without head and framing
/// @param took      from the request's head to the end of the response
/// @param complete  false when the response was cut: the application failed, or the client left
public record Access(Peer peer, Instant time, String request, Status status, long bytes, Duration took, boolean complete) {
}

package gangway.server;

import module java.base;

import gangway.spec.Peer;
import gangway.spec.Status;

/// Something that the server did not serve because of what the client did.
///
/// @param peer     the client
/// @param time     of the refusal
/// @param status   that it was answered, if anybody was left to hear it
/// @param reason   what was wrong, which rule that breaks, how to fix it: a line
/// @param received the first bytes of the request, a character for each; empty where none are recorded
public record Refusal(Peer peer, Instant time, Status status, String reason, String received) {
}

package gangway.server;

import module java.base;

import gangway.spec.Peer;
import gangway.spec.Status;

/// Something that the server did not serve because of what the client did.
///
/// @param peer     the client
/// @param time     of the refusal
/// @param status   that it was answered; another if the fault is in content, and the application answered it or had begun to
/// @param reason   what was wrong, which rule that breaks, how to fix it: a line
/// @param received the first bytes of the request, a character for each; empty where none are recorded ([Log#recorded])
/// @param size     how many bytes had arrived in all
public record Refusal(Peer peer, Instant time, Status status, String reason, String received, long size) {

    /// A client that was refused before anything was read from it.
    ///
    /// @param peer   the client
    /// @param time   of the refusal
    /// @param status that it was answered
    /// @param reason what was wrong, which rule that breaks, how to fix it: a line
    public Refusal(Peer peer, Instant time, Status status, String reason) {
        this(peer, time, status, reason, "", 0);
    }
}

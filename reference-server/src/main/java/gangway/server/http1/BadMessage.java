package gangway.server.http1;

import gangway.spec.BadRequest;
import gangway.spec.Status;
import gangway.spec.Violation;

/// A message that the peer should not have sent. It knows the status to answer with, and its text says what was wrong,
/// which rule that breaks, and how to mend it. After it nothing more on the connection is understood.
public final class BadMessage extends BadRequest {
    private static final long serialVersionUID = 1;

    private BadMessage(Status status, String message) {
        super(status, message);
    }

    /// @param what which part of the message
    /// @param text the offending text; quoted, escaped and cut
    /// @param rule the paragraph that it breaks
    /// @param fix  what to send instead
    static BadMessage of(String what, CharSequence text, String rule, String fix) {
        return of(what + " " + Violation.quote(text), rule, fix);
    }

    static BadMessage of(String what, String rule, String fix) {
        return answering(Status.BAD_REQUEST, what, rule, fix);
    }

    /// @param violation found by a value that cannot be wrong
    /// @param rule      the paragraph of HTTP: the client knows no others
    static BadMessage of(Violation violation, String rule) {
        return of(violation.what(), rule, violation.fix());
    }

    /// @param status where 400 is not precise enough
    static BadMessage answering(Status status, String what, String rule, String fix) {
        return new BadMessage(status, what + " (" + rule + "): " + fix);
    }
}

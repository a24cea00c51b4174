package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Kept.BY_TYPE;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.APPLICATION;
import static gangway.spec.rule.Rule.Party.MIDDLEWARE;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 9: keys and hooks that PEP 3333 has not. A feature that is absent is a key that is absent.
public enum ExtensionRule implements Rule {

    ABSENT("9.1", MUST, SERVER, BY_TEST,
        "A feature that a server does not have for a request MUST be a key that is not there.",
        "An application asks once, and needs no flag beside.",
        "PEP 3333 §Server Extension APIs", "67"),

    DISCONNECTED("9.2", MUST, SERVER, BY_TEST,
        "`gateway.disconnected`, if it is there, MUST say whether the client is known to have left, without waiting.",
        "So that long work can be given up.",
        "ours", "open"),

    FINISHED("9.3", MUST, SERVER, BY_TEST,
        "What is added to `gateway.on_finished` MUST run once, the last first, on the thread of the call, when the "
            + "response is over and its body closed.",
        "For work that the client need not wait for. PSGI and Rack have it.",
        "ours", "open"),

    FINISHED_THROWS("9.4", SHOULD, APPLICATION, BY_LINT,
        "A hook of `gateway.on_finished` SHOULD NOT throw.",
        "It is reported, and the others run.",
        "ours", "L9"),

    HINTS("9.5", MUST, SERVER, BY_TEST,
        "What `gateway.early_hints` sends MUST go out at once as a 103, and MUST be ignored once the head is sent.",
        "A hint behind the head would be content.",
        "RFC 8297 §2", "open L10"),

    HINT_FIELDS("9.6", MUST, APPLICATION, BY_TYPE,
        "Early hints MUST be well-formed fields that are neither about the connection nor about content.",
        "Other servers had response splitting here, twice.",
        "RFC 8297 §2; RFC 9110 §15.2", "L10"),

    TRAILERS("9.7", MUST, SERVER, BY_TEST,
        "What is added to `gateway.trailers` MUST be sent behind the content if the client takes trailers, and else "
            + "dropped.",
        "A client that did not say `TE: trailers` may drop or misread them.",
        "RFC 9110 §6.5.1", "open"),

    TRAILER_FIELDS("9.8", MUST, APPLICATION, BY_TYPE,
        "A trailer MUST NOT be a field that frames, routes, authenticates or describes the message.",
        "It would come too late, or be merged into the head by somebody.",
        "RFC 9110 §6.5.1", "open"),

    TRAILERS_APART("9.9", MUST, SERVER, BY_TEST,
        "Trailers of a request MUST be kept apart from its head, and be there when the input has ended.",
        "A client must not be able to add `Host` behind the access check.",
        "RFC 9110 §6.5.1", "open"),

    OFFERED("9.10", MUST, APPLICATION, BY_LINT,
        "The protocol of a `Body.Upgrade` MUST be one of those in `gateway.upgrade`.",
        "A client that hears a language it did not ask for hangs up.",
        "RFC 9110 §7.8", "L8"),

    UPGRADE("9.11", MUST, SERVER, BY_TEST,
        "A server MUST answer a `Body.Upgrade` with 101 and give it the connection, from the first byte behind the "
            + "request.",
        "Bytes that arrived early are the new protocol's.",
        "RFC 9110 §7.8", "open"),

    OPENED("9.12", MUST, SERVER, BY_TEST,
        "A server MUST open an application once before its first call, not serve when that fails, and close it after its "
            + "last response.",
        "Pools and caches have a beginning and an end.",
        "ours", "open"),

    ROLLED_BACK("9.13", MUST, MIDDLEWARE, BY_TEST,
        "When one layer fails to open, those already open MUST be closed, in reverse order.",
        "Else they are lost.",
        "ours", "open"),

    STATE("9.14", MUST, SERVER, BY_TEST,
        "`gateway.state` MUST be a shallow copy for each call of what `open` put into the state.",
        "Calls share what is in it and cannot disturb each other's own.",
        "ours", "open"),

    SCOPED("9.15", MUST, MIDDLEWARE, BY_TEST,
        "A value that a middleware binds for a call MUST be bound again while its body is iterated and closed.",
        "A scoped value ends with the call, and most of a body is made behind it: `Middleware.scoped`.",
        "ours", "open"),

    ROOT("9.16", MUST, SERVER, BY_TEST,
        "A root path that the deployer sets MUST become `SCRIPT_NAME`, and be taken off the path where it is a whole "
            + "prefix of segments, once.",
        "`/application` is not inside `/app`.",
        "PEP 3333 §environ Variables", "open");

    private final Text text;

    ExtensionRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source,
                  String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

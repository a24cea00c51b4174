package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Kept.BY_TYPE;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.APPLICATION;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 6: the body. Block by block, and closed at the end.
public enum BodyRule implements Rule {

    NO_NULL("6.1", MUST, APPLICATION, BY_LINT,
        "A block MUST NOT be null.",
        "A pause is an empty block.",
        "PEP 3333 §Specification Details", "G4"),

    EACH("6.2", MUST, SERVER, BY_TEST,
        "A server MUST hand each block to the operating system before it asks for the next.",
        "What is streamed arrives when it is made.",
        "PEP 3333 §Buffering and Streaming", "54"),

    WRITE_VALID("6.3", MUST, APPLICATION, BY_LINT,
        "`write` MUST NOT be called once the application has returned.",
        "Written and returned blocks would mix.",
        "PEP 3333 §The write() Callable", "8 G6"),

    WRITE_SAME("6.4", MUST, SERVER, BY_TEST,
        "What is written MUST be treated as what is returned, and go before it.",
        "There is one body, whichever way it comes.",
        "PEP 3333 §The write() Callable", "59"),

    CLOSED("6.5", MUST, SERVER, BY_LINT,
        "A server MUST close a body that can be closed exactly once, however the response ends.",
        "Files, locks and transactions hang on it.",
        "PEP 3333 §Specification Details", "61 L6 V37"),

    CLOSED_LAST("6.6", MUST, SERVER, BY_LINT,
        "A server MUST NOT ask a body for blocks once it is closed.",
        "What it reads from is gone.",
        "PEP 3333 §Specification Details", "V35 L6"),

    ITERATED_ONCE("6.7", MUST, SERVER, BY_LINT,
        "A server MUST NOT ask a body for more than one iterator.",
        "Most bodies can be read once.",
        "PEP 3333 §Specification Details", "L6"),

    CLOSE_FAILED("6.8", SHOULD, APPLICATION, BY_LINT,
        "`close` SHOULD NOT throw.",
        "The response is over; nobody can act on it.",
        "PEP 3333 §Specification Details", "G9"),

    CLOSE_LOGGED("6.9", MUST, SERVER, BY_TEST,
        "What `close` throws MUST be reported and MUST NOT change the response.",
        "It is sent already.",
        "PEP 3333 §Specification Details", "61"),

    FROZEN("6.10", MUST, APPLICATION, BY_LINT,
        "An application MUST NOT change a block that it has given.",
        "Python's bytes cannot be changed. A server or middleware may still hold the block.",
        "PEP 3333 §Specification Details", "G7"),

    UNTOUCHED("6.11", MUST, SERVER, BY_LINT,
        "A server or middleware MUST NOT change a block that it was given.",
        "It may be a constant of the application's.",
        "PEP 3333 §Specification Details", "G7"),

    PROMPT("6.12", SHOULD, APPLICATION, BY_LINT,
        "An application SHOULD begin its answer within a second.",
        "Advice: who waits longer should see something.",
        "ours", "G10"),

    FILE("6.13", MUST, SERVER, BY_TEST,
        "A `Body.File` MUST be sent from its position and for its count, not before it was returned, and be closed.",
        "wsgi.file_wrapper made right; a server that cannot send files iterates.",
        "PEP 3333 §Optional Platform-Specific File Handling", "69"),

    VETO("6.14", MUST, SERVER, BY_TYPE,
        "Whatever goes past block and iterator MUST be a value that the application returns, so that middleware can look "
            + "at it, change it or refuse it.",
        "A feature that works behind the back of middleware breaks it.",
        "PEP 3333 §Server Extension APIs", "67");

    private final Text text;

    BodyRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source, String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

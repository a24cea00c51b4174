package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.APPLICATION;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 5: the content and its length.
public enum ContentRule implements Rule {

    NOT_MORE("5.1", MUST, APPLICATION, BY_LINT,
        "The content MUST NOT be longer than its Content-Length.",
        "The rest would be read as the next response.",
        "PEP 3333 §Handling the Content-Length Header", "48 L5"),

    NOT_LESS("5.2", MUST, APPLICATION, BY_LINT,
        "The content MUST NOT be shorter than its Content-Length.",
        "The client waits for the rest.",
        "PEP 3333 §Handling the Content-Length Header", "49 L5"),

    CUT("5.3", MUST, SERVER, BY_TEST,
        "A server MUST NOT send more than the Content-Length: it stops asking for blocks, and `write` throws.",
        "gunicorn, waitress and cheroot differ here; two of five servers desynchronise the connection.",
        "PEP 3333 §Handling the Content-Length Header", "48"),

    BROKEN_OFF("5.4", MUST, SERVER, BY_TEST,
        "When content is missing, a server MUST close the connection and report it.",
        "Else the next response is taken for the rest of this one.",
        "PEP 3333 §Handling the Content-Length Header", "49"),

    GENERATED("5.5", SHOULD, SERVER, BY_TEST,
        "A server SHOULD announce the length of a body of one block.",
        "Most responses are one, and then need no chunks.",
        "PEP 3333 §Handling the Content-Length Header", "50"),

    CHUNKED("5.6", MUST, SERVER, BY_TEST,
        "Content of unknown length MUST be chunked for an HTTP/1.1 client, and end with the connection for any other.",
        "HTTP/1.0 does not know chunks.",
        "PEP 3333 §Other HTTP Features; RFC 9112 §6.1, §6.3", "51"),

    NONE("5.7", MUST, SERVER, BY_TEST,
        "A response to HEAD and one with status 204 or 304 MUST have no content, whatever the application returns.",
        "No client reads it there: it would be the beginning of the next response.",
        "RFC 9110 §6.4.1, §9.3.2", "52 L5"),

    EMPTY("5.8", SHOULD, APPLICATION, BY_LINT,
        "An application SHOULD return no content with the status 204, 205 or 304.",
        "Nobody will see it.",
        "RFC 9110 §6.4.1", "W3");

    private final Text text;

    ContentRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source,
                String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

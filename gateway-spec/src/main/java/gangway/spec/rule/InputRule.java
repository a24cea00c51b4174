package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Kept.BY_TYPE;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Party.APPLICATION;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 3: input and errors. The two streams of a call.
public enum InputRule implements Rule {

    METHODS("3.1", MUST, SERVER, BY_TYPE,
        "The input MUST have read, readline, readlines and iteration; the error stream takes text and can be flushed.",
        "As a Python file has them: `readBytes(size)`, `readLine(max)`, `readLines(hint)`, `iterator()`.",
        "PEP 3333 §Input and Error Streams", "26 V9 V10 V25 V26 V27 V28 V30"),

    REST("3.2", MUST, SERVER, BY_TYPE,
        "Reading without a size MUST give all that is left; at the end, and behind it, reading gives nothing and is no "
            + "error.",
        "One loop fits all.",
        "PEP 3333 §Input and Error Streams", "28 29"),

    ENDS("3.3", MUST, SERVER, BY_LINT,
        "The input MUST end where the request's content ends, and not with the connection.",
        "wsgiref waits for ever when an application reads on. WSGI made this the habit of applications: never read more "
            + "than CONTENT_LENGTH.",
        "PEP 3333 §Input and Error Streams", "27 open"),

    TRUNCATED("3.4", MUST, SERVER, BY_LINT,
        "When the client leaves before the end of its content, reading MUST throw `ClientDisconnected`, never end.",
        "Half an upload must not look like a whole one.",
        "ours", "30 open"),

    CLOSE("3.5", MUST, APPLICATION, BY_LINT,
        "An application MUST NOT close input or errors.",
        "They are the server's, and errors is shared.",
        "PEP 3333 §Input and Error Streams", "31 V29 V30"),

    ERRORS("3.6", MUST, SERVER, BY_TEST,
        "The error stream MUST take any text, lone surrogates included, and never throw.",
        "What reports an error must not be one.",
        "PEP 3333 §Input and Error Streams", "32"),

    DECODED("3.7", MUST, SERVER, BY_TEST,
        "A server MUST decode transfer codings: the input holds the content alone, and a chunked request has no "
            + "`CONTENT_LENGTH`.",
        "Framing belongs to the connection.",
        "PEP 3333 §Other HTTP Features; RFC 9112 §7", "64");

    private final Text text;

    InputRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source, String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.MIDDLEWARE;

/// Part 7: middleware, which plays both sides.
public enum MiddlewareRule implements Rule {

    YIELDS("7.1", MUST, MIDDLEWARE, BY_LINT,
        "A middleware MUST give a block, if only an empty one, before it asks for a second one.",
        "What is streamed inside is streamed outside.",
        "PEP 3333 §Middleware Handling of Block Boundaries", "55 L7"),

    RETURNS("7.2", MUST, MIDDLEWARE, BY_LINT,
        "A middleware MUST return its body before it asks the inner one for blocks.",
        "Else the server cannot send anything in between.",
        "PEP 3333 §Middleware Handling of Block Boundaries", "56"),

    WRITE("7.3", MUST, MIDDLEWARE, BY_LINT,
        "A middleware MUST NOT use `write` for what the inner application returns.",
        "`write` is for what was written.",
        "PEP 3333 §Middleware Handling of Block Boundaries", "57"),

    CLOSES("7.4", MUST, MIDDLEWARE, BY_LINT,
        "A middleware that replaces a body MUST close the original.",
        "The server sees only the replacement.",
        "PEP 3333 §Specification Details", "58"),

    ONE_BLOCK("7.5", SHOULD, MIDDLEWARE, BY_TEST,
        "A middleware SHOULD leave a body of one block one whose size can be asked.",
        "Else the length is lost and the response becomes chunked.",
        "PEP 3333 §Handling the Content-Length Header", "50"),

    LIFESPAN("7.6", MUST, MIDDLEWARE, BY_TEST,
        "A middleware MUST keep the lifespan of the application that it wraps.",
        "`Application.with` sees to it.",
        "ours", "open");

    private final Text text;

    MiddlewareRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source,
                   String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Level.MAY;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 8: failures, and the rest of HTTP.
public enum HttpRule implements Rule {

    FAILURE("8.1", MUST, SERVER, BY_TEST,
        "A server MUST report what an application throws, and answer 500 without details while nothing was sent.",
        "Details help only whoever should not have them.",
        "PEP 3333 §Error Handling", "62"),

    ABORT("8.2", MUST, SERVER, BY_TEST,
        "When an application fails behind the head, a server MUST break the response off so that the client can tell.",
        "A clean last chunk would make half a page a whole one.",
        "PEP 3333 §Error Handling", "46 62"),

    CONTINUE("8.3", MUST, SERVER, BY_TEST,
        "A server MUST see to `Expect: 100-continue` by itself: one 100, when the input is first read, and none behind "
            + "the final head.",
        "The application need not know.",
        "PEP 3333 §HTTP 1.1 Expect/Continue; RFC 9110 §10.1.1", "63"),

    CONDITIONAL("8.4", MAY, SERVER, BY_TEST,
        "A server MAY answer conditional and range requests itself where the body of a 200 response is a `Body.File`, and "
            + "MUST NOT for any other.",
        "Only there it knows what it would leave out.",
        "PEP 3333 §Other HTTP Features", "65"),

    CLIENT_GONE("8.5", MUST, SERVER, BY_TEST,
        "When the client is gone, a server MUST tell the application by `ClientDisconnected` and close the body, and not "
            + "count it as a failure.",
        "It is the most asked-for thing in every server's tracker.",
        "ours", "open 61"),

    URI("8.6", SHOULD, SERVER, BY_TEST,
        "The environ SHOULD be enough to build the URI that was asked for.",
        "Links, redirects and signatures need it: `environ.requestUri()`.",
        "PEP 3333 §URL Reconstruction", "68");

    private final Text text;

    HttpRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source, String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

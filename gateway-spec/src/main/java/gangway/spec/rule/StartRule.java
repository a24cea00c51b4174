package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Kept.BY_TYPE;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.APPLICATION;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 4: `start`. Status, header fields, and changing one’s mind.
public enum StartRule implements Rule {

    SIGNATURE("4.1", MUST, SERVER, BY_TYPE,
        "`start` MUST take status, a list of `Header` and optionally an error, and return `write`, which takes bytes.",
        "PEP 3333 asks for it in words; here the compiler does.",
        "PEP 3333 §The start_response() Callable", "33 V16 V18 V19 V24 V31"),

    STATUS("4.2", MUST, APPLICATION, BY_LINT,
        "A status MUST be three digits, one space and a reason phrase without control characters.",
        "It goes onto the wire as it is.",
        "PEP 3333 §The start_response() Callable; RFC 9112 §4", "34 V17"),

    FINAL("4.3", MUST, APPLICATION, BY_LINT,
        "A status MUST be final, 200 to 999, but for 101 with a `Body.Upgrade`.",
        "Interim responses are `gateway.early_hints` and the server's own.",
        "RFC 9110 §15.2", "34"),

    REASON("4.4", SHOULD, APPLICATION, BY_LINT,
        "A reason phrase SHOULD NOT be empty.",
        "Legal since RFC 9112, but some clients still look for it.",
        "RFC 9112 §4", "34 V17"),

    NAME("4.5", MUST, APPLICATION, BY_TYPE,
        "A field's name MUST be a token.",
        "`Header` cannot be made of anything else. wsgiref.validate asks for a letter in front and none of `-_` behind, "
            + "without a rule of HTTP for it.",
        "PEP 3333 §The start_response() Callable; RFC 9110 §5.1", "36 V21 L3"),

    VALUE("4.6", MUST, APPLICATION, BY_TYPE,
        "A field's value MUST have no control character but tabs, and none above U+00FF.",
        "Else a value could end its line and begin the next: response splitting.",
        "PEP 3333 §The start_response() Callable; RFC 9110 §5.5", "37 38 V22 L3 G2"),

    COPIED("4.7", MUST, SERVER, BY_TEST,
        "A server MUST NOT let later changes of the list of fields reach the response.",
        "The list stays the application's. PEP 3333 lets the server change it; ours takes a copy.",
        "PEP 3333 §The start_response() Callable", "35"),

    STATUS_FIELD("4.8", MUST, APPLICATION, BY_LINT,
        "Fields MUST NOT have one named Status.",
        "Under CGI it would be the status, and there would be two.",
        "PEP 3333 §The start_response() Callable", "V20"),

    HOP_BY_HOP("4.9", MUST, APPLICATION, BY_LINT,
        "Fields MUST NOT be about the connection: Connection, Keep-Alive, Proxy-Authenticate, Proxy-Authorization, "
            + "Proxy-Connection, TE, Trailer, Transfer-Encoding, Upgrade; but a 426 says by Upgrade what it asks for.",
        "The connection is the server's; an application that frames its own response splits it.",
        "PEP 3333 §Other HTTP Features; RFC 9110 §7.6.1, §15.5.22", "41 53 G3"),

    LENGTH("4.10", MUST, APPLICATION, BY_LINT,
        "A Content-Length MUST be given once, as decimal digits.",
        "Two lengths are two ends.",
        "RFC 9110 §8.6", "48"),

    IN_START("4.11", SHOULD, SERVER, BY_TEST,
        "A server SHOULD refuse a bad status or field inside `start`.",
        "There the application that did it is still on the stack.",
        "PEP 3333 §Error Handling, §The start_response() Callable", "39"),

    BEFORE_BODY("4.12", MUST, APPLICATION, BY_LINT,
        "An application MUST call `start` before its first block that is not empty is taken; in the first `next()` is "
            + "early enough.",
        "The head goes first. A generator application starts when it is asked for its first block.",
        "PEP 3333 §Specification Details", "7 V36"),

    ONCE("4.13", MUST, APPLICATION, BY_LINT,
        "An application MUST NOT call `start` a second time unless it passes an error.",
        "What was said first would be dropped although nothing had failed.",
        "PEP 3333 §The start_response() Callable", "43 G5"),

    AGAIN("4.14", MUST, SERVER, BY_TEST,
        "A server MUST refuse a second call without an error, also when the first was refused.",
        "Else a response could slip through whose head nobody decided on.",
        "PEP 3333 §The start_response() Callable", "43"),

    DELAYED("4.15", MUST, SERVER, BY_TEST,
        "A server MUST NOT send the head before the first block that is not empty, the first `write`, or the end of the "
            + "body.",
        "Until then a failure can still become a 500. wsgiref and others send the head with an empty block.",
        "PEP 3333 §The start_response() Callable", "42"),

    REPLACED("4.16", MUST, SERVER, BY_TEST,
        "A call with an error MUST replace status and fields while the head is not sent.",
        "That is what the error is passed for.",
        "PEP 3333 §The start_response() Callable", "44"),

    RETHROWN("4.17", MUST, SERVER, BY_LINT,
        "A call with an error MUST throw that very error once the head is sent.",
        "The application stops, and the log shows the cause instead of a consequence.",
        "PEP 3333 §The start_response() Callable, §Error Handling", "45"),

    SWALLOWED("4.18", MUST, APPLICATION, BY_LINT,
        "An application MUST NOT catch what `start` threw because the head was sent.",
        "The response is broken; going on would make it look whole.",
        "PEP 3333 §Error Handling", "46"),

    FORGOTTEN("4.19", SHOULD, SERVER, BY_TEST,
        "A server SHOULD NOT keep a reference to the error behind the call.",
        "A stack trace holds on to much memory.",
        "PEP 3333 §The start_response() Callable", "47"),

    ADDED("4.20", MUST, SERVER, BY_TEST,
        "A server MUST add the fields that HTTP requires, and MUST NOT repeat or replace the application's own.",
        "Date, framing and Connection are its own; names do not care for case.",
        "PEP 3333 §The start_response() Callable", "40"),

    CONTENT_TYPE("4.21", SHOULD, APPLICATION, BY_LINT,
        "A response with content SHOULD have a Content-Type.",
        "Without it the client guesses, and guesses can be attacked.",
        "RFC 9110 §8.3", "V23"),

    METADATA("4.22", SHOULD, APPLICATION, BY_LINT,
        "A 204 or 304 response SHOULD NOT describe content: no Content-Type, Content-Encoding, Content-Language or "
            + "Content-Range.",
        "It has none; a cache would update what it stored by them.",
        "RFC 9110 §15.4.5, §15.3.5", "V23 W1"),

    NO_LENGTH("4.23", MUST, APPLICATION, BY_LINT,
        "A 204 response MUST NOT have a Content-Length.",
        "Some clients wait for the content that it announces.",
        "RFC 9110 §8.6", "52 L4"),

    CHARSET("4.24", SHOULD, APPLICATION, BY_LINT,
        "A Content-Type of `text/…` SHOULD name its charset.",
        "Else the bytes are read in whatever the client thinks likely.",
        "RFC 9110 §8.3.2", "G1"),

    ENTITY_TAG("4.25", MUST, APPLICATION, BY_LINT,
        "An ETag MUST be quoted, and `W/` goes before the quotes if it is weak.",
        "An unquoted one never matches, so nothing is ever cached.",
        "RFC 9110 §8.8.3", "W2"),

    OPEN("4.26", MUST, SERVER, BY_TEST,
        "A server MUST pass on a status and reason that it does not know.",
        "The list of status codes is open.",
        "PEP 3333 §Questions and Answers; RFC 9110 §15", "70");

    private final Text text;

    StartRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source, String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

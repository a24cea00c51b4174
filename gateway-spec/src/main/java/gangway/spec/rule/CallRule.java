package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Kept.BY_TYPE;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.APPLICATION;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 1: the call. Who is called, how often, on which thread, and what comes back.
public enum CallRule implements Rule {

    SIGNATURE("1.1", MUST, SERVER, BY_TYPE,
        "A server MUST call an application with the environ and a `StartResponse`, and with nothing else.",
        "Whatever can be called that way is an application: a lambda, a method, a record, an enum constant.",
        "PEP 3333 §The Application/Framework Side", "1 V1"),

    REPEATABLE("1.2", MUST, APPLICATION, BY_TEST,
        "An application MUST bear being called again at any time, and by several threads at once where "
            + "`gateway.multithread` is true.",
        "Nearly every server makes such calls; what a request needs belongs to its call.",
        "PEP 3333 §The Application/Framework Side", "2"),

    ONCE("1.3", MUST, SERVER, BY_TEST,
        "A server MUST call the application once for each request aimed at it, and never for one that it refuses itself.",
        "What the server could not understand has no meaning that an application could act on.",
        "PEP 3333 §The Server/Gateway Side", "3"),

    RESULT("1.4", MUST, APPLICATION, BY_LINT,
        "An application MUST return an iterable, also when it has sent its output with `write`; it MUST NOT return null.",
        "An empty body is an empty iterable, such as `List.of()`. Null is what a forgotten return statement looks like.",
        "PEP 3333 §Specification Details, §The write() Callable", "4 60 V32"),

    BLOCKS("1.5", MUST, APPLICATION, BY_TYPE,
        "What an application returns MUST give blocks of bytes; text, or one block alone, is no body.",
        "Python let a string pass for its characters. A block of bytes is no iterable here.",
        "PEP 3333 §Specification Details", "4 V33 V34"),

    OPAQUE("1.6", MUST, SERVER, BY_TEST,
        "A server MUST NOT use more of a body than its iterator, its `close`, the size of a collection and what the "
            + "types of `Body` offer.",
        "So that an application may return whatever it likes.",
        "PEP 3333 §Specification Details", "5"),

    EARLY_STOP("1.7", SHOULD, APPLICATION, BY_TEST,
        "An application SHOULD expect that its body is not taken to the end.",
        "Clients leave, HEAD needs no content, a Content-Length is reached. What has to happen belongs into `close`.",
        "PEP 3333 §Specification Details", "6"),

    SERVER_THREAD("1.8", MUST, SERVER, BY_LINT,
        "A server MUST call, iterate and close on one thread.",
        "Scoped values, thread locals, locks and transactions are tied to a thread. No Java server says so; applications "
            + "rely on it all the same.",
        "ours", "open G8"),

    APPLICATION_THREAD("1.9", MUST, APPLICATION, BY_LINT,
        "An application MUST call `start` and `write` on the thread that called it.",
        "A server that must lock for a foreign thread makes all others pay for it.",
        "ours", "open"),

    CONCURRENCY("1.10", MUST, SERVER, BY_LINT,
        "Where `gateway.multithread` is false a server MUST NOT call an application while another call of it runs in the "
            + "process.",
        "An application may rely on it and leave out its locks.",
        "PEP 3333 §environ Variables", "22"),

    SERIAL("1.11", SHOULD, SERVER, BY_TEST,
        "A server SHOULD let its user have an application run by one thread at a time.",
        "Old code is seldom thread-safe. `Middleware.serial()` does it under any server.",
        "PEP 3333 §Thread Support", "66");

    private final Text text;

    CallRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source, String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

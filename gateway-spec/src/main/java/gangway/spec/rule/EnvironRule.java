package gangway.spec.rule;

import static gangway.spec.rule.Rule.Kept.BY_LINT;
import static gangway.spec.rule.Rule.Kept.BY_TEST;
import static gangway.spec.rule.Rule.Level.MUST;
import static gangway.spec.rule.Rule.Level.SHOULD;
import static gangway.spec.rule.Rule.Party.SERVER;

/// Part 2: the environ. What a server tells of a request, and in which form.
public enum EnvironRule implements Rule {

    DICTIONARY("2.1", MUST, SERVER, BY_LINT,
        "The environ MUST be a map that the application can change in any way.",
        "Middleware hands things inward by putting them there.",
        "PEP 3333 §Specification Details", "9 V2"),

    OWN("2.2", MUST, SERVER, BY_TEST,
        "Each call MUST have an environ of its own; what is changed in it is seen by no other call.",
        "Also not by the next request of the same connection.",
        "PEP 3333 §Specification Details", "9"),

    REQUIRED("2.3", MUST, SERVER, BY_LINT,
        "The environ MUST have `REQUEST_METHOD`, `QUERY_STRING`, `SERVER_NAME`, `SERVER_PORT`, `SERVER_PROTOCOL` and "
            + "`gateway.` version, url_scheme, input, errors, multithread, multiprocess, run_once.",
        "What is always there need not be asked for. PEP 3333 lets QUERY_STRING be absent; every application then had to "
            + "handle two kinds of empty.",
        "PEP 3333 §environ Variables", "14 16 22 V3 V5"),

    NO_NULL("2.4", MUST, SERVER, BY_LINT,
        "What is absent MUST be left out of the environ; no value is null.",
        "`containsKey` and `get` then say the same.",
        "PEP 3333 §environ Variables", "20"),

    STRINGS("2.5", MUST, SERVER, BY_LINT,
        "A variable whose name has no dot MUST be a string, each of whose characters is a byte: U+0000 to U+00FF.",
        "Only the application knows in which charset the bytes are. The JVM stores such strings as bytes.",
        "PEP 3333 §Unicode Issues; §environ Variables", "19 V6"),

    METHOD("2.6", MUST, SERVER, BY_LINT,
        "`REQUEST_METHOD` MUST be the method as sent, a token; its case is kept.",
        "Methods are case-sensitive and their list is open, so an unknown one is no fault.",
        "PEP 3333 §environ Variables; RFC 9110 §9.1", "10 V11"),

    SCRIPT_NAME("2.7", MUST, SERVER, BY_LINT,
        "`SCRIPT_NAME` MUST be empty or begin with a slash, and MUST NOT be a slash alone.",
        "Else the two halves of a path cannot be joined again. At the root it is empty.",
        "PEP 3333 §environ Variables; RFC 3875 §4.1.13", "11 V12 V15"),

    PATH_INFO("2.8", MUST, SERVER, BY_LINT,
        "`PATH_INFO` MUST be empty or begin with a slash.",
        "Same reason.",
        "PEP 3333 §environ Variables; RFC 3875 §4.1.5", "12 V12"),

    PATH("2.9", MUST, SERVER, BY_LINT,
        "`SCRIPT_NAME` and `PATH_INFO` MUST NOT both be empty.",
        "Each request has a path, if only `/`.",
        "PEP 3333 §environ Variables", "13 V14"),

    PATH_KEPT("2.10", MUST, SERVER, BY_TEST,
        "`PATH_INFO`, or `SCRIPT_NAME` and it together, MUST be the path as sent, percent-decoded once; no slash is merged "
            + "and no dot resolved.",
        "A path that is repaired on the way has two meanings, and an access rule checked only one.",
        "PEP 3333 §environ Variables", "12"),

    TARGET("2.11", MUST, SERVER, BY_LINT,
        "`REQUEST_URI` MUST be the request target as received: a path or a URI without fragment, `*` only for OPTIONS.",
        "Each WSGI server had a name of its own for it. Without it `%2F` and `/` cannot be told apart.",
        "RFC 9112 §3.2", "open L1"),

    RAW_PATH("2.12", MUST, SERVER, BY_LINT,
        "`gateway.raw_path` MUST be the path as received; decoded once, it ends with `PATH_INFO`.",
        "The path is asked for more often than the target, which may be a whole URI.",
        "ours", "open"),

    CONTENT_NAMES("2.13", MUST, SERVER, BY_LINT,
        "The fields Content-Type and Content-Length MUST become `CONTENT_TYPE` and `CONTENT_LENGTH`, without `HTTP_`.",
        "Under two names they could disagree.",
        "PEP 3333 §environ Variables; RFC 3875 §4.1.18", "15 V4"),

    CONTENT_MIRROR("2.14", MUST, SERVER, BY_LINT,
        "`CONTENT_TYPE` and `CONTENT_LENGTH` MUST be there just if the client sent them.",
        "wsgiref tells of a GET without content that it has the type text/plain.",
        "PEP 3333 §environ Variables", "15"),

    CONTENT_LENGTH("2.15", MUST, SERVER, BY_LINT,
        "`CONTENT_LENGTH` MUST be decimal digits, or empty.",
        "Applications hand it to a number parser, and those accept signs and more.",
        "PEP 3333 §environ Variables; RFC 9110 §8.6", "15 V13"),

    SERVER_NAME("2.16", MUST, SERVER, BY_LINT,
        "`SERVER_NAME` MUST be a host: a name, an IPv4 address, or an IPv6 address in brackets.",
        "It is to be part of a URL. For a UNIX socket it is localhost.",
        "PEP 3333 §environ Variables; RFC 3875 §4.1.14", "16 L2"),

    SERVER_PORT("2.17", MUST, SERVER, BY_LINT,
        "`SERVER_PORT` MUST be a string of digits.",
        "For a UNIX socket it is 0.",
        "PEP 3333 §environ Variables; RFC 3875 §4.1.15", "16 L2"),

    PROTOCOL("2.18", MUST, SERVER, BY_LINT,
        "`SERVER_PROTOCOL` MUST be the version of the request: `HTTP/1.1`.",
        "It says which features the client has.",
        "PEP 3333 §environ Variables; RFC 3875 §4.1.16", "17 L2"),

    HOST("2.19", MUST, SERVER, BY_LINT,
        "`HTTP_HOST`, if it is there, MUST be a host, optionally with a port.",
        "Applications build links of it.",
        "RFC 9110 §7.2", "L2"),

    FIELDS("2.20", MUST, SERVER, BY_LINT,
        "`HTTP_` variables MUST be there just for the fields that were received, with their values.",
        "A variable from elsewhere would be taken for something that the client said.",
        "PEP 3333 §environ Variables", "18"),

    JOINED("2.21", MUST, SERVER, BY_LINT,
        "The values of repeated fields MUST be joined by `, `, those of Cookie by `; `.",
        "wsgiref joins cookies by a comma, which corrupts them; others keep only the last of any field.",
        "RFC 9110 §5.3; RFC 6265 §5.4", "open"),

    UNDERSCORES("2.22", MUST, SERVER, BY_LINT,
        "A field with an underscore in its name MUST NOT become a variable.",
        "`X_Forwarded_For` would become the same variable as `X-Forwarded-For`, which a proxy has checked.",
        "ours", "open"),

    HOP_BY_HOP("2.23", MUST, SERVER, BY_LINT,
        "Fields about the connection MUST NOT become variables.",
        "The server has acted on them: an application that decodes `chunked` again reads nonsense.",
        "PEP 3333 §Other HTTP Features; RFC 9110 §7.6.1", "64"),

    SCHEME("2.24", MUST, SERVER, BY_LINT,
        "`gateway.url_scheme` MUST be `http` or `https`.",
        "It begins each link that an application builds.",
        "PEP 3333 §environ Variables", "22 V8"),

    KEY_TYPE("2.25", MUST, SERVER, BY_LINT,
        "The value of a `gateway.` key MUST be of the type of its `Key`.",
        "Then no application needs a cast.",
        "PEP 3333 §environ Variables", "22 V7 V9 V10"),

    KEY_NAME("2.26", MUST, SERVER, BY_LINT,
        "Other keys MUST be lower-case letters, digits and underscores behind the prefix of their owner and a dot.",
        "So they meet neither variables nor each other.",
        "PEP 3333 §environ Variables", "23"),

    RESERVED("2.27", MUST, SERVER, BY_LINT,
        "Keys under `gateway.` MUST be those of this specification; experiments go under `gateway.x.`.",
        "A later version may give any such name a meaning.",
        "ours", "23"),

    SUGGESTED("2.28", SHOULD, SERVER, BY_TEST,
        "A server SHOULD provide `REMOTE_ADDR`, `REMOTE_PORT`, `SERVER_SOFTWARE` and `GATEWAY_INTERFACE` where it can.",
        "The rest of what CGI programs know.",
        "PEP 3333 §environ Variables; RFC 3875 §4.1", "21"),

    DEPLOYER("2.29", SHOULD, SERVER, BY_TEST,
        "A server SHOULD let whoever runs it add variables to the environ.",
        "That is how an application is configured without code: `gangway serve --env NAME=VALUE`.",
        "PEP 3333 §environ Variables", "24"),

    DOCUMENTED("2.30", SHOULD, SERVER, BY_TEST,
        "A server SHOULD document every key that it provides.",
        "Else nobody can rely on one.",
        "PEP 3333 §environ Variables", "25"),

    FLAGS("2.31", MUST, SERVER, BY_TEST,
        "`gateway.multithread`, `gateway.multiprocess` and `gateway.run_once` MUST be true just where it is so.",
        "Applications choose their caches by them.",
        "PEP 3333 §environ Variables", "22"),

    SINGLETONS("2.32", MUST, SERVER, BY_TEST,
        "A server MUST refuse a request that repeats Host, Content-Length or Content-Type.",
        "Joined they would be wrong, and with either alone two readers may have different ones.",
        "RFC 9112 §3.2, §6.3; RFC 9110 §8.3", "open"),

    SECRETS("2.33", MUST, SERVER, BY_LINT,
        "An environ's `toString` MUST NOT show credentials, such as `HTTP_AUTHORIZATION` and `HTTP_COOKIE`.",
        "It is written to logs and error pages. gevent learnt that late and added a SecureEnviron.",
        "ours", "open");

    private final Text text;

    EnvironRule(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source,
                String items) {
        text = new Text(id, level, bound, kept, sentence, intent, source, items);
    }

    @Override
    public Text text() {
        return text;
    }
}

package gangway.server.cli;

import module java.base;

import gangway.server.RootPath;
import gangway.server.Variable;
import gangway.server.Worker;

/// The options of `serve`, in the order in which the help shows them.
final class ServeOptions {

    private static final Option.Value<Integer> SECONDS = Option.number(1, 86_400);
    private static final Option.Value<Integer> COUNT = Option.number(1, Integer.MAX_VALUE);

    static final Option<Integer> PORT = Option.of("-p, --port", "N",
        "port (default $PORT or 8000); 0 takes a free one", true, Option.number(0, 65535));
    static final Option<String> HOST = Option.of("--host", "HOST",
        "listen there (default 127.0.0.1; all: 0.0.0.0)", true, text -> text);
    static final Option<Listener> BIND = Option.of("-b, --bind", "HOST:PORT",
        "listen there; may be repeated; IPv6 as [::1]:8000", true, Listener::parse);
    static final Option<Boolean> RELOAD = Option.flag("--reload",
        "recompile when a file changes, without a restart", true);
    static final Option<Boolean> LINT = Option.flag("--lint",
        "check the application against the contract", true);
    static final Option<Boolean> LINT_PARANOID = Option.flag("--lint-paranoid",
        "the same, with the checks that cost", false);
    static final Option<Boolean> OPEN = Option.flag("--open",
        "open the page in the browser", true);
    static final Option<Mount> STATIC = Option.of("--static", "/URL=DIR",
        "serve the files in DIR there; may be repeated", true, Mount::parse);
    static final Option<Boolean> NO_LISTING = Option.flag("--no-listing",
        "no page for a directory without index.html", false);
    static final Option<Boolean> GZIP = Option.flag("--gzip",
        "compress text for clients that accept it", true);
    static final Option<List<Path>> CLASS_PATH = Option.of("-cp, --class-path", "PATH",
        "directories and jars that the program needs", true, Option::paths);
    static final Option<Worker> WORKER = Option.of("-k, --worker-class", "NAME",
        "who runs connections: virtual (default), thread", true, Option.choice(List.of(Worker.values())));
    static final Option<String> ACCESS_LOG = Option.of("--access-log", "FILE",
        "a line per response; - is standard output", true, text -> text);
    static final Option<Path> BAD_REQUEST_LOG = Option.of("--bad-request-log", "FILE",
        "append each refused request as it was received", false, Path::of);
    static final Option<RootPath> ROOT_PATH = Option.of("--root-path, --url-prefix", "PATH",
        "where a proxy mounts it, /app: its SCRIPT_NAME", false, RootPath::new);
    static final Option<Variable> ENV = Option.of("-e, --env", "NAME=VALUE",
        "put that into each environ; may be repeated", false, Variable::parse);
    static final Option<Integer> GRACEFUL_TIMEOUT = Option.of("--graceful-timeout", "N",
        "seconds that a stop gives running requests (10)", false, Option.number(0, 86_400));
    static final Option<Integer> HEADER_TIMEOUT = Option.of("--header-timeout", "N",
        "seconds for the head of a request (10)", false, SECONDS);
    static final Option<Integer> KEEP_ALIVE = Option.of("--keep-alive", "N",
        "seconds that a connection may be idle (75)", false, SECONDS);
    static final Option<Integer> BODY_TIMEOUT = Option.of("--body-timeout", "N",
        "seconds for content, added to --min-rate (10)", false, SECONDS);
    static final Option<Integer> MIN_RATE = Option.of("--min-rate", "N",
        "bytes a second that content must have (500)", false, COUNT);
    static final Option<Integer> WRITE_TIMEOUT = Option.of("--write-timeout", "N",
        "seconds in which a client must take something (30)", false, SECONDS);
    static final Option<Integer> TIMEOUT = Option.of("--timeout", "N",
        "seconds until a response must begin (no limit)", false, SECONDS);
    static final Option<Integer> LIMIT_LINE = Option.of("--limit-line, --limit-request-line", "N",
        "bytes of a request line (8192)", false, Option.number(16, 1 << 24));
    static final Option<Integer> LIMIT_FIELDS = Option.of("--limit-fields, --limit-request-fields", "N",
        "fields of a request (100)", false, Option.number(1, 32_768));
    static final Option<Integer> LIMIT_FIELD_SIZE = Option.of("--limit-field-size, --limit-request-field_size", "N",
        "bytes of one field (8192)", false, Option.number(16, 1 << 24));
    static final Option<Long> LIMIT_BODY = Option.of("--limit-body", "N",
        "bytes of a request's content (1073741824)", false, Option.size());
    static final Option<Integer> LIMIT_CONNECTIONS = Option.of("--limit-connections, --limit-concurrency", "N",
        "connections at a time (10000)", false, COUNT);
    static final Option<Integer> LIMIT_PER_PEER = Option.of("--limit-per-peer", "N",
        "those of them that one address may have (10000)", false, COUNT);
    static final Option<Boolean> QUIET = Option.flag("-q, --quiet", "say nothing but errors", true);
    static final Option<Boolean> VERBOSE = Option.flag("-v, --verbose", "whole stack traces, warnings, access log", true);
    static final Option<Boolean> HELP = Option.flag("-h, --help", "this page; --help all shows every option", true);
    static final Option<Boolean> VERSION = Option.flag("--version", "print the version", false);

    /// The table.
    static final List<Option<?>> ALL = List.of(PORT, HOST, BIND, RELOAD, LINT, LINT_PARANOID, OPEN, STATIC, NO_LISTING, GZIP,
        CLASS_PATH, WORKER, ACCESS_LOG, BAD_REQUEST_LOG, ROOT_PATH, ENV, GRACEFUL_TIMEOUT, HEADER_TIMEOUT, KEEP_ALIVE,
        BODY_TIMEOUT, MIN_RATE, WRITE_TIMEOUT, TIMEOUT, LIMIT_LINE, LIMIT_FIELDS, LIMIT_FIELD_SIZE, LIMIT_BODY,
        LIMIT_CONNECTIONS, LIMIT_PER_PEER, QUIET, VERBOSE, HELP, VERSION);

    private ServeOptions() {
    }
}

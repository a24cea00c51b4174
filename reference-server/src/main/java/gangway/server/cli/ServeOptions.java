package gangway.server.cli;

import module java.base;

import gangway.server.RootPath;
import gangway.server.Variable;
import gangway.server.Worker;

/// The options of `serve`, in the order in which the help shows them.
final class ServeOptions {

    static final Option<Integer> PORT = Option.of("-p, --port", "N",
        "port (default $PORT or 8000); 0 takes a free one", true, Option.number(0, 65535));
    static final Option<String> HOST = Option.of("--host", "HOST",
        "listen there (default 127.0.0.1; all: 0.0.0.0)", true, text -> text);
    static final Option<Listener> BIND = Option.of("-b, --bind", "HOST:PORT",
        "listen there; may be repeated; IPv6 as [::1]:8000", true, Listener::parse);
    static final Option<Boolean> RELOAD = Option.flag("--reload",
        "recompile when a file changes, without a restart", true);
    static final Option<Boolean> OPEN = Option.flag("--open",
        "open the page in the browser", true);
    static final Option<List<Path>> CLASS_PATH = Option.of("-cp, --class-path", "PATH",
        "directories and jars that the program needs", true, Option::paths);
    static final Option<Worker> WORKER = Option.of("-k, --worker-class", "NAME",
        "who runs connections: virtual (default), thread", true, Option.choice(List.of(Worker.values())));
    static final Option<String> ACCESS_LOG = Option.of("--access-log", "FILE",
        "a line per response; - is standard output", true, text -> text);
    static final Option<RootPath> ROOT_PATH = Option.of("--root-path, --url-prefix", "PATH",
        "where a proxy mounts it, /app: its SCRIPT_NAME", false, RootPath::new);
    static final Option<Variable> ENV = Option.of("-e, --env", "NAME=VALUE",
        "put that into each environ; may be repeated", false, Variable::parse);
    static final Option<Integer> GRACEFUL_TIMEOUT = Option.of("--graceful-timeout", "N",
        "seconds that a stop gives running requests (10)", false, Option.number(0, 86_400));
    static final Option<Boolean> QUIET = Option.flag("-q, --quiet", "say nothing but errors", true);
    static final Option<Boolean> VERBOSE = Option.flag("-v, --verbose", "whole stack traces, warnings, access log", true);
    static final Option<Boolean> HELP = Option.flag("-h, --help", "this page; --help all shows every option", true);
    static final Option<Boolean> VERSION = Option.flag("--version", "print the version", false);

    /// The table.
    static final List<Option<?>> ALL = List.of(PORT, HOST, BIND, RELOAD, OPEN, CLASS_PATH, WORKER, ACCESS_LOG,
        ROOT_PATH, ENV, GRACEFUL_TIMEOUT, QUIET, VERBOSE, HELP, VERSION);

    private ServeOptions() {
    }
}

package gangway.server.cli;

/// How a command ended, as the shell sees it. Part of the interface: scripts and supervisors depend on the numbers.
enum Exit {

    /// Stopped in good order: by itself, by TERM or by INT.
    CLEAN(0),
    /// Failed while it ran.
    RUNTIME(1),
    /// The command line cannot be understood, or names what is not there.
    USAGE(2),
    /// The application could not be compiled, found or opened.
    LOAD(3),
    /// An address could not be bound.
    BIND(4);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /// @return what the process returns
    int code() {
        return code;
    }
}

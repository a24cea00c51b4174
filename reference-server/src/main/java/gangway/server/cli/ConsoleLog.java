package gangway.server.cli;

import module java.base;

import gangway.server.Access;
import gangway.server.Log;
import gangway.server.Refusal;
import gangway.spec.Environ;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The log of a server that was started from a command line: responses to one stream, refusals and trouble to another.
/// Thread-safe.
final class ConsoleLog implements Log {

    private final Optional<PrintStream> accesses;
    private final RefusalLog refusals;
    private final PrintStream err;
    private final boolean verbose;
    private final AccessLine line;
    private final PrintWriter errors;

    /// @param accesses where each response gets a line, if anywhere
    /// @param refusals where refused requests are told of
    /// @param err      where trouble goes, and what applications complain of
    /// @param verbose  whether stack traces are to show the server's frames too
    /// @param zone     of the times
    ConsoleLog(Optional<PrintStream> accesses, RefusalLog refusals, PrintStream err, boolean verbose, ZoneId zone) {
        this.accesses = accesses;
        this.refusals = refusals;
        this.err = err;
        this.verbose = verbose;
        this.line = new AccessLine(zone);
        this.errors = new PrintWriter(err, true, UTF_8);
    }

    @Override
    public void access(Access access) {
        accesses.ifPresent(out -> out.println(line.of(access)));
    }

    @Override
    public void refusal(Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public int recorded() {
        return refusals.recorded();
    }

    @Override
    public void failure(Environ environ, Throwable error) {
        String request = AccessLine.escape(environ.method() + " " + environ.scriptName() + environ.path());
        err.println("error in " + request + ":\n" + trace(error));
    }

    @Override
    public void trouble(String message, Throwable error) {
        err.println("gangway: " + message + ": " + (verbose ? trace(error) : error));
    }

    @Override
    public void note(String message) {
        err.println("gangway: " + message);
    }

    @Override
    public PrintWriter errors() {
        return errors;
    }

    private String trace(Throwable error) {
        if (!verbose) return StackTrace.of(error);
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}

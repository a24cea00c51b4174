package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Middleware;
import gangway.spec.Violation;
import gangway.spec.lint.Lint;

/// Prints what [Lint] finds, each message once, however many requests make it. Thread-safe.
final class LintReport implements Consumer<Violation> {

    /// Stops: a client that makes a new message with each request, which would be kept for ever.
    private static final int LIMIT = 1000;

    private final Console console;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /// @param console where it is printed
    LintReport(Console console) {
        this.console = console;
    }

    /// The watch that the options ask for. Each generation of a program has a report of its own, so that what an edit did
    /// not mend is told again.
    ///
    /// @param arguments of `serve`
    /// @param console   where it speaks
    /// @return to be put around the application
    static Middleware[] around(Arguments arguments, Console console) {
        boolean isParanoid = arguments.has(ServeOptions.LINT_PARANOID);
        if (!isParanoid && !arguments.has(ServeOptions.LINT)) return new Middleware[0];
        return new Middleware[] {application -> {
            var report = new LintReport(console);
            Application watched = isParanoid ? Lint.paranoid(application, report) : Lint.wrap(application, report);
            return watched::call;                              // the application is opened as a layer of its own
        }};
    }

    @Override
    public void accept(Violation violation) {
        if (told.size() >= LIMIT || !told.add(violation.getMessage())) return;
        console.err().println("lint: " + violation.getMessage());
        if (told.size() >= LIMIT) console.err().println("lint: no more than these " + LIMIT + " messages are shown");
        console.err().flush();
    }
}

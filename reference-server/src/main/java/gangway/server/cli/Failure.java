package gangway.server.cli;

import module java.base;

/// Why a command cannot do what it was asked. The message is for a person at a terminal: what is wrong, where, what to do.
final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final transient List<Problem> problems;

    private Failure(Exit exit, String message, List<Problem> problems) {
        super(message, null, false, false);                    // the message says it all; nobody prints this stack
        this.exit = exit;
        this.problems = List.copyOf(problems);
    }

    static Failure usage(String message) {
        return new Failure(Exit.USAGE, message, List.of());
    }

    static Failure load(String message) {
        return new Failure(Exit.LOAD, message, List.of());
    }

    static Failure bind(String message) {
        return new Failure(Exit.BIND, message, List.of());
    }

    /// What the compiler complains of.
    ///
    /// @param problems at least one
    static Failure compile(List<Problem> problems) {
        String count = problems.size() == 1 ? "1 error" : problems.size() + " errors";
        return new Failure(Exit.LOAD, count, problems);
    }

    /// A program that threw something while it was loaded.
    ///
    /// @param where   such as `main of Hello.java`
    /// @param error   what it threw
    /// @param verbose whether the stack trace is wanted
    static Failure thrown(String where, Throwable error, boolean verbose) {
        return load(where + " threw " + (verbose ? StackTrace.of(error) : error + "\n  -v shows the stack trace"));
    }

    /// @return how the process is to end
    Exit exit() {
        return exit;
    }

    /// @return the compiler's complaints; empty when it was not the compiler
    List<Problem> problems() {
        return problems;
    }

    /// @return all of it, as the terminal shows it
    String report() {
        var report = new StringBuilder();
        problems.forEach(problem -> report.append(problem).append('\n'));
        return report.append(getMessage()).toString();
    }
}

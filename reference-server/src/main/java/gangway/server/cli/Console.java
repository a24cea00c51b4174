package gangway.server.cli;

import module java.base;

/// Where a command speaks.
///
/// @param out for answers
/// @param err for complaints and notes
record Console(PrintStream out, PrintStream err) {

    /// The terminal.
    static final Console SYSTEM = new Console(System.out, System.err);

    /// @return the same without answers
    Console silenced() {
        return new Console(new PrintStream(OutputStream.nullOutputStream()), err);
    }

    /// @param line an answer
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /// @param line what should be known, though all goes on
    void note(String line) {
        err.println("note: " + line);
        err.flush();
    }

    /// @param failure why the command, or a reload, went no further
    void complain(Failure failure) {
        err.println((failure.problems().isEmpty() ? "gangway: " : "") + failure.report());
        err.flush();
    }
}

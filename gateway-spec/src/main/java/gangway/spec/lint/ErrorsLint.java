package gangway.spec.lint;

import module java.base;

/// The server's error stream under watch. Everything goes on to it, flushed when it would flush itself.
final class ErrorsLint extends PrintWriter {

    private final PrintWriter errors;
    private final Runnable closed;

    /// @param closed run instead of closing
    ErrorsLint(PrintWriter errors, Runnable closed) {
        super(errors);
        this.errors = errors;
        this.closed = closed;
    }

    @Override
    public void println() {
        errors.println();
    }

    @Override
    public PrintWriter format(String format, Object... args) {
        errors.format(format, args);
        return this;
    }

    @Override
    public PrintWriter format(Locale locale, String format, Object... args) {
        errors.format(locale, format, args);
        return this;
    }

    @Override
    public boolean checkError() {
        return errors.checkError();
    }

    @Override
    public void close() {
        closed.run();
    }
}

package gangway.coroutine;

import module java.base;

/// What the coroutines of a [Nursery] failed with, be it one error or several. It comes out of the nursery when all of its
/// coroutines have ended; its cause is the first error.
///
/// It is an `Error`, because it also ends the waits of the nursery's body, and `catch (Exception e)` must not swallow that by
/// mistake.
public final class ErrorGroup extends Error {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Throwable> errors;

    private ErrorGroup(List<Throwable> errors, boolean suppression) {
        super(null, errors.getFirst(), suppression, true);
        this.errors = Collections.unmodifiableList(errors);
    }

    /// @param errors shown as they are when they are asked for: those that end later may fail, too
    /// @return what ends the waits of a nursery's body. It does not take in what the nursery throws behind it: that is the same
    static ErrorGroup inBody(List<Throwable> errors) {
        return new ErrorGroup(errors, false);
    }

    /// @return what comes out of a nursery that is closed
    static ErrorGroup of(List<Throwable> errors) {
        var group = new ErrorGroup(errors, true);
        errors.stream().skip(1).forEach(group::addSuppressed);
        return group;
    }

    /// @return the errors, in the order in which they happened, each as it was thrown
    public List<Throwable> errors() {
        return errors;
    }

    @Override
    public String getMessage() {
        var list = errors.stream().map(Throwable::toString).collect(Collectors.joining("; "));
        return "%s of the nursery's coroutines failed: %s".formatted(errors.size(), list);
    }

    /// Notes where it is thrown.
    ///
    /// @return what is to be thrown
    Throwable arrive() {
        return fillInStackTrace();
    }
}

package gangway.spec;

/// The absence of an error: [StartResponse#NO_ERROR]. It is shared by all threads, so it records neither stack nor causes.
final class NoError extends Throwable {
    private static final long serialVersionUID = 1;

    NoError() {
        super("no error", null, false, false);
    }
}

package gangway.coroutine;

import module java.base;

/// Who is told what somebody should know of a hub. Owned by one hub; told by any thread but, in the loop, by none: to log
/// may wait.
final class Reports {

    private final System.Logger log;
    private volatile Consumer<? super Report> listener = this::log;

    Reports(System.Logger log) {
        this.log = log;
    }

    void listener(Consumer<? super Report> listener) {
        this.listener = listener;
    }

    void tell(Report report) {
        try {
            listener.accept(report);
        } catch (Throwable failed) {
            log.log(System.Logger.Level.ERROR, "the listener to the hub's reports failed itself, at: " + report, failed);
        }
    }

    private void log(Report report) {
        log.log(System.Logger.Level.WARNING, report.toString());
    }
}

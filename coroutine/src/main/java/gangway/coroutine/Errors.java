package gangway.coroutine;

import module java.base;

/// Who is told of errors that nobody else gets to see. Owned by one hub.
final class Errors {

    private final System.Logger log;
    private BiConsumer<? super Coroutine<?>, ? super Throwable> handler = this::log;

    /// @param log who is told as long as there is no handler, and when that fails
    Errors(System.Logger log) {
        this.log = log;
    }

    void handler(BiConsumer<? super Coroutine<?>, ? super Throwable> handler) {
        this.handler = handler;
    }

    /// Tells the handler. Called in a coroutine, never in the loop: to print or to log may wait.
    void report(Coroutine<?> coroutine, Throwable error) {
        try {
            handler.accept(coroutine, error);
        } catch (Throwable failed) {
            if (failed != error) failed.addSuppressed(error);
            log.log(System.Logger.Level.ERROR, "the handler of the hub's errors failed itself", failed);
        }
    }

    private void log(Coroutine<?> coroutine, Throwable error) {
        log.log(System.Logger.Level.ERROR, "%s failed with %s".formatted(coroutine.name(), error), error);
    }
}

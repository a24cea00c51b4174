package gangway.coroutine;

import module java.base;

/// Who is told of errors that nobody else gets to see. Owned by one hub.
final class Errors {

    private static final System.Logger LOG = System.getLogger("gangway.coroutine");

    private BiConsumer<? super Coroutine<?>, ? super Throwable> handler = Errors::log;

    void handler(BiConsumer<? super Coroutine<?>, ? super Throwable> handler) {
        this.handler = handler;
    }

    /// Tells the handler. Called in a coroutine, never in the loop: to print or to log may wait.
    void report(Coroutine<?> coroutine, Throwable error) {
        try {
            handler.accept(coroutine, error);
        } catch (Throwable failed) {
            failed.addSuppressed(error);
            LOG.log(System.Logger.Level.ERROR, "the handler of the hub's errors failed itself", failed);
        }
    }

    private static void log(Coroutine<?> coroutine, Throwable error) {
        LOG.log(System.Logger.Level.ERROR, "%s failed with %s".formatted(coroutine.name(), error), error);
    }
}

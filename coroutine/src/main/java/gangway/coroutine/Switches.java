package gangway.coroutine;

import module java.base;

/// Tells who goes on after whom. Owned by one hub.
final class Switches implements Observer {

    private final BiConsumer<? super Coroutine<?>, ? super Coroutine<?>> trace;
    private Coroutine<?> last;

    /// @param now who has his turn now
    Switches(BiConsumer<? super Coroutine<?>, ? super Coroutine<?>> trace, Coroutine<?> now) {
        this.trace = trace;
        last = now;
    }

    @Override
    public void runs(Coroutine<?> coroutine) {
        var from = last;
        last = coroutine;
        trace.accept(from, coroutine);
    }
}

package gangway.coroutine;

/// A promise that something outside of a hub will wake one of its coroutines: a thread at work, a signal that may come. While
/// there is one, the hub waits instead of saying that everybody would wait for ever. Made by [Hub#hold].
public final class Hold implements AutoCloseable {

    private final Runnable end;
    private boolean closed;

    Hold(Runnable end) {
        this.end = end;
    }

    /// Takes the promise back. Called by the hub's thread; a second time does nothing.
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        end.run();
    }
}

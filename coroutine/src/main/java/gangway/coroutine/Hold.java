package gangway.coroutine;

import module java.base;

/// The promise that something outside a hub may wake one of its coroutines: [Hub#hold] makes it, [#close] takes it back.
public final class Hold implements AutoCloseable {

    private final Hub hub;
    private final AtomicBoolean closed = new AtomicBoolean();

    Hold(Hub hub) {
        this.hub = hub;
    }

    /// Takes it back, once. May be called by any thread.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        hub.loop().execute(hub.belongings::release);                      // a hub that has been closed does not mind
    }
}

package gangway.coroutine;

import module java.base;

/// What was asked to be done when something happens, until it is closed: see [Signals].
public final class Handling implements AutoCloseable {

    private final Hub hub;
    private final Runnable end;
    private final Runnable closing = this::close;
    private boolean closed;

    Handling(Hub hub, Runnable end) {
        this.hub = hub;
        this.end = end;
        hub.belongings.add(closing);
    }

    /// Lets it be. Done by the hub when it is closed, too; a second time does nothing. Called by the hub's thread.
    @Override
    public void close() {
        hub.enter(this);
        if (closed) return;
        closed = true;
        hub.belongings.remove(closing);
        end.run();
    }
}

package gangway.coroutine;

import module java.base;

/// The time during which somebody is told what the coroutines of a hub do: [Hub#observe] begins it, [#close] ends it. Used
/// by the hub's thread.
public final class Observation implements AutoCloseable {

    private final Runnable end;

    /// @param end what ends it; done twice, it does no harm
    Observation(Runnable end) {
        this.end = end;
    }

    /// Has nothing more told.
    @Override
    public void close() {
        end.run();
    }
}

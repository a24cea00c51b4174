package gangway.coroutine;

import module java.base;

/// Everybody waits, and nothing is left that could wake anybody. Thrown where the hub's own thread waits.
///
/// It is never a guess: nobody is ready, no time is awaited, no socket, no [Hub#hold] and no other thread that could call in.
/// Where that cannot be known the hub sends a [Report.MayBlockForever] instead, and goes on waiting.
public final class WouldBlockForever extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient WaitGraph graph;

    WouldBlockForever(WaitGraph graph) {
        super("This operation would block forever\n" + graph);
        this.graph = graph;
    }

    /// @return who waited for whom
    public WaitGraph graph() {
        return graph;
    }
}

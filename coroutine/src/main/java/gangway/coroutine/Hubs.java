package gangway.coroutine;

import module java.base;

/// All hubs that are open. Used by any thread.
final class Hubs {

    private static final List<Hub> OPEN = new CopyOnWriteArrayList<>();

    private Hubs() {}

    /// Enters one, and has it watched.
    ///
    /// @param maxBlocking see [HubBuilder#maxBlocking]
    /// @param takeover    see [HubBuilder#takeover]
    static void add(Hub hub, Duration maxBlocking, Duration takeover) {
        OPEN.removeIf(other -> !other.root().fiber().isAlive());
        OPEN.add(hub);
        BlockingMonitor.watch(hub, maxBlocking, takeover);
    }

    static void remove(Hub hub) {
        OPEN.remove(hub);
        BlockingMonitor.forget(hub);
    }

    /// @return those whose threads live
    static List<Hub> open() {
        return OPEN.stream().filter(hub -> hub.root().fiber().isAlive()).toList();
    }
}

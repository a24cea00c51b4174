package gangway.coroutine;

import module java.base;

/// All hubs that are open. It keeps none of them: one whose thread ends without closing it is forgotten. Used by any thread.
final class Hubs {

    private static final Set<Hub> OPEN = Collections.newSetFromMap(new WeakHashMap<>());

    private Hubs() {}

    /// Enters one, and has it watched.
    ///
    /// @param maxBlocking see [HubBuilder#maxBlocking]
    /// @param takeover    see [HubBuilder#takeover]
    static void add(Hub hub, Duration maxBlocking, Duration takeover) {
        synchronized (OPEN) {
            OPEN.add(hub);
        }
        BlockingMonitor.watch(hub, maxBlocking, takeover);
    }

    static void remove(Hub hub) {
        synchronized (OPEN) {
            OPEN.remove(hub);
        }
        BlockingMonitor.forget(hub);
    }

    /// @return those whose threads live
    static List<Hub> open() {
        synchronized (OPEN) {
            return OPEN.stream().filter(hub -> hub.root().fiber().isAlive()).toList();
        }
    }
}

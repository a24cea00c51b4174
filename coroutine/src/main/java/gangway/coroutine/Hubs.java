package gangway.coroutine;

import module java.base;

/// All hubs that are open. Used by any thread.
final class Hubs {

    private static final List<Hub> OPEN = new CopyOnWriteArrayList<>();

    private Hubs() {}

    static void add(Hub hub) {
        OPEN.removeIf(other -> !other.root().fiber().isAlive());
        OPEN.add(hub);
    }

    static void remove(Hub hub) {
        OPEN.remove(hub);
    }

    /// @return those whose threads live
    static List<Hub> open() {
        return OPEN.stream().filter(hub -> hub.root().fiber().isAlive()).toList();
    }
}

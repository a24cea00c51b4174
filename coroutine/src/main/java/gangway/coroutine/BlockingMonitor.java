package gangway.coroutine;

import module java.base;

/// The one thread that looks, from outside, whether hubs turn, and reports who keeps one from turning.
///
/// It lives while there are hubs. It costs them nothing but a count of their steps, which it reads a few dozen times a second.
/// `-Dgangway.coroutine.monitor=false` does without it, unless a hub may be taken over.
final class BlockingMonitor implements Runnable {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final List<Watch> WATCHES = new CopyOnWriteArrayList<>();
    private static Optional<Thread> thread = Optional.empty();

    private BlockingMonitor() {}

    /// Begins to watch a hub.
    static synchronized void watch(Hub hub, Duration limit, Duration takeover) {
        boolean takesOver = hub.loop().crew().takesOver();
        if (!limit.isPositive() && !takesOver) return;
        WATCHES.add(new Watch(hub, limit, takesOver ? takeover : Duration.ZERO));
        if (thread.isEmpty()) thread = Optional.of(Thread.ofPlatform().name("gangway-monitor").daemon()
            .inheritInheritableThreadLocals(false).start(new BlockingMonitor()));
    }

    /// Stops watching it.
    static void forget(Hub hub) {
        WATCHES.removeIf(watch -> watch.hub() == hub);
    }

    static synchronized boolean isMine(Thread other) {
        return thread.filter(mine -> mine == other).isPresent();
    }

    @Override
    public void run() {
        while (!isOver()) {
            LockSupport.parkNanos(this, TICK.toNanos());
            long now = System.nanoTime();
            WATCHES.forEach(watch -> watch.look(now));
        }
    }

    private static synchronized boolean isOver() {
        WATCHES.removeIf(watch -> !watch.hub().root().fiber().isAlive());
        if (!WATCHES.isEmpty()) return false;
        thread = Optional.empty();
        return true;
    }
}

package gangway.coroutine;

/// Placeholder.
final class BlockingMonitor {
    private BlockingMonitor() {}

    static boolean isMine(Thread thread) {
        return false;
    }
}

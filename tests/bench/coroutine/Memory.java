import module java.base;

/// How much of the heap is used by what is reachable.
final class Memory {

    private Memory() {}

    /// @return bytes, once collections do not make it less any more
    static long used() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        while (true) {
            System.gc();
            long used = runtime.totalMemory() - runtime.freeMemory();
            if (used > least - 64 * 1024) return Math.min(used, least);
            least = used;
        }
    }
}

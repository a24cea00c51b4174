package gangway.server;

import module java.base;

/// How much of the heap is left for connections and requests. Nobody may use it up: where an allocation fails within the JDK's
/// own threads, no virtual thread of the process ever reads again. Thread-safe.
final class Room {

    /// What an idle connection takes, or one with half a head: 9 to 10 KB were measured.
    static final int CONNECTION = 10_500;
    /// What a request takes besides: its environ, a deeper stack, and the buffer or two that an ordinary application holds. An
    /// application that holds more has to see to that itself.
    static final int REQUEST = 40_000;
    /// What the server takes without any.
    static final long PROGRAM = 11_000_000;

    private final AtomicLong left;

    /// @param heap the most bytes that it may have
    Room(long heap) {
        left = new AtomicLong(Math.max(CONNECTION + REQUEST, heap - PROGRAM));
    }

    /// @return for a server that is alone in its process
    static Room ofProcess() {
        return new Room(Runtime.getRuntime().maxMemory());
    }

    /// Takes so much, to be given back once.
    ///
    /// @return false when there is not so much
    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) return true;
        left.addAndGet(bytes);
        return false;
    }

    void give(int bytes) {
        left.addAndGet(bytes);
    }
}

package gangway.server;

import module java.base;

/// Who runs a connection. The connection loop is plain blocking code and does not know.
public enum Worker {

    /// A virtual thread for each connection: many thousands are cheap, and blocking one blocks nobody else.
    VIRTUAL(Thread.ofVirtual().name("connection-", 0).factory()),

    /// A platform thread for each connection: for native code and debuggers that want one.
    THREAD(Thread.ofPlatform().name("connection-", 0).daemon().factory());

    private final ThreadFactory threads;

    Worker(ThreadFactory threads) {
        this.threads = threads;
    }

    /// Runs a connection to its end, elsewhere.
    ///
    /// @param connection its loop
    void run(Runnable connection) {
        threads.newThread(connection).start();
    }

    /// @return as on the command line: `virtual`
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

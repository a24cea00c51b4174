package gangway.server;

import module java.base;

/// The loop that takes connections from one listener and gives them away. Where none can be taken it pauses: descriptors,
/// memory and threads come back when others are done with theirs.
final class Acceptor implements Runnable {

    /// Long enough to cost nothing, short enough that nobody notices how late the end of a shortage is seen.
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int RESERVED = 8;

    private final Source source;
    private final Consumer<SocketChannel> taker;
    private final Log log;
    private final Consumer<Duration> pause;
    private final Reserve reserve = new Reserve(RESERVED);
    private boolean isShort;

    /// Where connections come from.
    @FunctionalInterface
    interface Source {
        /// Waits for one.
        ///
        /// @throws ClosedChannelException when no more will come
        SocketChannel accept() throws IOException;
    }

    /// @param taker where they go, at once
    /// @param pause waits for that long
    Acceptor(Source source, Consumer<SocketChannel> taker, Log log, Consumer<Duration> pause) {
        this.source = source;
        this.taker = taker;
        this.log = log;
        this.pause = pause;
    }

    Acceptor(Source source, Consumer<SocketChannel> taker, Log log) {
        this(source, taker, log, duration -> LockSupport.parkNanos(duration.toNanos()));
    }

    @Override
    public void run() {
        try {
            while (true) acceptOne();
        } catch (ClosedChannelException e) {
            reserve.lend();                                    // the server stops
        }
    }

    private void acceptOne() throws ClosedChannelException {
        try {
            reserve.fill();
            taker.accept(source.accept());
            if (isShort) log.note("takes connections again");
            isShort = false;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            runShort(e);
            pause.accept(PAUSE);
        }
    }

    /// Says so once, not at each try. Where memory is short even that may fail, and must not end the loop.
    private void runShort(Throwable why) {
        try {
            reserve.lend();
            if (!isShort) log.trouble("cannot take a connection, tries until it can", why);
            isShort = true;
        } catch (RuntimeException | Error silenced) {
            // it will be said at the next try
        }
    }
}

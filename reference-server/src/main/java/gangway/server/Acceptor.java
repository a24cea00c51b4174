package gangway.server;

import module java.base;

/// The loop that takes connections from one listener and gives them away. Where none can be taken it pauses: descriptors,
/// memory and threads come back when others are done with theirs.
final class Acceptor implements Runnable {

    /// Long enough to cost nothing, short enough that nobody notices the end of the shortage late.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Source source;
    private final Consumer<SocketChannel> taker;
    private final Log log;
    private final Consumer<Duration> pause;
    private boolean pausing;

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
            // the server stops
        }
    }

    private void acceptOne() throws ClosedChannelException {
        try {
            taker.accept(source.accept());
            if (pausing) log.note("takes connections again");
            pausing = false;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {   // also of a class that cannot be loaded without a descriptor
            if (!pausing) log.trouble("cannot take a connection; will try until it can", e);   // once, not at each try
            pausing = true;
            pause.accept(PAUSE);
        }
    }
}

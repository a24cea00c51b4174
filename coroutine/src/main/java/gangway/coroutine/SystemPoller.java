package gangway.coroutine;

import module java.base;

/// Waits as the operating system can: with a [Selector] as soon as somebody asked for one, and before that by parking the
/// thread.
final class SystemPoller implements Poller {

    private volatile Thread carrier;
    private final Consumer<Runnable> callbacks;
    private volatile Selector selector;

    /// @param carrier   the thread that will wait
    /// @param callbacks runs what is to be run when a channel is ready, and sees to it when that fails
    SystemPoller(Thread carrier, Consumer<Runnable> callbacks) {
        this.carrier = carrier;
        this.callbacks = callbacks;
    }

    /// @return the selector on which the hub waits; whoever registers a channel there attaches a [Runnable], which the hub runs
    ///         when the channel is ready
    Selector selector() throws IOException {
        if (selector == null) selector = Selector.open();
        return selector;
    }

    /// Has another thread wait here from now on.
    void carriedBy(Thread thread) {
        carrier = thread;
    }

    @Override
    public void await(long nanos) {
        var selector = this.selector;
        if (selector == null) park(nanos);
        else select(selector, nanos);
    }

    private void park(long nanos) {
        if (nanos == Long.MAX_VALUE) LockSupport.park(this);
        else if (nanos > 0) LockSupport.parkNanos(this, nanos);
    }

    private void select(Selector selector, long nanos) {
        try {
            if (nanos <= 0) selector.selectNow(this::ready);
            else selector.select(this::ready, nanos == Long.MAX_VALUE ? 0 : (nanos - 1) / 1_000_000 + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("the hub cannot wait for its sockets", e);
        }
    }

    private void ready(SelectionKey key) {
        callbacks.accept((Runnable) key.attachment());
    }

    @Override
    public void wakeup() {
        var selector = this.selector;
        if (selector == null) LockSupport.unpark(carrier);
        else selector.wakeup();
    }

    @Override
    public boolean expectsSomething() {
        var selector = this.selector;
        return selector != null && selector.keys().stream().anyMatch(key -> key.isValid() && key.interestOps() != 0);
    }

    @Override
    public void close() {
        try {
            if (selector != null) selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the hub's selector cannot be closed", e);
        }
    }
}

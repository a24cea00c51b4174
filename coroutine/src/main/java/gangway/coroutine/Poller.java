package gangway.coroutine;

import module java.base;

/// Where a hub waits when nobody is ready to run: for a time, for a socket, or for another thread.
///
/// Owned by one hub, and called by its thread only, but for [#wakeup].
public interface Poller extends AutoCloseable {

    /// Waits until something is ready, [#wakeup] was called (since the last wait, too) or the time is over, whichever is first.
    /// It may come back early. What has become ready is told to those who wait for it, on this thread, before it comes back.
    ///
    /// @param nanos how long at most; 0 only looks, and [Long#MAX_VALUE] is for ever
    void await(long nanos);

    /// Ends the wait of the hub's thread, or the next one if it does not wait. May be called from any thread.
    void wakeup();

    /// @return whether somebody waits here for a socket or the like, so that it may make a coroutine ready
    boolean expectsSomething();

    /// Gives back what it has of the system. Whoever still waits here is not told.
    @Override
    void close();
}

package gangway.coroutine;

import module java.base;

/// A queue with room for nothing: who puts a value waits until somebody takes it, and who gets one until somebody puts it.
///
/// A value is taken as soon as it is in the hands of a getter that waits, so whoever puts it goes on at once then, as in Go;
/// gevent's lets the getter run first.
///
/// @param <T> what it carries; never `null`
public final class Channel<T> extends Queue<T> {

    /// One that nobody waits at.
    public Channel() {
        super(0, new ArrayDeque<>(1));
    }
}

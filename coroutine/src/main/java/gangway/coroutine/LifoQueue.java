package gangway.coroutine;

import module java.base;

/// A queue that gives the value first that was put last.
///
/// @param <T> what it carries; never `null`
public final class LifoQueue<T> extends Queue<T> {

    /// One that has room for all.
    public LifoQueue() {
        this(Integer.MAX_VALUE);
    }

    /// @param capacity for how many values it has room, at least 1
    public LifoQueue(int capacity) {
        super(checked(capacity), Collections.asLifoQueue(new ArrayDeque<>()));
    }
}

package gangway.coroutine;

import module java.base;

/// There was no room for one more in a [Pool], at once or in time.
public final class PoolFull extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    PoolFull(Pool pool) {
        super("%s is full; to fix: wait for room with add or spawn, or look at isFull first".formatted(pool));
    }
}

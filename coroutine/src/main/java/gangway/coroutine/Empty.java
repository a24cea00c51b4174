package gangway.coroutine;

import module java.base;

/// There was nothing to get from a queue: not at once, or not in time.
public final class Empty extends NoSuchElementException {

    @Serial
    private static final long serialVersionUID = 1;

    Empty(Queue<?> queue) {
        super("nothing to get from %s; to fix: get() waits for as long as it takes".formatted(queue));
    }

    Empty(Queue<?> queue, Duration after) {
        super("nothing to get from %s within %s".formatted(queue, after));
    }
}

package gangway.coroutine;

import module java.base;

/// There was no room in a queue, or nobody to take what was put: not at once, or not in time.
public final class Full extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    Full(Queue<?> queue) {
        super("no room in %s; to fix: put(value) waits for as long as it takes".formatted(queue));
    }

    Full(Queue<?> queue, Duration after) {
        super("no room in %s within %s".formatted(queue, after));
    }
}

package gangway.coroutine;

import module java.base;

/// Everybody waits, and nothing is left that could wake anybody. Thrown where the hub's own thread waits.
public final class WouldBlockForever extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    WouldBlockForever() {
        super("This operation would block forever");
    }
}

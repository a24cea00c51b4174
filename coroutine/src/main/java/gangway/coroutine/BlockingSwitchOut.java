package gangway.coroutine;

import module java.base;

/// Code that the hub's loop called itself, and not a coroutine, wanted to wait. Nobody would be left to run whatever it
/// waits for.
public final class BlockingSwitchOut extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    BlockingSwitchOut() {
        super("Impossible to call blocking function in the event loop callback"
            + "; to fix: let the callback spawn a coroutine, and wait there");
    }
}

package gangway.coroutine;

import module java.base;

/// Something that belongs to one hub was used by another thread. What coroutines share needs no locks because one thread runs
/// them all; so no other may touch it.
public final class InvalidThreadUse extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    /// @param what  that which was used
    /// @param owner the hub to which it belongs
    InvalidThreadUse(Object what, Hub owner) {
        super("%s belongs to %s, but %s used it; to fix: let the hub do it: hub.submit(() -> …)".formatted(
            what, owner, Thread.currentThread()));
    }
}

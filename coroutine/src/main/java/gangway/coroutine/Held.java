package gangway.coroutine;

import module java.base;

/// What one coroutine at a time may have, and others wait for meanwhile. Reports of who waits for whom ask who has it.
interface Held {

    /// @return who has it; empty if nobody does, or if it cannot be said
    Optional<Coroutine<?>> holder();
}

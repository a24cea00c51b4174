package gangway.coroutine;

import module java.base;

/// Something that one coroutine has and others wait for.
interface Held {

    /// @return who has it; empty if nobody does
    Optional<Coroutine<?>> holder();
}

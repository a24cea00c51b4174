package gangway.coroutine;

import module java.base;

/// Whether somebody who is not a coroutine of a hub, or waits outside of it, will make one of its coroutines ready.
sealed interface Prospect {

    /// Nobody can.
    record Nobody() implements Prospect {}

    /// Somebody does by himself: he sleeps, or waits for the network or for another process.
    record Somebody() implements Prospect {}

    /// Somebody might; one cannot know.
    ///
    /// @param who each in words
    record Perhaps(List<String> who) implements Prospect {}
}

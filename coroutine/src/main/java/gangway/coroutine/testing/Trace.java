package gangway.coroutine.testing;

import module java.base;

/// What happened on a [TestHub], in order. The same seed gives the same text, byte for byte, on either kernel.
///
/// @param events first to last
public record Trace(List<Event> events) {

    /// One thing that happened.
    ///
    /// @param at   the hub's time
    /// @param who  the name of the coroutine
    /// @param what what it did, or what was done to it
    public record Event(Duration at, String who, String what) {

        /// @return a line such as `0.005s producer waits for Queue-1`
        @Override
        public String toString() {
            return at.toString().substring(2).toLowerCase(Locale.ROOT) + " " + who + " " + what;
        }
    }

    /// @param events first to last
    public Trace {
        events = List.copyOf(events);
    }

    /// @param count how many at most
    /// @return the last events
    public Trace last(int count) {
        return new Trace(events.subList(Math.max(0, events.size() - count), events.size()));
    }

    /// @return a line an event
    @Override
    public String toString() {
        return events.stream().map(Event::toString).collect(Collectors.joining("\n"));
    }
}

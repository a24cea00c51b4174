package gangway.coroutine;

import module java.base;

/// Something about a hub that is no error of a coroutine, and that somebody should know: see [Hub#onReport]. Its `toString` is
/// the whole text.
public sealed interface Report {

    /// Everybody has been waiting for some time, and nothing is in sight that will wake anybody; but somebody might.
    ///
    /// @param hub       which hub
    /// @param time      for how long
    /// @param graph     who waits for whom
    /// @param mightWake who might, each in words
    record MayBlockForever(Hub hub, Duration time, WaitGraph graph, List<String> mightWake) implements Report {
        @Override
        public String toString() {
            return """
                %s may block forever: for %s nobody has been able to run
                %s
                  not certain, since another OS thread might still wake this: %s
                  to fix: if that is so, say it: try (var _ = hub.hold()) { … }; if nobody will, Hub.builder().alone()"""
                .formatted(hub, Times.describe(time), graph, String.join(", ", mightWake));
        }
    }

    /// A coroutine has blocked its hub's thread, and a spare thread runs the others until that comes back: see
    /// [HubBuilder#takeover].
    ///
    /// @param hub       which hub
    /// @param coroutine the name of the one that blocks
    /// @param time      for how long so far
    /// @param stack     where it is, innermost frame first, without this library's own frames
    record TakenOver(Hub hub, String coroutine, Duration time, List<StackTraceElement> stack) implements Report {
        @Override
        public String toString() {
            var text = new StringBuilder("%s is run by a spare thread: %s has blocked its own for %s".formatted(
                hub, coroutine, Times.describe(time)));
            Frames.append(text, "    ", stack);
            return text.append("\n  to fix: let hub.threadPool() do what blocks").toString();
        }
    }

    /// A coroutine has had its turn for long, and nobody else can run meanwhile. Sent once a turn, by a thread that watches.
    ///
    /// @param hub       which hub
    /// @param coroutine its name; "a callback" if the hub itself was asked to do something
    /// @param time      for how long so far
    /// @param stack     where it is, innermost frame first, without this library's own frames
    record Blocked(Hub hub, String coroutine, Duration time, List<StackTraceElement> stack) implements Report {
        @Override
        public String toString() {
            var text = new StringBuilder("%s is blocked: %s has run for %s without letting anybody else".formatted(
                hub, coroutine, Times.describe(time)));
            Frames.append(text, "    ", stack);
            return text.append("\n  to fix: call Coroutine.yieldNow() in between, or let hub.threadPool() do it").toString();
        }
    }
}

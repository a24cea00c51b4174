package gangway.coroutine;

import module java.base;

import jdk.jfr.Category;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// What the flight recorder is told of a coroutine that keeps a hub's thread. Its own stack would be the monitor's, so it has
/// that of the coroutine as text.
@Category("Gangway")
@StackTrace(false)
abstract sealed class HubEvent extends jdk.jfr.Event permits HubBlocked, HubTakeover {

    @Label("Hub")
    String hub;

    @Label("Coroutine")
    String coroutine;

    @Label("So Far")
    @Timespan(Timespan.NANOSECONDS)
    long soFar;

    @Label("Stack")
    String stack;

    void commit(Hub hub, String coroutine, Duration time, List<StackTraceElement> stack) {
        this.hub = hub.toString();
        this.coroutine = coroutine;
        soFar = time.toNanos();
        this.stack = stack.stream().map(Frames::show).collect(Collectors.joining("\n"));
        commit();
    }
}

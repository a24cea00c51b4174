package gangway.coroutine;

import module java.base;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// [Report.TakenOver] as the flight recorder has it.
@Name("gangway.HubTakeover")
@Label("Hub Takeover")
@Category("Gangway")
@Description("A spare thread runs a hub, whose own thread is blocked by a coroutine")
@StackTrace(false)
final class HubTakeover extends jdk.jfr.Event {

    @Label("Hub")
    String hub;

    @Label("Coroutine")
    String coroutine;

    @Label("So Far")
    @Timespan(Timespan.NANOSECONDS)
    long soFar;

    @Label("Stack")
    String stack;

    static void commit(Report.TakenOver report) {
        var event = new HubTakeover();
        event.hub = report.hub().toString();
        event.coroutine = report.coroutine();
        event.soFar = report.time().toNanos();
        event.stack = report.stack().stream().map(Frames::show).collect(Collectors.joining("\n"));
        event.commit();
    }
}

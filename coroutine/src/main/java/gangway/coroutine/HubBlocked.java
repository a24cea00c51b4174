package gangway.coroutine;

import module java.base;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// [Report.Blocked] as the flight recorder has it. Its own stack would be the monitor's, so it has that of the coroutine as
/// text.
@Name("gangway.HubBlocked")
@Label("Hub Blocked")
@Category("Gangway")
@Description("A coroutine has kept its hub from running any other")
@StackTrace(false)
final class HubBlocked extends jdk.jfr.Event {

    @Label("Hub")
    String hub;

    @Label("Coroutine")
    String coroutine;

    @Label("So Far")
    @Timespan(Timespan.NANOSECONDS)
    long soFar;

    @Label("Stack")
    String stack;

    static void commit(Report.Blocked report) {
        var event = new HubBlocked();
        event.hub = report.hub().toString();
        event.coroutine = report.coroutine();
        event.soFar = report.time().toNanos();
        event.stack = report.stack().stream().map(Frames::show).collect(Collectors.joining("\n"));
        event.commit();
    }
}

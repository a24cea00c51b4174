package gangway.coroutine;

import module java.base;

/// Writes reports into the JDK's flight recorder, where there is one: a program may be linked without the module `jdk.jfr`.
final class Flight {

    private static final boolean POSSIBLE = ModuleLayer.boot().findModule("jdk.jfr")
        .filter(Flight.class.getModule()::canRead).isPresent();

    private Flight() {}

    static void record(Report.Blocked report) {
        if (POSSIBLE) new HubBlocked().commit(report.hub(), report.coroutine(), report.time(), report.stack());
    }

    static void record(Report.TakenOver report) {
        if (POSSIBLE) new HubTakeover().commit(report.hub(), report.coroutine(), report.time(), report.stack());
    }
}

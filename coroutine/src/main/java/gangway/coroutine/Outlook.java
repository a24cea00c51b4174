package gangway.coroutine;

import module java.base;

/// Whether somebody may still wake the coroutines of a hub of which none is ready.
///
/// Asked by the loop whenever it would wait without an end. Many do that a thousand times a second and are woken by other
/// threads; so nothing is looked at before a little time has gone by, and then less and less often. Owned by one loop.
final class Outlook {

    /// What [#patience] says when somebody has been made ready.
    static final long OVER = -1;

    private static final long FOREVER = Long.MAX_VALUE;
    private static final long FIRST = 20_000_000;
    private static final long LONGEST = 10_000_000_000L;

    private final Hub hub;
    private final Outsiders outsiders;
    private final long grace;
    private boolean told;

    private long steps = -1;                                   // the loop's, when the present silence began
    private long silence;
    private long look;                                         // how long after that there is to be a look

    /// @param grace how long nobody may be able to run before that is reported; 0 never reports
    Outlook(Hub hub, Outsiders outsiders, Duration grace) {
        this.hub = hub;
        this.outsiders = outsiders;
        this.grace = grace.isZero() ? FOREVER : Times.nanos(grace);
    }

    /// @param steps how many steps the loop has made
    /// @return how long it may wait before it asks again, or [#OVER] if it is not to wait
    long patience(long steps, long now) {
        if (steps != this.steps) begin(steps, now);
        long waited = now - silence;
        if (waited < look) return look - waited;
        if (expectsSomething()) return FOREVER;
        boolean late = !told && waited >= grace;
        return switch (outsiders.look(late)) {
            case Prospect.Nobody _ -> despair();
            case Prospect.Somebody _ -> later(waited);
            case Prospect.Perhaps(var who) when late -> tell(waited, who);
            case Prospect.Perhaps _ -> later(waited);
        };
    }

    /// On the raw kernel, a coroutine that does not wait here has been left by an error of the JDK; it is not for us to judge.
    private boolean expectsSomething() {
        return hub.isHeld() || hub.loop().poller().expectsSomething() || !hub.root().parking().isParked()
            || hub.kernel() == Kernel.CONTINUATION && !hub.coroutines().stream().allMatch(Coroutine::isStuck);
    }

    private void begin(long steps, long now) {
        this.steps = steps;
        silence = now;
        look = outsiders.areKnown() || !hub.loop().isInRealTime() ? 0 : FIRST;
    }

    /// A thread may have called in, and ended, while the others were looked at. Now there is none who could.
    private long despair() {
        if (hub.loop().isIdle()) hub.root().parking().interrupt(new WouldBlockForever(WaitGraph.of(hub)));
        return OVER;
    }

    /// Of a time that only this hub knows none goes by: who might wake it lives in the real one.
    private long later(long waited) {
        if (!hub.loop().isInRealTime()) return FOREVER;
        look = waited + Math.clamp(waited, FIRST, LONGEST);
        if (!told && waited < grace) look = Math.min(look, grace);
        return look - waited;
    }

    private long tell(long waited, List<String> who) {
        told = true;
        var report = new Report.MayBlockForever(hub, Duration.ofNanos(waited), WaitGraph.of(hub), who);
        hub.spawn("report", () -> hub.reports().tell(report));
        return OVER;
    }
}

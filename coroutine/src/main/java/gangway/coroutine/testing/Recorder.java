package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Observer;

/// Writes down what happens on one hub, and knows who does not wait there: when nobody is ready, those wait for something
/// outside. Owned by one hub.
final class Recorder implements Observer {

    /// Who is in one of these waits for the machine's time, or for its sockets.
    private static final Set<String> REAL = Set.of("parkNanos", "parkUntil", "sleepNanos", "sun.nio.ch.Poller", "timedJoin");

    private final boolean traced;
    private final List<Trace.Event> events = new ArrayList<>();
    private final Names names = new Names();
    private final Map<Coroutine<?>, Boolean> awake = new LinkedHashMap<>();
    private int awakes;
    private Duration now = Duration.ZERO;
    private Coroutine<?> running;                              // whose turn has been written down; null between turns

    /// @param traced whether to write anything down
    Recorder(boolean traced) {
        this.traced = traced;
    }

    Trace trace() {
        return new Trace(events);
    }

    // ---- What happens. ----

    @Override
    public void spawned(Coroutine<?> coroutine, Coroutine<?> spawner) {
        if (traced) add(spawner, "spawns " + name(coroutine));
    }

    @Override
    public void began(Coroutine<?> coroutine) {
        awake.put(coroutine, true);
        awakes++;
    }

    @Override
    public void runs(Coroutine<?> coroutine) {
        if (traced && running != coroutine) add(coroutine, "runs");
        running = coroutine;
    }

    @Override
    public void waits(Coroutine<?> coroutine, Object on) {
        if (traced) add(coroutine, "waits for " + names.name(on).replace(coroutine.hub().toString(), "the hub"));
        running = null;
        if (awake.replace(coroutine, false) != null) awakes--;
    }

    @Override
    public void woken(Coroutine<?> coroutine, Wake why) {
        if (traced) add(coroutine, switch (why) {
            case GRANTED -> "is woken";
            case EXPIRED -> "has waited long enough";
            case INTERRUPTED -> "is interrupted";
        });
        if (awake.replace(coroutine, true) != null) awakes++;
    }

    @Override
    public void ended(Coroutine<?> coroutine) {
        if (traced) add(coroutine, coroutine.successful() ? "ends" : "fails");
        if (awake.remove(coroutine) != null) awakes--;
    }

    /// @param nanos the new time
    void time(long nanos) {
        now = Duration.ofNanos(nanos);
    }

    /// @param what something that a test wants to find again
    void note(String what) {
        if (traced) add(Coroutine.current(), what);
    }

    boolean isTraced() {
        return traced;
    }

    private void add(Coroutine<?> who, String what) {
        events.add(new Trace.Event(now, name(who), what));
    }

    /// The hub's own thread may have any name.
    private static String name(Coroutine<?> coroutine) {
        return coroutine.id() == 0 ? "main" : coroutine.name();
    }

    // ---- What is refused. ----

    /// Time is about to pass. Those who wait for the machine's own time would come too late by any amount.
    void refuseRealTime() {
        if (awakes == 0) return;
        outside().filter(Recorder::isInRealTime).findFirst().ifPresent(coroutine -> {
            throw new IllegalStateException("""
                %s waits for real time or a real socket, which cannot be replayed
                %s  to fix: use Coroutine.sleep and timeouts of this library, and the TestNetwork"""
                .formatted(name(coroutine), frames(coroutine)));
        });
    }

    /// Nobody is left who could wake anybody, yet somebody waits for something that is not of this library.
    void refuseOutside() {
        throw new IllegalStateException("""
            This operation would block forever: nobody outside of a TestHub can wake anybody
            %s  to fix: have the work done by coroutines of this hub, not by threads, and hold no hub that waits for none"""
            .formatted(outside().map(each -> "  " + name(each) + " waits outside of the hub\n" + frames(each))
                .collect(Collectors.joining())));
    }

    private Stream<Coroutine<?>> outside() {
        return awake.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey);
    }

    private static boolean isInRealTime(Coroutine<?> coroutine) {
        return coroutine.stack().stream().anyMatch(frame ->
            REAL.contains(frame.getMethodName()) || REAL.contains(frame.getClassName()));
    }

    private static String frames(Coroutine<?> coroutine) {
        return coroutine.stack().stream().limit(8).map(frame -> "    at " + frame + "\n").collect(Collectors.joining());
    }
}

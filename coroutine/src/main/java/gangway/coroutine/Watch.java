package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Threads;
import gangway.coroutine.jdk.VirtualThreads;

/// What the [BlockingMonitor] knows of one hub, of which it reads only what may be read at any moment. Owned by the monitor.
final class Watch {

    /// A step has to be seen so often: if the whole machine stood still, so did the one who looks.
    private static final int LOOKS = 3;

    private final Hub hub;
    private final Loop loop;
    private final long limit;
    private long steps = -1;
    private long since;
    private int looks;
    private boolean told;

    /// @param limit how many nanoseconds a step may take
    Watch(Hub hub, long limit) {
        this.hub = hub;
        this.limit = limit;
        loop = hub.loop();
    }

    Hub hub() {
        return hub;
    }

    void look(long now) {
        if (loop.isBusy() && loop.steps() == steps) {
            if (++looks >= LOOKS && now - since >= limit && !told) tell(now - since);
        } else {
            steps = loop.steps();
            since = now;
            looks = 0;
            told = false;
        }
    }

    /// Says it only if the step still lasts when the stack has been read: it would be another's otherwise.
    private void tell(long nanos) {
        var thread = carried();
        var stack = thread.map(Thread::getStackTrace).orElseGet(() -> Frames.insideLoop(loop.carrier().getStackTrace()));
        var running = hub.running();
        if (loop.steps() != steps || !loop.isBusy()) return;
        told = true;
        var name = thread.map(Thread::getName).orElseGet(() -> running == hub.root() ? "a callback" : running.name());
        var report = new Report.Blocked(hub, name, Duration.ofNanos(nanos), Frames.ofUser(stack));
        Flight.record(report);
        hub.reports().tell(report);
    }

    /// @return the virtual thread that the hub's thread runs now; on the raw kernel there is none
    private Optional<Thread> carried() {
        return hub.running().fiber() instanceof ThreadFiber fiber && isCarried(fiber.thread())
            ? Optional.of(fiber.thread()) : Threads.virtual().filter(this::isCarried).findFirst();
    }

    private boolean isCarried(Thread thread) {
        return VirtualThreads.carrier(thread).filter(carrier -> carrier == loop.carrier()).isPresent();
    }
}

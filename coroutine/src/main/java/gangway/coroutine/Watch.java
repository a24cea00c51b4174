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
    private final long takeover;
    private long steps = -1;
    private long since;
    private int looks;
    private boolean told;
    private Optional<StackTraceElement> place = Optional.empty();

    /// @param limit    how long a step may take before that is reported; 0 never reports
    /// @param takeover how long it may block before the hub is taken from it; 0 never does
    Watch(Hub hub, Duration limit, Duration takeover) {
        this.hub = hub;
        this.limit = limit.isPositive() ? Times.nanos(limit) : Long.MAX_VALUE;
        this.takeover = takeover.isPositive() ? Times.nanos(takeover) : Long.MAX_VALUE;
        loop = hub.loop();
    }

    Hub hub() {
        return hub;
    }

    void look(long now) {
        if (loop.isBusy() && loop.steps() == steps) {
            long nanos = now - since;
            looks++;
            if (looks >= LOOKS && nanos >= limit && !told) tell(nanos);
            if (nanos >= takeover) carried().ifPresent(thread -> takeOver(thread, nanos));
        } else {
            steps = loop.steps();
            since = now;
            looks = 0;
            told = false;
            place = Optional.empty();
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

    /// The moment is noted before the stack is read, so that nothing is taken from who has gone on since. Who is seen at
    /// the same place twice, and there does not run Java code, is stuck; who is inside of this library may be changing the
    /// hub, unless that is where a fiber is left.
    private void takeOver(Thread stuck, long nanos) {
        var shift = loop.crew().shift();
        long moment = shift.moment();
        if (!isCarried(stuck)) return;
        var stack = stuck.getStackTrace();
        if (stack.length == 0 || !isBlocked(stuck, stack[0]) || Frames.isInsideHub(stack)) return;
        if (!place.equals(Optional.of(stack[0]))) {
            place = Optional.of(stack[0]);
        } else if (loop.crew().takeOver(shift, moment).isPresent()) {
            var report = new Report.TakenOver(hub, stuck.getName(), Duration.ofNanos(nanos), Frames.ofUser(stack));
            Flight.record(report);
            hub.reports().tell(report);
        }
    }

    private static boolean isBlocked(Thread thread, StackTraceElement top) {
        return top.isNativeMethod() || thread.getState() != Thread.State.RUNNABLE;
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

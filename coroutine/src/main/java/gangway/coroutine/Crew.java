package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Carrier;
import gangway.coroutine.jdk.VirtualThreads;

/// Those who run a hub's loop, one at a time: the hub's own thread, and a [Spare] while that is stuck in a coroutine which
/// blocks it. Without takeover there is only the one, and this costs a look at a constant.
///
/// The shift goes from one to the other in two ways. The monitor *takes* it from a thread that is in a coroutine, outside
/// of the hub's code, and stuck there. And whoever has it *gives* it, between two steps, to who asks for it: to the hub's
/// own thread when that comes back, or to a coroutine that cannot leave a thread which has lost its shift, and wants to use
/// the hub.
final class Crew {

    private final Hub hub;
    private final Loop loop;
    private final boolean takeover;
    private final Shift own;
    private final ConcurrentLinkedQueue<Shift> asking = new ConcurrentLinkedQueue<>();
    private volatile Shift shift;

    /// @param takeover whether there may be others than the hub's own thread
    Crew(Hub hub, Loop loop, Thread own, boolean takeover) {
        this.hub = hub;
        this.loop = loop;
        this.takeover = takeover;
        this.own = new Shift(own);
        shift = this.own;
    }

    boolean takesOver() {
        return takeover;
    }

    Shift shift() {
        return shift;
    }

    boolean isAskedFor() {
        return takeover && !asking.isEmpty();
    }

    // ---- Called by whoever runs the loop. ----

    /// Tells the monitor that another step begins.
    void step() {
        if (takeover) shift.goOn();
    }

    /// Gives the shift to who asks for it. If it has been taken, or was given away, the hub's own thread waits until it is its
    /// again.
    void relieve() {
        if (!takeover) return;
        var mine = of(Thread.currentThread());
        if (shift == mine && mine.goOn()) {
            var next = asking.poll();
            if (next == null) return;
            mine.end();
            give(next);
        }
        if (mine == own) ask(own);
    }

    /// @return whether the current thread, which runs the loop, still has the shift
    boolean isMine() {
        return !takeover || shift.thread() == Thread.currentThread();
    }

    // ---- Called by a coroutine. ----

    /// @return whether the current thread, which is carried by the loop's, may use the hub until it switches
    boolean mayGoOn() {
        return !takeover || shift.goOn();
    }

    /// Brings a coroutine that was left on a thread without the shift to where the shift is; if it is pinned there, the
    /// shift to it.
    ///
    /// @return false if the current thread is none of this hub's
    boolean bringHome() {
        if (!takeover) return false;
        var thread = Thread.currentThread();
        if (!thread.isVirtual() || VirtualThreads.scheduler(thread).filter(loop::equals).isEmpty()) return false;
        Thread.yield();
        if (Carrier.current() == shift.thread() && shift.goOn()) return true;
        ask(of(Carrier.current()));
        return true;
    }

    // ---- Called by the monitor. ----

    /// Has a spare thread run the loop from now on.
    ///
    /// @param from which shift to take
    /// @param seen the moment at which its thread was seen to be stuck
    /// @return the new one; empty if something has happened since
    Optional<Spare> takeOver(Shift from, long seen) {
        if (shift != from || !from.take(seen)) return Optional.empty();
        var spare = new Spare(hub);
        give(spare.shift());
        spare.start();
        return Optional.of(spare);
    }

    private void give(Shift next) {
        loop.carriedBy(next.thread());
        shift = next;
        next.begin();
    }

    private void ask(Shift mine) {
        boolean interrupted = false;
        mine.waitedForBy(Thread.currentThread());
        asking.add(mine);
        loop.wakeup();
        while (mine.isOver()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private Shift of(Thread thread) {
        return thread instanceof Spare spare ? spare.shift() : own;
    }
}

package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Clock;
import gangway.coroutine.Poller;
import gangway.coroutine.WaitQueue;

/// A time that stands still while anybody has something to do, and else jumps to when somebody will. Owned by one hub.
final class VirtualTime implements Clock, Poller {

    private final Recorder recorder;
    private final WaitQueue idle = new WaitQueue("the moment when nobody has anything to do");
    private long now;

    VirtualTime(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public long nanos() {
        return now;
    }

    /// Waits until nobody is ready, and nobody ever will be, but for those who wait here.
    void awaitIdle() {
        idle.await();
    }

    /// Nobody is ready: moves the time, or says that this is the end of it. Real waiting there is none.
    @Override
    public void await(long nanos) {
        if (nanos == 0) return;
        if (nanos == Long.MAX_VALUE) end();
        else pass(nanos);
    }

    private void pass(long nanos) {
        recorder.refuseRealTime();
        now += nanos;
        recorder.time(now);
    }

    private void end() {
        if (!idle.wake(true)) recorder.refuseOutside();
    }

    /// It never sleeps, so there is nothing to be ended.
    @Override
    public void wakeup() {}

    @Override
    public boolean expectsSomething() {
        return !idle.isEmpty();
    }

    @Override
    public void close() {}
}

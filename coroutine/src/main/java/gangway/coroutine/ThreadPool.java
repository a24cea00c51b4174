package gangway.coroutine;

import module java.base;

/// Threads beside the hub's own, for code that blocks and cannot be told not to: files, native libraries, long computations.
///
/// ```java
/// var text = Hub.current().threadPool().apply(() -> Files.readString(path));
/// ```
///
/// Only the coroutine that wants the result waits; all others go on. What the job throws comes out there, as the very same
/// object.
///
/// **A job cannot be killed.** If the coroutine that waits for it is killed, or its time is over, the job goes on to its end
/// unless it has not begun, keeps its thread until then, and nobody gets its result. (Java can interrupt a thread; but that
/// closes the file that it reads, for all others too.)
///
/// Threads are made as they are needed, are daemons, and end when they have had nothing to do for a while. Jobs are not
/// coroutines of this hub, and must not use what belongs to it. gevent's `ThreadPool`. Owned by one hub.
public final class ThreadPool implements Mapping, AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Runnable STOP = () -> {};

    private final int capacity;
    private final Hub hub;
    private final Duration idle;
    private final LinkedTransferQueue<Runnable> jobs = new LinkedTransferQueue<>();    // takes no lock
    private final WaitQueue entrance = new WaitQueue(this);
    private final WaitQueue joiners = new WaitQueue(this);
    private int unfinished;
    private int threads;
    private int made;
    private boolean closed;

    /// @param capacity how many threads there may be, and so how many jobs at a time; who has one more waits
    public ThreadPool(int capacity) {
        this(capacity, IDLE);
    }

    /// @param capacity how many threads there may be, and so how many jobs at a time; who has one more waits
    /// @param idle     after how long without a job a thread ends
    public ThreadPool(int capacity, Duration idle) {
        if (capacity < 1) throw new IllegalArgumentException("a ThreadPool of %s threads does nothing; give 1 or more".formatted(capacity));
        this.capacity = capacity;
        this.idle = idle;
        hub = Hub.current();
    }

    // ---- Used by the hub's coroutines. ----

    /// Gives a job to a thread, at once or, if all are busy, when one is free.
    ///
    /// @return a coroutine that waits for the job; to kill it is to give the job up
    /// @throws IllegalStateException when this is closed
    @Override
    public <T> Coroutine<T> spawn(Callable<? extends T> call) {
        refuseIfClosed();
        if (isFull()) entrance.await();
        else unfinished++;
        try {
            refuseIfClosed();
            if (threads < unfinished) makeThread();
        } catch (Throwable refused) {
            ended();
            throw refused;
        }
        return begin(new Job<>(call));
    }

    private void refuseIfClosed() {
        entrance.enter();
        if (closed) throw new IllegalStateException("%s is closed and takes no jobs".formatted(this));
    }

    private <T> Coroutine<T> begin(Job<T> job) {
        var waiting = hub.<T>make(Optional.of("job of a ThreadPool"), job::await);
        waiting.rawLink(_ -> job.giveUp());
        waiting.start();
        jobs.add(job);
        return waiting;
    }

    /// {@inheritDoc}
    ///
    /// On another thread than the hub's, such as its own, it is simply done.
    @Override
    public <T> T apply(Callable<? extends T> call) throws Exception {
        return hub.loop().isHere() ? Mapping.super.<T>apply(call) : call.call();
    }

    private void makeThread() {
        var name = "%s thread-%s".formatted(hub.root().name(), ++made);
        Thread.ofPlatform().name(name).daemon().inheritInheritableThreadLocals(false).start(this::work);
        threads++;
    }

    @Override
    public boolean isFull() {
        return unfinished >= capacity;
    }

    /// Waits until no job is left.
    public void join() {
        if (unfinished > 0) joiners.await();
    }

    /// Waits until no job is left or the time is over.
    ///
    /// @return whether none is left
    public boolean join(Duration atMost) {
        return unfinished == 0 || joiners.await(atMost).isPresent();
    }

    /// @return how many jobs are left, running or waiting for a thread
    public int size() {
        return unfinished;
    }

    /// @return how many threads there are
    public int threads() {
        return threads;
    }

    /// Takes no more jobs. Those that have begun end by themselves, and their results still come; waits for nothing.
    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < threads; i++) jobs.add(STOP);
    }

    private void ended() {
        if (!entrance.wake(true)) unfinished--;
        if (unfinished == 0) joiners.wakeAll(true);
    }

    /// A job may have come when the thread had made up its mind already.
    private void threadEnded() {
        threads--;
        if (threads < unfinished && !jobs.isEmpty()) makeThread();
    }

    // ---- Run by the threads. ----

    private void work() {
        try {
            Runnable job;
            while ((job = jobs.poll(Times.nanos(idle), TimeUnit.NANOSECONDS)) != null && job != STOP) job.run();
        } catch (InterruptedException e) {
            // left by a job; the thread ends, and another takes its place
        } finally {
            hub.loop().execute(this::threadEnded);
        }
    }

    @Override
    public String toString() {
        return "ThreadPool[%s of %s]".formatted(unfinished, capacity);
    }

    /// One job: run by a thread, waited for by a coroutine.
    private final class Job<T> implements Runnable {

        private final Callable<? extends T> call;
        private final WaitQueue waiting = new WaitQueue(ThreadPool.this);
        private final Hold hold = hub.hold();
        private volatile boolean wanted = true;
        private Optional<Outcome<T>> outcome = Optional.empty();

        Job(Callable<? extends T> call) {
            this.call = call;
        }

        @Override
        public void run() {
            var how = wanted ? call() : new Outcome.Value<T>(null);
            hub.loop().execute(() -> end(how));
        }

        private Outcome<T> call() {
            try {
                return new Outcome.Value<>(call.call());
            } catch (Throwable error) {
                return new Outcome.Failed<>(error);
            } finally {
                if (Coroutine.hasHub()) Hub.current().close();     // the job used coroutines of its own
            }
        }

        private void end(Outcome<T> how) {
            hold.close();
            outcome = Optional.of(how);
            if (!wanted && how instanceof Outcome.Failed<T>(var cause)) hub.failed(cause);
            waiting.wakeAll(true);
            ended();
        }

        T await() {
            if (outcome.isEmpty()) waiting.await();
            return switch (outcome.orElseThrow()) {
                case Outcome.Value<T>(var value) -> value;
                case Outcome.Failed<T>(var cause) -> throw Sneaky.raise(cause);
                case Outcome.Killed<T>(var exit) -> throw exit;
            };
        }

        void giveUp() {
            wanted = false;
        }
    }
}

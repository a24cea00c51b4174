package gangway.coroutine;

import module java.base;

/// The greenlets of one thread, or of one coroutine, and who of them runs.
///
/// A continuation can only be left to whoever resumed it. So all are resumed from one place, on the stack of the root:
/// whoever switches leaves behind to whom, and comes back here, and from here that one goes on.
final class Switchboard {

    private static final System.Logger LOG = System.getLogger("gangway.coroutine");
    private static final ThreadLocal<Switchboard> OF_THREAD =
        ThreadLocal.withInitial(() -> new Switchboard(Thread.currentThread().getName()));

    /// Those of coroutines that share a thread.
    private final Map<Coroutine<?>, Switchboard> ofCoroutines = new WeakHashMap<>(0);
    private final String name;
    private final Greenlet root = new Greenlet(this, new Life());
    private final ConcurrentLinkedQueue<Life> abandoned = new ConcurrentLinkedQueue<>();
    private Optional<Greenlet.Tracer> tracer = Optional.empty();
    private Greenlet current = root;

    // What is on its way.
    private Greenlet next;
    private Object[] arguments;
    private Throwable error;
    private Optional<Greenlet> origin = Optional.empty();      // only while somebody traces: it keeps that one alive

    private Switchboard(String name) {
        this.name = name;
    }

    /// @return that of whoever asks
    static Switchboard mine() {
        var ofThread = OF_THREAD.get();
        if (!Coroutine.hasHub()) return ofThread;
        var coroutine = Coroutine.current();
        return coroutine.hub().kernel() == Kernel.CONTINUATION && coroutine != coroutine.hub().root()
            ? ofThread.ofCoroutines.computeIfAbsent(coroutine, _ -> new Switchboard(coroutine.name())) : ofThread;
    }

    String name() {
        return name;
    }

    Greenlet current() {
        return current;
    }

    Optional<Greenlet.Tracer> trace(Optional<Greenlet.Tracer> tracer) {
        var before = this.tracer;
        this.tracer = tracer;
        return before;
    }

    /// Goes from the current greenlet to another.
    ///
    /// @return with what somebody comes back
    Object transfer(Greenlet to, Object[] arguments, Throwable error) {
        if (to.board() != this) throw new IllegalStateException(
            "Cannot switch to a different thread\n  Current: %s\n  Expected: %s".formatted(current, to));
        reap();
        send(to, arguments, error);
        if (current == root) connect();
        else current.life().leave();
        Object[] brought = arrivedWith();
        return brought.length == 1 ? brought[0] : brought;
    }

    private void send(Greenlet to, Object[] arguments, Throwable error) {
        next = to;
        this.arguments = arguments;
        this.error = error;
        if (tracer.isPresent()) origin = Optional.of(current);
    }

    /// Runs whoever is next, until that is the root.
    private void connect() {
        while (!isNext(root)) {
            current = next;
            next = root;
            current.life().step(this);
            current.life().watch(current, abandoned);
        }
        current = root;
    }

    /// Finds out who is next indeed.
    private boolean isNext(Greenlet greenlet) {
        while (true) {
            var life = next.life();
            if (life.isDead()) {
                if (error instanceof GreenletExit exit) answer(exit);
            } else if (error == null || life.isStarted()) {
                return next == greenlet;
            } else {
                life.end();                                    // it never begins
                if (error instanceof GreenletExit exit) answer(exit);
            }
            next = life.parent().orElseThrow();
        }
    }

    private void answer(Object value) {
        arguments = new Object[] {value};
        error = null;
    }

    /// Called in a greenlet when it goes on.
    ///
    /// @return what was brought to it
    Object[] arrivedWith() {
        Object[] brought = arguments;
        Throwable thrown = error;
        arguments = null;
        error = null;
        origin.ifPresent(from -> tell(thrown == null ? Greenlet.Event.SWITCH : Greenlet.Event.THROW, from));
        if (thrown != null) throw Sneaky.raise(thrown);
        return brought;
    }

    private void tell(Greenlet.Event event, Greenlet from) {
        origin = Optional.empty();
        try {
            tracer.ifPresent(told -> told.switched(event, from, current));
        } catch (Throwable e) {
            tracer = Optional.empty();
            throw e;
        }
    }

    /// Called at the end of a greenlet, on its stack.
    void ended(Life life, Object result, Throwable failed) {
        life.end();
        send(life.parent().orElseThrow(), new Object[] {result}, failed);
        if (failed instanceof GreenletExit exit) answer(exit);
    }

    /// Ends those that nobody refers to any more, each as if the current one were its parent.
    private void reap() {
        for (Life life; (life = abandoned.poll()) != null; ) {
            if (life.isDead()) continue;
            life.unwatch();
            life.parent(current);
            try {
                transfer(new Greenlet(this, life), new Object[0], new GreenletExit());
            } catch (MonitorHeld e) {                          // not from here
                abandoned.add(life);
                return;
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.WARNING, "an abandoned greenlet failed when it was ended", e);
            }
        }
    }
}

package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Scope;

/// The life of one generator's body: its stack, where that stands, and what goes in and out of it.
///
/// Whoever runs it has claimed it before, by [#claim]: that is the one thing here that threads compete for. Nothing in it
/// refers to its [Generator], so that one can see when nobody wants the generator any more.
final class Frame<Y, S, R> implements Yielder<Y, S> {

    /// How a step of the body came to its end. What came out of it is in [#out].
    enum Halt {
        /// With a value.
        YIELDED,
        /// With another frame, whose values are wanted first.
        DELEGATED,
        /// For good, with a result.
        RETURNED,
        /// For good, with an error.
        FAILED
    }

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Frame.class, "state", Generator.State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Generator.State state = Generator.State.CREATED;
    private Generator.Body<? extends Y, ? super S, ? extends R> body;
    private Strand strand;
    private Halt halt;
    private Object out;
    private Object sent;
    private Throwable thrown;
    private Iterator<?> delegate;
    private boolean ahead;
    private R result;

    Frame(Generator.Body<? extends Y, ? super S, ? extends R> body) {
        this.body = body;
    }

    // ---- Who may run it. ----

    /// Takes it, for one step. A frame that has ended is nobody's.
    ///
    /// @return the state that it was in
    /// @throws IllegalStateException when it runs
    Generator.State claim() {
        var before = state;
        if (before == Generator.State.CLOSED) return before;
        if (before == Generator.State.RUNNING || !STATE.compareAndSet(this, before, Generator.State.RUNNING))
            throw alreadyExecuting();
        return before;
    }

    static IllegalStateException alreadyExecuting() {
        return new IllegalStateException(
            "generator already executing; to fix: let one at a time ask it, and not its own body");
    }

    /// Gives it back.
    void release(Generator.State now) {
        STATE.setRelease(this, now);                           // enough for whoever claims it next, and no fence
    }

    /// Gives it back after a step.
    void release() {
        release(body == null ? Generator.State.CLOSED : strand == null ? Generator.State.CREATED : Generator.State.SUSPENDED);
    }

    Generator.State state() {
        return state;
    }

    // ---- From outside. ----

    /// Runs the body to its next halt. One that has ended halts at once.
    ///
    /// @param sent  what its `yield` returns
    /// @param error what its `yield` throws instead; `null` if nothing
    Halt step(Object sent, Throwable error) {
        if (body == null) return error == null ? halt(Halt.RETURNED, null) : halt(Halt.FAILED, error);
        if (strand == null) {
            if (error != null) return end(Halt.FAILED, error);             // a body that has not begun never does
            strand = new Strand(Scope.GENERATOR, this::run);
        }
        this.sent = sent;
        thrown = error;
        ahead = false;
        strand.resume();
        return halt;
    }

    private void run() {
        run(this);
    }

    /// Runs the body from its beginning to its end.
    ///
    /// @param yielder what it gives its values to
    void run(Yielder<Y, S> yielder) {
        try {
            result = start(yielder);
            end(Halt.RETURNED, result);
        } catch (StopIteration e) {                            // it would look as if this one had ended: PEP 479
            end(Halt.FAILED, new IllegalStateException("generator raised StopIteration", e));
        } catch (Throwable e) {
            end(Halt.FAILED, e);
        }
    }

    @SuppressWarnings("unchecked")                             // a Yielder takes less and gives more than it says
    private R start(Yielder<Y, S> yielder) throws Throwable {
        return ((Generator.Body<Y, S, R>) body).run(yielder);
    }

    private Halt end(Halt how, Object out) {
        body = null;
        delegate = null;
        return halt(how, out);
    }

    /// @return what came out of a body that has ended, or throws it
    Object outcome() {
        Object outcome = out();
        if (halt == Halt.FAILED) throw Sneaky.raise((Throwable) outcome);
        return outcome;
    }

    private Halt halt(Halt how, Object out) {
        this.out = out;
        halt = how;
        return how;
    }

    /// Takes what came out of the last step.
    Object out() {
        Object taken = out;
        out = null;
        ahead = false;
        return taken;
    }

    /// @return what the body returned; `null` as long as it has not
    R result() {
        return result;
    }

    /// Keeps a value that came out for whoever asks next.
    void putBack(Object value) {
        out = value;
        ahead = true;
    }

    /// @return whether [#out] is such a value
    boolean isAhead() {
        return ahead;
    }

    /// @return what gives its values in place of this one now
    Optional<Iterator<?>> delegate() {
        return Optional.ofNullable(delegate);
    }

    /// @return that, if it is a generator; `null` if it is not, or if there is none
    Frame<?, ?, ?> delegateFrame() {
        return delegate instanceof Generator<?, ?, ?> generator ? generator.frame() : null;
    }

    /// @return where the body stopped
    List<StackTraceElement> stack() {
        return strand == null || body == null ? List.of()
            : strand.stack().stream().filter(frame -> !isOurs(frame.getClassName())).toList();
    }

    private static boolean isOurs(String name) {
        return Stream.of(Frame.class, Strand.class, Generator.class).map(Class::getName).anyMatch(name::equals);
    }

    // ---- From inside: the body calls these. ----

    @Override
    @SuppressWarnings("unchecked")                             // send() takes nothing else
    public S yield(Y value) {
        return (S) pause(Halt.YIELDED, value);
    }

    @Override
    @SuppressWarnings("unchecked")                             // it is what that frame's body returned
    public <R2> R2 yieldFrom(Generator<? extends Y, ? super S, R2> generator) {
        return (R2) delegate(generator);
    }

    @Override
    public void yieldFrom(Iterable<? extends Y> values) {
        Iterator<? extends Y> all = values.iterator();
        if (all instanceof Generator<?, ?, ?> generator) delegate(generator);
        else yieldAll(all);
    }

    private Object delegate(Generator<?, ?, ?> other) {
        if (other.frame().state == Generator.State.RUNNING) throw alreadyExecuting();
        delegate = other;
        try {
            return pause(Halt.DELEGATED, null);
        } finally {
            delegate = null;
        }
    }

    private void yieldAll(Iterator<? extends Y> all) {
        delegate = all;
        try {
            while (all.hasNext()) {
                if (this.yield(all.next()) != null) throw new UnsupportedOperationException(
                    "nothing can be sent to " + all.getClass().getName() + "; to fix: send to a generator, or call next()");
            }
        } catch (Throwable e) {
            close(all, e);
            throw e;
        } finally {
            delegate = null;
        }
    }

    /// Closes what was left in its middle because of an error.
    static void close(Object left, Throwable error) {
        try {
            if (left instanceof AutoCloseable closeable) closeable.close();
        } catch (Throwable e) {
            e.addSuppressed(error);
            throw Sneaky.raise(e);
        }
    }

    private Object pause(Halt how, Object out) {
        if (strand == null || !strand.isCurrent()) throw notHere();
        halt(how, out);
        strand.suspend();
        Throwable error = thrown;
        if (error != null) {
            thrown = null;
            throw Sneaky.raise(error);
        }
        Object in = sent;
        sent = null;
        return in;
    }

    private IllegalStateException notHere() {
        return new IllegalStateException("""
            yield called where its generator cannot stop: %s
              rule: only the body itself yields, on the thread that runs it
              to fix: let this code be a generator, and use yieldFrom""".formatted(body == null
            ? "it has ended" : "this code runs in another thread, generator, greenlet or coroutine, or in none"));
    }
}

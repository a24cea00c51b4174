package gangway.coroutine;

import module java.base;

/// The one end of something: how it came, who waits for it, and who is to be told. It is that side of a [Coroutine] which
/// others see, in gevent's words and in those of [Future].
///
/// Belongs to one hub; to be used by that hub's thread only.
///
/// @param <T> what it gives
public abstract sealed class Ending<T> implements Future<T>, Awaitable permits Coroutine {

    private final Hub hub;
    private WaitQueue joiners;                                 // made for the first: most have one or none, and there are many
    private Links links;
    private Outcome<T> outcome;                                // null before

    Ending(Hub hub) {
        this.hub = hub;
    }

    /// @return the hub to which it belongs
    public Hub hub() {
        return hub;
    }

    // ---- Waiting for it. ----

    /// Waits until it has ended, however it did.
    ///
    /// @throws IllegalStateException when it is the current coroutine's own end
    public void join() {
        if (mustBeAwaited()) joiners().await();
    }

    /// Waits until it has ended or the time is over.
    ///
    /// @return whether it has ended
    public boolean join(Duration atMost) {
        return !mustBeAwaited() || joiners().await(atMost).isPresent();
    }

    private boolean mustBeAwaited() {
        hub.enter(this);
        if (ready()) return false;
        if (Coroutine.current() == this) throw new IllegalStateException("%s cannot wait for its own end".formatted(this));
        return true;
    }

    private WaitQueue joiners() {
        if (joiners == null) joiners = new WaitQueue(this);
        return joiners;
    }

    /// Waits for its result. Throws the very exception that came out of it, checked or not.
    ///
    /// @return the result; `null` if its body returned that
    /// @throws CancellationException when it was killed; its cause is the [GreenletExit]
    @Override
    public T get() {
        join();
        return getNow();
    }

    /// Waits for its result, but not for longer than told. It goes on in any case.
    ///
    /// @throws Timeout               when the time was over
    /// @throws CancellationException when it was killed
    public T get(Duration atMost) {
        if (!join(atMost)) throw Timeout.over(atMost);
        return getNow();
    }

    /// Waits for its result as [#get(Duration)] does, but says it in the words of [Future].
    @Override
    public T get(long time, TimeUnit unit) throws TimeoutException {
        if (!join(Times.of(time, unit))) throw new TimeoutException(this + " has not ended in time");
        return getNow();
    }

    /// Gives its result without waiting.
    ///
    /// @throws Timeout               when there is none yet
    /// @throws CancellationException when it was killed
    public T getNow() {
        return outcome().orElseThrow(() -> Timeout.over(Duration.ZERO)).give(this);
    }

    // ---- How it ended. ----

    /// @return how it ended; empty before that
    public Optional<Outcome<T>> outcome() {
        return Optional.ofNullable(outcome);
    }

    /// @return whether it has ended
    @Override
    public boolean ready() {
        return outcome != null;
    }

    /// @return whether it has ended without a failure; who was killed did not fail
    public boolean successful() {
        return outcome != null && outcome.successful();
    }

    /// @return what it returned; empty before that, if it returned nothing, and if it failed or was killed
    public Optional<T> value() {
        return outcome instanceof Outcome.Value<T>(var value) ? Optional.ofNullable(value) : Optional.empty();
    }

    /// @return the exception that came out of it; empty before that, and if it returned or was killed
    public Optional<Throwable> exception() {
        return outcome().flatMap(Outcome::exception);
    }

    @Override
    public boolean isDone() {
        return ready();
    }

    /// @return whether it was killed
    @Override
    public boolean isCancelled() {
        return outcome instanceof Outcome.Killed;
    }

    @Override
    public State state() {
        return outcome().map(Outcome::state).orElse(State.RUNNING);
    }

    @Override
    public T resultNow() {
        if (outcome instanceof Outcome.Value<T>(var value)) return value;
        throw new IllegalStateException("%s has no result: %s".formatted(this, state()));
    }

    @Override
    public Throwable exceptionNow() {
        return exception().orElseThrow(() -> new IllegalStateException("%s has not failed: %s".formatted(this, state())));
    }

    // ---- Being told of it. ----

    /// Has something called, in a coroutine of its own, when this has ended: in the hub's next turn if it has already.
    ///
    /// @param link is given this
    public void link(Consumer<? super Coroutine<T>> link) {
        rawLink(new Links.InCoroutine<>(link, (Coroutine<T>) this, _ -> true));
    }

    /// Has something called as [#link] does, but only if this ends without a failure.
    public void linkValue(Consumer<? super Coroutine<T>> link) {
        rawLink(new Links.InCoroutine<>(link, (Coroutine<T>) this, Outcome::successful));
    }

    /// Has something called as [#link] does, but only if this fails.
    public void linkException(Consumer<? super Coroutine<T>> link) {
        rawLink(new Links.InCoroutine<>(link, (Coroutine<T>) this, how -> !how.successful()));
    }

    @Override
    public void rawLink(Consumer<? super Awaitable> link) {
        hub.enter(this);
        if (links == null) links = new Links();
        links.add(link);
        if (ready()) links.fire(hub.loop(), this);
    }

    @Override
    public void unlink(Consumer<? super Awaitable> link) {
        unlink((Object) link);
    }

    /// Takes back a link of any of these kinds, if it has not been called.
    ///
    /// @param link the same object that is to be called
    public void unlink(Object link) {
        hub.enter(this);
        if (links != null) links.remove(link);
    }

    /// @return how many are still to be told
    int linked() {
        return links == null ? 0 : links.size();
    }

    // ---- Ending it. ----

    /// Ends it, which is done once, and tells everybody.
    void finish(Outcome<T> how) {
        outcome = how;
        if (links != null) links.fire(hub.loop(), this);       // who joined a member then finds that it has left its group
        if (joiners != null) joiners.wakeAll(true);
    }

    /// A method, because `new` around the call would allocate before it, for everybody who waits; and here, because a class
    /// that nobody has used yet would have the compiler throw away what is behind the call (see [ThreadFiber#suspend]).
    static <T> Outcome<T> value(T value) {
        return new Outcome.Value<>(value);
    }
}

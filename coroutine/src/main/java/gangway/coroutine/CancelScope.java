package gangway.coroutine;

import module java.base;

/// A piece of a program that can be told to end: from the moment in which it is cancelled, each wait inside throws [Cancelled],
/// until the scope is left.
///
/// ```java
/// boolean inTime = CancelScope.moveOnAfter(Duration.ofSeconds(2), () -> answer = channel.get());
/// ```
///
/// Unlike a [Timeout] it does not strike once: whoever swallows it meets it again. Scopes nest, and the outermost one that is
/// cancelled is the one behind which the program goes on. A [Nursery] is a scope, and its coroutines are inside.
///
/// Nothing that was received is lost: a wait that has been granted something gives it, and the wait after that throws. A scope
/// is entered once, by one coroutine. trio's `CancelScope`.
public final class CancelScope {

    private final Duration after;
    private final Timer timer = new Timer(this::cancel);
    private final Set<CancelScope> inner = new LinkedHashSet<>(2);
    private final Set<Coroutine<?>> members = new LinkedHashSet<>(2);
    private Supplier<? extends Throwable> toOwner = Cancelled::new;
    private boolean shielded;
    private boolean cancelled;
    private boolean caught;
    private Coroutine<?> owner;                                // null before it is entered
    private CancelScope parent;                                // null for an outermost one
    private Throwable struck;

    /// One that ends when it is cancelled.
    public CancelScope() {
        this(Times.FOREVER);
    }

    private CancelScope(Duration after) {
        this.after = after;
    }

    /// @param after how long after it was entered it is cancelled; at once, if that is not positive
    /// @return one that has not been entered
    public static CancelScope deadline(Duration after) {
        return new CancelScope(after);
    }

    /// Keeps what outer scopes say away from what is inside. For cleaning up, best together with a deadline.
    ///
    /// @return this
    /// @throws IllegalStateException when it has been entered
    public CancelScope shield() {
        if (owner != null) throw new IllegalStateException("%s has been entered; to fix: call shield() before".formatted(this));
        shielded = true;
        return this;
    }

    // ---- Running something inside. ----

    /// Does something inside, and goes on behind it if this is cancelled.
    ///
    /// @return whether it ran to its end
    /// @throws Exception whatever it throws
    public boolean run(Action body) throws Exception {
        return callOr(false, () -> {
            body.run();
            return true;
        });
    }

    /// Does something inside, and does without its result if this is cancelled.
    ///
    /// @param instead the result then
    /// @return its result, or the other one
    /// @throws Exception whatever it throws
    public <T> T callOr(T instead, Callable<? extends T> body) throws Exception {
        enter();
        try {
            return body.call();
        } catch (Cancelled error) {
            if (!isOutermostCancelled()) throw error;
            Outcome.failure(error).ifPresent(Sneaky::raise);
            caught = true;
            return instead;
        } finally {
            leave();
        }
    }

    /// Does something that may take so long, and goes on if it takes longer.
    ///
    /// @return whether it ran to its end
    /// @throws Exception whatever it throws
    public static boolean moveOnAfter(Duration atMost, Action body) throws Exception {
        return deadline(atMost).run(body);
    }

    /// Does something that may take so long and no longer.
    ///
    /// @return its result
    /// @throws Timeout   when the time was over
    /// @throws Exception whatever it throws
    public static <T> T failAfter(Duration atMost, Callable<? extends T> body) throws Exception {
        var scope = deadline(atMost);
        T result = scope.callOr(null, body);
        if (scope.caught) throw Timeout.over(atMost);
        return result;
    }

    // ---- Ending it. ----

    /// Cancels it, and so everything inside. Called by any coroutine of the hub, also before it is entered.
    public void cancel() {
        if (owner != null && !owner.hub().loop().isHere()) throw new InvalidThreadUse(this, owner.hub());
        if (cancelled) return;
        cancelled = true;
        deliver();
    }

    /// Ends the waits there are. Those that come find out themselves.
    private void deliver() {
        if (owner != null) owner.parking().cancel();
        members.forEach(each -> each.parking().cancel());
        inner.stream().filter(each -> !each.shielded).forEach(CancelScope::deliver);
    }

    /// @return whether it was cancelled, or its time was over
    public boolean isCancelled() {
        return cancelled;
    }

    /// @return whether what ran inside was cut off by this scope
    public boolean isCaught() {
        return caught;
    }

    /// @return how long until the first of those scopes is cancelled by its time that the current coroutine is in, shields
    ///         considered; empty if none has a deadline. Not positive, if it is cancelled.
    public static Optional<Duration> remaining() {
        var coroutine = Coroutine.current();
        return visible(coroutine.parking().scope).map(CancelScope::left).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private Optional<Duration> left() {
        if (cancelled) return Optional.of(Duration.ZERO);
        if (!timer.pending()) return Optional.empty();
        return Optional.of(Duration.ofNanos(timer.when - owner.hub().loop().nanos()));
    }

    // ---- Its place among others. ----

    /// Makes this the innermost scope of the current coroutine.
    void enter() {
        if (owner != null) throw new IllegalStateException(
            "%s was entered by %s and cannot be entered again; to fix: make another".formatted(this, owner.name()));
        owner = Coroutine.current();
        parent = owner.parking().scope;
        owner.parking().scope = this;
        if (parent != null) parent.inner.add(this);
        if (!after.isPositive()) cancel();
        else owner.hub().loop().schedule(timer, after);
    }

    /// Makes the scope around this the innermost one.
    void leave() {
        boolean innermost = owner.parking().scope == this;
        owner.hub().loop().cancel(timer);
        owner.parking().scope = parent;
        if (parent != null) parent.inner.remove(this);
        if (!innermost) refuse();
    }

    /// @throws IllegalStateException when another coroutine asks, or there is one inside that has not been left
    void mustBeInnermost() {
        if (Coroutine.current() != owner) throw new IllegalStateException("%s was entered by %s and must be left by it, not by %s"
            .formatted(this, owner.name(), Coroutine.current().name()));
        if (owner.parking().scope != this) refuse();
    }

    private void refuse() {
        inner.forEach(CancelScope::cancel);
        throw new IllegalStateException(
            "%s is left before one that was entered inside it; to fix: close that Nursery first".formatted(this));
    }

    /// The coroutine has ended. What it entered and did not leave, a nursery that nobody closed, ends too.
    void abandon(Coroutine<?> coroutine) {
        for (var scope = this; scope != null && scope.owner == coroutine; scope = scope.parent) scope.cancel();
    }

    /// @param coroutine who is in this scope as its innermost
    /// @return what its waits throw; empty if nobody has cancelled it
    Optional<Throwable> reason(Coroutine<?> coroutine) {
        CancelScope outermost = null;
        for (var scope = this; scope != null; scope = scope.visibleParent()) if (scope.cancelled) outermost = scope;
        if (outermost == null) return Optional.empty();
        return Optional.of(coroutine == outermost.owner ? outermost.toOwner.get() : new Cancelled());
    }

    private boolean isOutermostCancelled() {
        return cancelled && visible(visibleParent()).noneMatch(CancelScope::isCancelled);
    }

    private static Stream<CancelScope> visible(CancelScope innermost) {
        return Stream.iterate(innermost, Objects::nonNull, CancelScope::visibleParent);
    }

    private CancelScope visibleParent() {
        return shielded ? null : parent;
    }

    // ---- For a nursery. ----

    /// The coroutines spawned into it: they begin inside.
    Set<Coroutine<?>> members() {
        return members;
    }

    Coroutine<?> owner() {
        return owner;
    }

    /// @param error makes what the waits of who entered it throw
    void toOwner(Supplier<? extends Throwable> error) {
        toOwner = error;
    }

    /// An error of somebody else's was thrown into a wait of a coroutine: a kill, or a timeout.
    void strike(Coroutine<?> coroutine, Throwable error) {
        if (error instanceof Cancelled || error instanceof ErrorGroup) return;
        for (var scope = this; scope != null && scope.owner == coroutine; scope = scope.parent) scope.struck = error;
    }

    /// The error has arrived where it was sent from, a timeout's own block: those scopes that are still open go on.
    void calm(Coroutine<?> coroutine, Throwable error) {
        for (var scope = this; scope != null && scope.owner == coroutine; scope = scope.parent)
            if (scope.struck == error) scope.struck = null;
    }

    /// @return whether such an error is on its way through here, as far as is known
    boolean isStruck() {
        return struck != null;
    }

    @Override
    public String toString() {
        return "CancelScope[%s%s]".formatted(cancelled ? "cancelled" : "not cancelled", shielded ? ", shielded" : "");
    }
}

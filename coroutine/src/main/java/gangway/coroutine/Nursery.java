package gangway.coroutine;

import module java.base;

/// A place for coroutines that is not left before all of them have ended.
///
/// ```java
/// try (var nursery = Nursery.open()) {
///     for (var url : urls) nursery.spawn(() -> fetch(url));
/// }                                                              // here all have been fetched
/// ```
///
/// When one fails, the others are cancelled, and so are the waits of the block itself; what they failed with comes out of the
/// block as one [ErrorGroup], and nowhere else. When the coroutine that opened it is killed, cancelled, or meets its timeout,
/// its children are cancelled first. Who was killed by somebody has not failed.
///
/// Java does not tell `close` that the block failed by itself. Such a block waits for its children as any other does; where
/// that would be for long, [#run] is the form that cancels them. In both forms an error of the block's own comes out as it is,
/// and what the children failed with is suppressed to it.
///
/// trio's nursery, and kotlinx's `coroutineScope`. Owned by the coroutine that opens it; all coroutines of the hub may spawn
/// into it.
public final class Nursery implements AutoCloseable {

    private final CancelScope scope = new CancelScope();
    private final Hub hub = Hub.current();
    private final List<Throwable> errors = new ArrayList<>();
    private final WaitQueue end = new WaitQueue(this);
    private Optional<Throwable> arrived = Optional.empty();
    private boolean closed;

    private Nursery() {
        scope.toOwner(() -> errors.isEmpty() ? new Cancelled() : ErrorGroup.inBody(errors));
        scope.enter();
    }

    // ---- The block. ----

    /// @return one that the current coroutine has to close, with `try`
    public static Nursery open() {
        return new Nursery();
    }

    /// Runs a block with a nursery. If the block fails, the children are cancelled.
    ///
    /// @param body is given the nursery
    /// @throws ErrorGroup when children failed
    /// @throws Exception  whatever the block throws
    public static void run(Body body) throws Exception {
        call(nursery -> {
            body.run(nursery);
            return true;
        });
    }

    /// Runs a block with a nursery. If the block fails, the children are cancelled.
    ///
    /// @param body is given the nursery
    /// @return what the block returns; empty if it was cut off by [#cancel]
    /// @throws ErrorGroup when children failed
    /// @throws Exception  whatever the block throws
    public static <T> Optional<T> call(Call<? super Nursery, ? extends T> body) throws Exception {
        var nursery = open();
        var result = new AtomicReference<T>();
        var failed = nursery.fail(() -> result.set(body.call(nursery)));
        try {
            nursery.close();
        } catch (Throwable behind) {
            if (failed.isEmpty()) throw behind;
            failed.get().addSuppressed(behind);
        }
        if (failed.isPresent()) throw Sneaky.raise(failed.get());
        return Optional.ofNullable(result.get());
    }

    /// @return what a block failed with by itself
    private Optional<Throwable> fail(Action block) {
        try {
            block.run();
            return Optional.empty();
        } catch (Throwable error) {
            scope.cancel();
            return error instanceof Cancelled || error instanceof ErrorGroup && !errors.isEmpty() ? Optional.empty() : Optional.of(error);
        }
    }

    /// Waits for all children. Whatever is thrown into this wait ends the children, and is thrown when they have ended.
    ///
    /// @throws ErrorGroup            when children failed
    /// @throws IllegalStateException when another coroutine than the one that opened it does this, or a nursery inside is open
    @Override
    public void close() {
        if (closed) return;
        scope.mustBeInnermost();
        if (scope.isStruck()) scope.cancel();
        boolean waits = !isEmpty();
        try {
            if (waits) new CancelScope().shield().run(this::join);
        } catch (Exception never) {
            throw Sneaky.raise(never);
        } finally {
            closed = true;
            scope.leave();
        }
        raise();
        if (waits) scope.owner().parking().checkpoint();
    }

    private void join() {
        while (!isEmpty()) {
            try {
                end.await();
            } catch (Throwable error) {
                boolean again = scope.isCancelled();
                scope.cancel();
                if (error instanceof IllegalStateException && (again || !(error instanceof WouldBlockForever))) throw error;
                if (arrived.isEmpty()) arrived = Optional.of(error);
            }
        }
    }

    private void raise() {
        if (arrived.isEmpty() && errors.isEmpty()) return;
        if (arrived.isEmpty()) throw ErrorGroup.of(errors);
        if (!errors.isEmpty()) arrived.get().addSuppressed(ErrorGroup.of(errors));
        throw Sneaky.raise(arrived.get());
    }

    // ---- The children. ----

    /// Spawns a child. It is in the scopes that the nursery is in, whoever spawns it.
    ///
    /// @param body what it does
    /// @return itself
    /// @throws IllegalStateException when the nursery is closed
    public <T> Coroutine<T> spawn(Callable<? extends T> body) {
        return spawn(Optional.empty(), body);
    }

    /// Spawns a child that gives no result.
    ///
    /// @param body what it does
    /// @return itself
    public Coroutine<Void> spawn(Action body) {
        return spawn(Optional.empty(), Hub.asCallable(body));
    }

    /// Spawns a child with a name.
    ///
    /// @param body what it does
    /// @return itself
    public <T> Coroutine<T> spawn(String name, Callable<? extends T> body) {
        return spawn(Optional.of(name), body);
    }

    /// Spawns a child with a name that gives no result.
    ///
    /// @param body what it does
    /// @return itself
    public Coroutine<Void> spawn(String name, Action body) {
        return spawn(Optional.of(name), Hub.asCallable(body));
    }

    private <T> Coroutine<T> spawn(Optional<String> name, Callable<? extends T> body) {
        if (closed) throw new IllegalStateException("%s is closed to new arrivals".formatted(this));
        Coroutine<T> child = hub.make(name, body);
        child.reportErrors(false);
        child.parking().scope = scope;
        scope.members().add(child);
        child.rawLink(_ -> ended(child));
        child.start();
        return child;
    }

    private void ended(Coroutine<?> child) {
        scope.members().remove(child);
        if (child.outcome().orElse(null) instanceof Outcome.Failed<?>(var error)) {
            errors.add(error);
            scope.cancel();
        }
        if (isEmpty()) end.wakeAll(true);
    }

    // ---- As one. ----

    /// Cancels all children, and the block.
    public void cancel() {
        scope.cancel();
    }

    /// @return the scope that all its children are in
    public CancelScope scope() {
        return scope;
    }

    /// @return the children that have not ended
    public List<Coroutine<?>> children() {
        return List.copyOf(scope.members());
    }

    private boolean isEmpty() {
        return scope.members().isEmpty();
    }

    @Override
    public String toString() {
        return "Nursery[%s]".formatted(closed ? "closed" : "%s children".formatted(scope.members().size()));
    }

    /// What is done with a nursery.
    @FunctionalInterface
    public interface Body {

        /// Does it.
        ///
        /// @param nursery to spawn into
        /// @throws Exception whatever went wrong
        void run(Nursery nursery) throws Exception;
    }
}

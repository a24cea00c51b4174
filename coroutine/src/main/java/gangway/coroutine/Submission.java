package gangway.coroutine;

import module java.base;

/// Something that another thread wants a coroutine to do. The hub runs it, and thereby spawns that coroutine.
///
/// @param hub    whose coroutine it will be
/// @param body   what
/// @param result what the other thread holds in its hands
record Submission<T>(Hub hub, Callable<? extends T> body, CompletableFuture<T> result) implements Runnable {

    Submission(Hub hub, Callable<? extends T> body) {
        this(hub, body, new CompletableFuture<>());
    }

    @Override
    public void run() {
        if (result.isDone()) return;                           // given up before it began
        Coroutine<T> coroutine = hub.spawn("submitted", body);
        coroutine.reportErrors(false);
        coroutine.rawLink(_ -> coroutine.outcome().ifPresent(this::complete));
        result.whenComplete((_, error) -> {
            if (error instanceof CancellationException)
                hub.loop().execute(() -> coroutine.interrupt(new GreenletExit("cancelled")));
        });
    }

    private void complete(Outcome<T> outcome) {
        switch (outcome) {
            case Outcome.Value<T>(var value) -> result.complete(value);
            case Outcome.Failed<T>(var error) -> result.completeExceptionally(error);
            case Outcome.Killed<T> _ -> result.cancel(false);
        }
    }

    /// Says that it will not be done.
    void refuse() {
        result.cancel(false);
    }
}

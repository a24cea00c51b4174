package gangway.coroutine;

import module java.base;

/// The end of a hub: how its coroutines are brought to theirs.
///
/// First each is killed, and all have a moment to clean up. Then those that are left are killed again and again, and those that
/// the JDK made wait are interrupted. Who has not ended after that refuses to.
final class Closing {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int ROUNDS = 100;
    private static final int TURNS = 10;

    private final Hub hub;
    private Optional<Throwable> failure = Optional.empty();

    Closing(Hub hub) {
        this.hub = hub;
    }

    void run() {
        hub.root().parking().leaveScopes();
        killAll();
        go(() -> hub.awaitEnd(MOMENT));
        for (int left = ROUNDS; left > 0 && !isDone(); left--) killAgain();
        hub.coroutines().forEach(this::reportAsLeft);
        for (var task : hub.loop().close()) if (task instanceof Submission<?> submission) submission.refuse();
        failure.ifPresent(Sneaky::raise);
    }

    /// Those who are linked to the last ones are told of their end, too, and threads may have submitted something meanwhile.
    private boolean isDone() {
        return hub.isEmpty() && hub.loop().isIdle();
    }

    private void killAll() {
        hub.coroutines().forEach(each -> each.interrupt(new GreenletExit("the hub is closed")));
    }

    private void killAgain() {
        killAll();
        hub.coroutines().forEach(each -> each.fiber().interrupt());
        for (int turns = TURNS; turns > 0 && !isDone(); turns--) go(Coroutine::yieldNow);
    }

    private void reportAsLeft(Coroutine<?> coroutine) {
        var refusal = new IllegalStateException("%s does not end although %s is closed".formatted(coroutine, hub));
        hub.errors().report(coroutine, refusal);
    }

    /// Waits. What was to be thrown at the thread's next wait would be thrown now, with the work half done: it has to wait.
    private void go(Runnable wait) {
        try {
            wait.run();
        } catch (Throwable e) {
            failure.ifPresentOrElse(first -> first.addSuppressed(e), () -> failure = Optional.of(e));
        }
    }
}

package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Action;
import gangway.coroutine.Coroutine;
import gangway.coroutine.GreenletExit;
import gangway.coroutine.testing.TestHub;

/// The coroutines of one random program: each begins and is killed when its operation says so.
final class Cast {

    private final TestHub test;
    private final List<Coroutine<?>> actors = new ArrayList<>();

    Cast(TestHub test) {
        this.test = test;
    }

    /// Has a coroutine do something at its time.
    void add(Operation operation, Action part) {
        var actor = Coroutine.spawnLater(Duration.ofMillis(operation.at()), Executors.callable(() -> {
            try {
                part.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
        actors.add(actor);
        operation.kill().ifPresent(after ->
            Coroutine.spawnLater(Duration.ofMillis(operation.at() + after), () -> {
                actor.kill(new GreenletExit());
                return 0;
            }));
    }

    /// Runs them until nobody can go on.
    ///
    /// @return how many then still wait
    long play() {
        test.advanceUntilIdle();
        return actors.stream().filter(actor -> !actor.ready()).count();
    }
}

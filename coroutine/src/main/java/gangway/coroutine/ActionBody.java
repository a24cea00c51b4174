package gangway.coroutine;

import module java.base;

/// What a coroutine without a result runs.
///
/// @param action its user's
record ActionBody(Action action) implements Callable<Void> {
    @Override
    public Void call() throws Exception {
        action.run();
        return null;
    }
}

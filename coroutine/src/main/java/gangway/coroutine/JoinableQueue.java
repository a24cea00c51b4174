package gangway.coroutine;

import module java.base;

/// A queue that knows how many of its values are still to be done with: each that is put counts as a task, until somebody who
/// got one says [#taskDone].
///
/// @param <T> what it carries; never `null`
public final class JoinableQueue<T> extends Queue<T> {

    private final WaitQueue joiners = new WaitQueue(this);
    private int unfinished;

    /// One that has room for all.
    public JoinableQueue() {}

    /// @param capacity for how many values it has room, at least 1
    public JoinableQueue(int capacity) {
        super(capacity);
    }

    /// Says that a value which was got is done with.
    ///
    /// @throws IllegalStateException when no task is left
    public void taskDone() {
        joiners.enter();
        if (unfinished == 0) throw new IllegalStateException(
            "taskDone() called too many times; %s has no task left; to fix: call it once for each get".formatted(this));
        finished(1);
    }

    /// Waits until no task is left.
    public void join() {
        joiners.enter();
        if (unfinished > 0) joiners.await();
    }

    /// Waits until no task is left or the time is over.
    ///
    /// @return whether none is left
    public boolean join(Duration atMost) {
        joiners.enter();
        return unfinished == 0 || joiners.await(atMost).isPresent();
    }

    /// @return how many values were put and are not done with
    public int unfinished() {
        return unfinished;
    }

    @Override
    void arrived() {
        unfinished++;
    }

    /// What is thrown away needs no work.
    @Override
    void dropped(int many) {
        finished(many);
    }

    @Override
    StringJoiner describe() {
        return super.describe().add("tasks left: " + unfinished);
    }

    private void finished(int many) {
        unfinished -= many;
        if (unfinished == 0) joiners.wakeAll(true);
    }
}

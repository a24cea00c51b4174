package gangway.coroutine;

import module java.base;

/// The results of many calls, one by one, while the calls behind them run.
///
/// ```java
/// try (var pages = pool.imap(url -> fetch(url), urls)) {
///     for (var page : pages) if (page.hasWhatIWant()) break;
/// }
/// ```
///
/// Nothing runs before its maker waits. [#next] waits for the next result, and throws what the call threw instead of giving one;
/// the iteration may go on behind it. What the iteration over the arguments throws comes behind all results. Who stops early
/// closes it, and with it ends what still runs.
///
/// gevent's `IMap` and `IMapUnordered`. Owned by one hub; several coroutines may take from one.
///
/// @param <T> what the calls give
public final class Results<T> implements Iterable<T>, Iterator<T>, AutoCloseable {

    /// In which order results come.
    enum Arrival { IN_ORDER, AS_THEY_COME }

    private final Mapping calls;
    private final Arrival arrival;
    private final Coroutine<Void> feeder;
    private final WaitQueue takers = new WaitQueue(this);
    private final WaitQueue feeding = new WaitQueue(this);
    private final Deque<Coroutine<T>> running = new ArrayDeque<>();
    private final Deque<Coroutine<T>> arrived = new ArrayDeque<>();
    private Optional<Throwable> end = Optional.empty();
    private boolean ended;
    private boolean asked;
    private long ahead;

    Results(Mapping calls, Arrival arrival, Iterator<Callable<T>> work, int maxSize) {
        if (maxSize < 1) throw new IllegalArgumentException("maxSize is %s; nothing could ever run: give 1 or more".formatted(maxSize));
        this.calls = calls;
        this.arrival = arrival;
        ahead = maxSize;
        feeder = Mapped.quietly(Coroutine.spawn("feeder of results", () -> feed(work)));
        feeder.rawLink(_ -> fed());
    }

    // ---- Those who work. ----

    private void feed(Iterator<Callable<T>> work) {
        while (work.hasNext()) {
            var call = work.next();
            if (ahead > 0) ahead--;
            else feeding.await();
            var coroutine = Mapped.quietly(calls.spawn(call));
            running.add(coroutine);
            coroutine.rawLink(_ -> arrive(coroutine));
        }
    }

    private void fed() {
        ended = true;
        if (feeder.outcome().orElse(null) instanceof Outcome.Failed<?>(var cause)) end = Optional.of(cause);
        wake();
    }

    private void arrive(Coroutine<T> coroutine) {
        if (arrival == Arrival.AS_THEY_COME && running.remove(coroutine)) arrived.add(coroutine);
        wake();
    }

    /// Those in the front of the queue have come first; the result is still there when they run, or they wait again.
    private void wake() {
        while (arrival == Arrival.IN_ORDER && !running.isEmpty() && running.getFirst().ready()) arrived.add(running.remove());
        if (isOver()) takers.wakeAll(true);
        else if (!arrived.isEmpty()) takers.wake(true);
    }

    private boolean isOver() {
        return ended && running.isEmpty();
    }

    // ---- Those who take. ----

    @Override
    public Iterator<T> iterator() {
        return this;
    }

    /// Waits until there is a result, or it is known that there will be none.
    @Override
    public boolean hasNext() {
        takers.enter();
        ask();
        while (arrived.isEmpty() && !isOver()) takers.await();
        return !arrived.isEmpty() || end.isPresent();
    }

    /// Whoever waits for a result has room for it, so one more may be worked on.
    private void ask() {
        if (asked) return;
        asked = true;
        if (!feeding.wake(true)) ahead++;
    }

    /// Waits for the next result.
    ///
    /// @return it
    /// @throws NoSuchElementException when there are no more
    /// @throws CancellationException  when its coroutine was killed
    @Override
    public T next() {
        if (!hasNext()) throw new NoSuchElementException("all results have been taken");
        if (arrived.isEmpty()) throw Sneaky.raise(takeEnd());
        var coroutine = arrived.remove();
        asked = false;
        if (!arrived.isEmpty()) takers.wake(true);
        return coroutine.getNow();
    }

    private Throwable takeEnd() {
        var error = end.orElseThrow();
        end = Optional.empty();
        return error;
    }

    /// Ends what still runs, forgets what nobody took, and waits until the last has ended.
    @Override
    public void close() {
        takers.enter();
        feeder.kill();
        var me = Coroutine.current();
        var left = running.stream().filter(each -> each != me).toList();
        running.clear();
        arrived.clear();
        end = Optional.empty();
        left.forEach(each -> each.interrupt(new GreenletExit("nobody wants the result")));
        left.forEach(Coroutine::join);
    }

    @Override
    public String toString() {
        return "Results[%s to be taken, %s running]".formatted(arrived.size(), running.size());
    }
}

package gangway.coroutine;

import module java.base;

/// A function that gives one value after another and stops in between, until somebody wants the next.
///
/// ```java
/// var squares = Generator.<Integer>yielding(y -> {
///     for (int i = 1; ; i++) y.yield(i * i);
/// });
/// squares.next();   // 1
/// squares.next();   // 4
/// ```
///
/// It is Python's generator (PEP 255, 342, 380, 479), under Python's rules. It runs on the thread of whoever asks, one at a time
/// but not always the same, and has no thread of its own. In a coroutine its body may wait: then the coroutine waits, with the
/// generator in it. But what waits for a monitor there (`synchronized`, while another coroutine is in it, and `Object.wait`)
/// blocks the hub's thread, on either kernel; a [RLock] does not.
///
/// One that is left in its middle should be closed, best by `try (var squares = …)`: then its `finally` blocks run. If nobody
/// refers to it any more that is done too, some time later: by a coroutine of the hub in which it was first asked, when that
/// turns; by a thread of this library's own if that was in none. What its body refers to must not refer to it, or it is never
/// found to be abandoned.
///
/// @param <Y> what it gives
/// @param <S> what can be sent to it; `Void` if nothing
/// @param <R> what its body returns; `Void` if nothing
public final class Generator<Y, S, R> implements Iterable<Y>, Iterator<Y>, AutoCloseable {

    private final Chain<Y, S, R> chain;
    private Optional<Cleaner.Cleanable> abandoned = Optional.empty();

    private Generator(Frame<Y, S, R> frame) {
        chain = new Chain<>(frame);
    }

    /// What a generator does.
    ///
    /// @param <Y> what it gives
    /// @param <S> what can be sent to it
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Body<Y, S, R> {

        /// Runs from the first question to the end.
        ///
        /// @param y what to give the values to
        /// @return the result
        /// @throws Throwable whatever goes wrong; whoever asked gets the very same
        R run(Yielder<Y, S> y) throws Throwable;
    }

    /// What a generator does that gets nothing sent and returns nothing.
    ///
    /// @param <Y> what it gives
    @FunctionalInterface
    public interface Source<Y> {

        /// Runs from the first question to the end.
        ///
        /// @param y what to give the values to
        /// @throws Throwable whatever goes wrong; whoever asked gets the very same
        void run(Yielder<Y, Void> y) throws Throwable;
    }

    /// Where a generator is in its life.
    public enum State {
        /// Nothing of its body has run.
        CREATED,
        /// Its body runs, or waits for something else than a question.
        RUNNING,
        /// It has given a value and waits to be asked for the next.
        SUSPENDED,
        /// It has ended: it returned, it failed, or it was closed.
        CLOSED
    }

    /// Makes a generator. Nothing of it runs.
    ///
    /// @param body what it does
    /// @return the generator
    public static <Y, S, R> Generator<Y, S, R> of(Body<? extends Y, ? super S, ? extends R> body) {
        return new Generator<>(new Frame<>(body));
    }

    /// Makes a generator to which nothing is sent and which returns nothing. Nothing of it runs.
    ///
    /// @param body what it does
    /// @return the generator
    public static <Y> Generator<Y, Void, Void> yielding(Source<Y> body) {
        return new Generator<>(new Frame<Y, Void, Void>(y -> {
            body.run(y);
            return null;
        }));
    }

    // ---- Asking for values. ----

    /// Runs the body to its next `yield`.
    ///
    /// @return what it gives there
    /// @throws StopIteration         when it returns instead; with the result, the first time
    /// @throws IllegalStateException when it runs already ("generator already executing"), or lets a [StopIteration] out
    @Override
    public Y next() {
        return advance(null, null);
    }

    /// Runs the body to its next `yield`. The one at which it stands returns what is sent.
    ///
    /// @param value what to send; before the first [#next] only `null`
    /// @return what it gives there
    /// @throws StopIteration         when it returns instead
    /// @throws IllegalStateException as [#next], and for a value that nobody is there yet to take
    public Y send(S value) {
        return advance(value, null);
    }

    /// Runs the body to its next `yield`. The one at which it stands throws. (In Python its name is `throw`.) A body that has not
    /// begun never does; where there is none any more, the error comes back.
    ///
    /// @param error what is thrown there, and here too if the body does not catch it
    /// @return what it gives there
    /// @throws StopIteration when it returns instead
    public Y raise(Throwable error) {
        return advance(null, Objects.requireNonNull(error));
    }

    private Y advance(Object sent, Throwable error) {
        try {
            return chain.advance(sent, error);
        } finally {
            watch();
        }
    }

    /// Tells whether there is a next value. There is no way to know but to run the body to its next `yield`; the value is
    /// kept for [#next]. What is raised before that, or sent, comes behind it: to send is refused, to raise drops it.
    @Override
    public boolean hasNext() {
        try {
            return chain.fetch();
        } finally {
            watch();
        }
    }

    /// Ends it: [GeneratorExit] is thrown where the body stands, so that its `finally` blocks run. A body that has not begun
    /// never does. One that has ended stays as it is. An error on its way out comes out here.
    ///
    /// @throws IllegalStateException when the body runs, or yields nevertheless ("generator ignored GeneratorExit")
    @Override
    public void close() {
        try {
            chain.close();
        } finally {
            watch();
        }
    }

    // ---- Asking for all of them. ----

    /// @return itself, so that it can stand in a `for`
    @Override
    public Iterator<Y> iterator() {
        return this;
    }

    /// Has the body give all its values, or all that are left, to somebody.
    ///
    /// If it has not begun it needs no stack of its own and never stops: its `yield` calls the consumer, which is many times
    /// faster. Then the consumer runs deeper in the stack than the body; the state is RUNNING meanwhile, so that the consumer
    /// cannot ask the generator or close it; and `synchronized` around `yield` is no mistake. When the consumer throws, the
    /// generator is closed first.
    @Override
    public void forEach(Consumer<? super Y> consumer) {
        try {
            chain.forEach(consumer);
        } finally {
            watch();
        }
    }

    /// Does what [#forEach] does.
    @Override
    public void forEachRemaining(Consumer<? super Y> consumer) {
        forEach(consumer);
    }

    /// @return its values as a stream, which takes them when it needs them, or all at once as [#forEach]; closing that closes this
    public Stream<Y> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false).onClose(this::close);
    }

    // ---- What it is and how it does. ----

    /// @return what the body returned; empty if it has not, or if that was `null`
    public Optional<R> result() {
        return Optional.ofNullable(frame().result());
    }

    /// @return where it is in its life
    public State state() {
        State state = frame().state();
        for (Frame<?, ?, ?> each = frame(); state == State.SUSPENDED && each != null; each = each.delegateFrame())
            if (each.state() == State.RUNNING) return State.RUNNING;
        return state;
    }

    /// @return what it yields from now: another generator, or some iterator
    public Optional<Iterator<?>> delegate() {
        return frame().delegate();
    }

    /// @return where it stopped, and where those that it yields from did, innermost frame first; empty if it has not begun or
    ///         has ended
    /// @throws IllegalStateException when it runs
    public List<StackTraceElement> stack() {
        return chain.stack();
    }

    Frame<Y, S, R> frame() {
        return chain.root();
    }

    /// Sees to it that it is closed when nobody refers to it any more, as long as there is something to close.
    private void watch() {
        State state = frame().state();
        if (abandoned.isEmpty()) {
            if (state == State.SUSPENDED) abandoned = Optional.of(Abandoned.watch(this, chain));
        } else if (state == State.CLOSED) {
            abandoned.get().clean();
            abandoned = Optional.empty();
        }
        Reference.reachabilityFence(this);                     // until here: it is not abandoned while it runs
    }

    @Override
    public String toString() {
        return "Generator[%s]".formatted(state());
    }
}

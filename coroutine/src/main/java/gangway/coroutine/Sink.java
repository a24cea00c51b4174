package gangway.coroutine;

import module java.base;

/// Where generators give their values when somebody wants all of them: the body calls, and nothing is left in the middle.
///
/// Where the consumer fails, the generators are closed: each body finds [GeneratorExit] where it yielded. Owned by one call
/// of [Generator#forEach].
final class Sink<Y> {

    private final Consumer<? super Y> consumer;
    private final Thread thread = Thread.currentThread();
    private Throwable failed;
    private boolean over;

    Sink(Consumer<? super Y> consumer) {
        this.consumer = consumer;
    }

    /// Runs a body that has not begun, from its beginning to its end.
    ///
    /// @param claimed its frame
    void drain(Frame<? extends Y, ?, ?> claimed) {
        try {
            run(claimed);
        } catch (Throwable e) {
            if (failed == null) throw e;
            if (!(e instanceof GeneratorExit)) failed.addSuppressed(e);
        } finally {
            over = true;
        }
        if (failed != null) throw Sneaky.raise(failed);
    }

    /// @return what the body returned
    private <T extends Y, S> Object run(Frame<T, S, ?> claimed) {
        try {
            claimed.run(new Push<>(this));
        } finally {
            claimed.release();
        }
        return claimed.outcome();
    }

    /// Takes one value.
    void accept(Y value) {
        if (over || Thread.currentThread() != thread) throw new IllegalStateException(
            "yield called where its generator cannot stop: it has ended, or runs on another thread");
        if (failed != null) throw Chain.ignoredExit();
        try {
            consumer.accept(value);
        } catch (Throwable e) {
            failed = e;
            throw new GeneratorExit();
        }
    }

    /// Takes all values of a generator that another one yields from.
    ///
    /// @return what its body returned
    Object acceptAll(Generator<? extends Y, ?, ?> generator) {
        if (generator.frame().claim() == Generator.State.CREATED) return run(generator.frame());
        generator.frame().release();
        while (true) {
            Y value;
            try {
                value = generator.next();
            } catch (StopIteration e) {
                return e.value();
            }
            accept(value, generator);
        }
    }

    /// Takes all values of something else.
    void acceptAll(Iterator<? extends Y> all) {
        while (all.hasNext()) accept(all.next(), all);
    }

    private void accept(Y value, Object from) {
        try {
            accept(value);
        } catch (Throwable e) {
            Frame.close(from, e);
            throw e;
        }
    }
}

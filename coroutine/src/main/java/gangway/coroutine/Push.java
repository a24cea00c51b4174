package gangway.coroutine;

import module java.base;

/// What a body yields to when somebody wants all its values and nothing is left in the middle.
///
/// @param sink where they go; the same for all that yield from each other, so that none passes through many hands
record Push<Y, S>(Sink<? super Y> sink) implements Yielder<Y, S> {

    @Override
    public S yield(Y value) {
        sink.accept(value);
        return null;                                           // forEach sends nothing
    }

    @Override
    @SuppressWarnings("unchecked")                             // it is what that body returned
    public <R> R yieldFrom(Generator<? extends Y, ? super S, R> generator) {
        return (R) sink.acceptAll(generator);
    }

    @Override
    public void yieldFrom(Iterable<? extends Y> values) {
        switch (values.iterator()) {
            case Generator<? extends Y, ?, ?> generator -> sink.acceptAll(generator);
            case Iterator<? extends Y> all -> sink.acceptAll(all);
        }
    }
}

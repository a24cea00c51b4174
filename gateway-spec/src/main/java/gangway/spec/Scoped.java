package gangway.spec;

import module java.base;

/// An application that runs with a value bound to a scoped value, and so do all parts of its body: what [Middleware#scoped]
/// makes [9.15].
///
/// @param application the inner one
/// @param key         to be bound
/// @param value       for one call
/// @param <T>         of the value
record Scoped<T>(Application application, ScopedValue<T> key, Function<? super Environ, ? extends T> value)
    implements Application {

    @Override
    public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
        T bound = Objects.requireNonNull(value.apply(environ), "the value for a scoped value: bind one that means nothing");
        ScopedValue.Carrier carrier = ScopedValue.where(key, bound);
        return within(carrier, carrier.call(() -> application.call(environ, start)));
    }

    /// The body with its own code inside the scope. A body without code of its own stays what it is, so that a server can
    /// still see its length, or send its file.
    private static Iterable<byte[]> within(ScopedValue.Carrier scope, Iterable<byte[]> body) {
        return switch (body) {
            case null -> body;                                 // the server's to refuse [1.4]
            case Body.Bytes _, Body.Buffers _, Body.File _ -> body;
            case Body.Stream(InputStream in, int block) -> new Body.Stream(new ScopedInput(scope, in), block);
            case Body.Push(Body.Producer producer) -> new Body.Push(out -> scope.call(() -> {
                producer.produce(out);
                return null;
            }));
            case Body.Upgrade(String protocol, Body.Conversation conversation) ->
                new Body.Upgrade(protocol, (in, out) -> scope.call(() -> {
                    conversation.run(in, out);
                    return null;
                }));
            case Collection<byte[]> one when one.size() <= 1 && !(one instanceof AutoCloseable) -> one;
            case Iterable<byte[]> any -> new ScopedBody(scope, any);
        };
    }

    /// Blocks that are made inside the scope.
    private record ScopedBody(ScopedValue.Carrier scope, Iterable<byte[]> body) implements Iterable<byte[]>, AutoCloseable {

        @Override
        public Iterator<byte[]> iterator() {
            Iterator<byte[]> blocks = scope.call(body::iterator);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return scope.call(blocks::hasNext);
                }

                @Override
                public byte[] next() {
                    return scope.call(blocks::next);
                }
            };
        }

        @Override
        public void close() throws IOException {
            scope.call(() -> {
                Mapped.close(body);
                return null;
            });
        }
    }

    /// A stream that is read and closed inside the scope.
    private static final class ScopedInput extends InputStream {
        private final ScopedValue.Carrier scope;
        private final InputStream in;

        ScopedInput(ScopedValue.Carrier scope, InputStream in) {
            this.scope = scope;
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return scope.call(in::read);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return scope.call(() -> in.read(into, offset, length));
        }

        @Override
        public void close() throws IOException {
            scope.call(() -> {
                in.close();
                return null;
            });
        }
    }
}

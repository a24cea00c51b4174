package gangway.spec.lint;

import module java.base;

import gangway.spec.Body;

/// A body whose use somebody hears of. It is of the kind that the original is: a [Body], a collection, closeable, or none
/// of these.
class Watched implements Iterable<byte[]> {

    private final Iterable<byte[]> body;
    private final Watch watch;

    /// What is told of a body.
    interface Watch {

        /// Runs code of the body for its user.
        <T, E extends Exception> T run(Code<T, E> code) throws E;

        /// An iterator is asked for.
        default void iterate() {
        }

        /// A block is asked for, or whether there is one.
        default void ask() {
        }

        /// The body gives a block.
        void gave(byte[] block);

        /// The body gives bytes which its user asked for as such.
        void gave(int bytes);

        /// The body has no more.
        default void end() {
        }

        /// Runs the body's `close`.
        <E extends Exception> void close(Code<Boolean, E> close) throws E;

        /// Watches what a [Body.Push] writes.
        Body.Producer producer(Body.Producer producer);
    }

    private Watched(Iterable<byte[]> body, Watch watch) {
        this.body = body;
        this.watch = watch;
    }

    /// Watches a body. What is in memory or a file is used by nobody but the server, and stays as it is.
    ///
    /// @param body null too, which is somebody else's to report
    static Iterable<byte[]> of(Iterable<byte[]> body, Watch watch) {
        return switch (body) {
            case null -> body;
            case Body.Push(Body.Producer producer) -> new Body.Push(watch.producer(producer));
            case Body.Stream(InputStream in, int block) -> new Body.Stream(new WatchedStream(in, watch), block);
            case Body.Upgrade(String protocol, Body.Conversation conversation) ->
                new Body.Upgrade(protocol, (in, out) -> watch.run(() -> {
                    conversation.run(in, out);
                    return true;
                }));
            case Body known -> known;
            case Collection<byte[]> sized when body instanceof AutoCloseable -> new SizedCloseable(sized, watch);
            case Collection<byte[]> sized -> new Sized(sized, watch);
            case Iterable<byte[]> _ when body instanceof AutoCloseable -> new Closeable(body, watch);
            case Iterable<byte[]> _ -> new Watched(body, watch);
        };
    }

    @Override
    public Iterator<byte[]> iterator() {
        watch.iterate();
        return new Blocks(watch.run(body::iterator), watch, this);
    }

    @Override
    public String toString() {
        return body.toString();
    }

    private static void close(Object body, Watch watch) throws Exception {
        watch.close(() -> {
            ((AutoCloseable) body).close();
            return true;
        });
    }

    /// @param body keeps it from being garbage while it is iterated over
    private record Blocks(Iterator<byte[]> blocks, Watch watch, Object body) implements Iterator<byte[]> {

        @Override
        public boolean hasNext() {
            watch.ask();
            return watch.run(() -> {
                boolean more = blocks.hasNext();
                if (!more) watch.end();
                return more;
            });
        }

        @Override
        public byte[] next() {
            watch.ask();
            return watch.run(() -> {
                byte[] block = blocks.next();
                watch.gave(block);
                return block;
            });
        }
    }

    @SuppressWarnings("try")                                   // it throws what the original throws, whatever that is
    private static final class Closeable extends Watched implements AutoCloseable {

        private Closeable(Iterable<byte[]> body, Watch watch) {
            super(body, watch);
        }

        @Override
        public void close() throws Exception {
            Watched.close(super.body, super.watch);
        }
    }

    private static class Sized extends AbstractCollection<byte[]> {

        private final Collection<byte[]> body;
        private final Watch watch;

        private Sized(Collection<byte[]> body, Watch watch) {
            this.body = body;
            this.watch = watch;
        }

        @Override
        public Iterator<byte[]> iterator() {
            watch.iterate();
            return new Blocks(watch.run(body::iterator), watch, this);
        }

        @Override
        public int size() {
            return body.size();
        }

        @Override
        public String toString() {
            return body.toString();
        }
    }

    @SuppressWarnings("try")                                   // it throws what the original throws, whatever that is
    private static final class SizedCloseable extends Sized implements AutoCloseable {

        private SizedCloseable(Collection<byte[]> body, Watch watch) {
            super(body, watch);
        }

        @Override
        public void close() throws Exception {
            Watched.close(super.body, super.watch);
        }
    }
}

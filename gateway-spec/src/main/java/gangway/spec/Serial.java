package gangway.spec;

import module java.base;

/// An application that runs one call at a time, the body included: what [Middleware#serial] makes [1.11].
///
/// A call holds the lock until nothing of it is left to run: to the end of its body, or until that is closed; behind the
/// response at the latest, even when somebody forgot to close. All of it happens on the thread of the call [1.8].
final class Serial implements Application {

    private final Application application;
    private final ReentrantLock lock = new ReentrantLock(true); // first come, first served

    Serial(Application application) {
        this.application = application;
    }

    @Override
    public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
        Optional<OnFinished> hooks = Environ.ON_FINISHED.in(environ);
        var turn = new Turn(lock);
        try {
            hooks.ifPresent(behind -> behind.add(_ -> turn.end()));
            Environ.MULTITHREAD.put(environ, false);
            return within(turn, application.call(environ, start), hooks.isPresent());
        } catch (Throwable failure) {
            turn.end();
            throw failure;
        }
    }

    /// One call's hold on the lock. Owned by its thread.
    private static final class Turn {
        private final ReentrantLock lock;
        private boolean over;

        Turn(ReentrantLock lock) {
            this.lock = lock;
            lock.lock();
        }

        /// Once or more.
        void end() {
            if (!over) lock.unlock();
            over = true;
        }
    }

    /// The body, which ends the turn. One without code of its own ends it at once.
    ///
    /// Producers and conversations are not closed, and a server need not run one: after HEAD, or for an offer that the client
    /// did not make. So their turn ends with the response, or now where the server does not tell when that is.
    ///
    /// @param told whether it does
    private Iterable<byte[]> within(Turn turn, Iterable<byte[]> body, boolean told) {
        return switch (body) {
            case null -> ended(turn, body);                    // the server's to refuse [1.4]
            case Body.Bytes _, Body.Buffers _, Body.File _ -> ended(turn, body);
            case Collection<byte[]> one when one.size() <= 1 && !(one instanceof AutoCloseable) -> ended(turn, one);
            case Body.Stream(InputStream in, int block) -> new Body.Stream(new SerialInput(in, turn), block);
            case Body.Push(Body.Producer producer) -> {
                if (!told) turn.end();
                yield new Body.Push(out -> alone(turn, () -> producer.produce(out)));
            }
            case Body.Upgrade(String protocol, Body.Conversation conversation) -> {
                if (!told) turn.end();
                yield new Body.Upgrade(protocol, (in, out) -> alone(turn, () -> conversation.run(in, out)));
            }
            case Iterable<byte[]> any -> new SerialBody(any, turn);
        };
    }

    private static Iterable<byte[]> ended(Turn turn, Iterable<byte[]> body) {
        turn.end();
        return body;
    }

    /// What a producer or a conversation runs.
    private interface Work {
        void run() throws Exception;
    }

    /// Runs the rest of a call, whose turn may be over already.
    private void alone(Turn turn, Work work) throws Exception {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
            turn.end();
        }
    }

    /// Blocks that are made within the turn.
    private record SerialBody(Iterable<byte[]> body, Turn turn) implements Iterable<byte[]>, AutoCloseable {

        @Override
        public Iterator<byte[]> iterator() {
            Iterator<byte[]> blocks = body.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    boolean more = blocks.hasNext();
                    if (!more && !(body instanceof AutoCloseable)) turn.end();   // else close() is still to come
                    return more;
                }

                @Override
                public byte[] next() {
                    return blocks.next();
                }
            };
        }

        @Override
        public void close() throws IOException {
            try {
                Mapped.close(body);
            } finally {
                turn.end();
            }
        }
    }

    /// A stream whose closing ends the turn.
    private static final class SerialInput extends FilterInputStream {
        private final Turn turn;

        SerialInput(InputStream in, Turn turn) {
            super(in);
            this.turn = turn;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                turn.end();
            }
        }
    }
}

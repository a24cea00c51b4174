package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.Write;

/// A watch on both sides of a middleware. Each call from outside has a [Passage], which the calls that the middleware makes
/// inside find by a scoped value: an environ may be another on its way in, the thread is the same.
final class MiddlewareLint {

    private MiddlewareLint() {
    }

    static Application around(Middleware middleware, Application application, Consumer<Violation> report) {
        ScopedValue<Passage> here = ScopedValue.newInstance();
        return new Outer(middleware.wrap(new Inner(application, here)), here, report);
    }

    /// The middleware, as its server sees it.
    private record Outer(Application application, ScopedValue<Passage> here, Consumer<Violation> report)
        implements Application {

        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
            var passage = new Passage(Place.of(environ), report);
            StartResponse watched = (status, headers, error) -> {
                Write write = start.start(status, headers, error);
                return block -> {
                    passage.outerWrite();
                    write.write(block);
                };
            };
            Iterable<byte[]> body = called(environ, watched, passage);
            passage.returned(body);
            return Watched.of(body, new OuterWatch(passage, here));
        }

        private Iterable<byte[]> called(Environ environ, StartResponse start, Passage passage) throws Exception {
            boolean failed = true;
            try {
                Iterable<byte[]> body = ScopedValue.where(here, passage).call(() -> application.call(environ, start));
                failed = false;
                return body;
            } finally {
                if (failed) passage.over();
            }
        }

        @Override
        public AutoCloseable open(Map<String, Object> state) throws Exception {
            return application.open(state);
        }
    }

    /// The application, as the middleware sees it.
    private record Inner(Application application, ScopedValue<Passage> here) implements Application {

        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
            if (!here.isBound()) return application.call(environ, start);      // from a thread of its own: nothing is known
            Passage passage = here.get();
            Iterable<byte[]> body = application.call(environ, (status, headers, error) -> {
                Write write = start.start(status, headers, error);
                return block -> passage.innerWrite(write, block);
            });
            var watch = new InnerWatch(passage, body);
            Iterable<byte[]> watched = Watched.of(body, watch);
            passage.came(watched, watch.closed);
            return watched;
        }

        @Override
        public AutoCloseable open(Map<String, Object> state) throws Exception {
            return application.open(state);
        }
    }

    /// What the server does with the middleware's body.
    private record OuterWatch(Passage passage, ScopedValue<Passage> here) implements Watched.Watch {

        @Override
        public <T, E extends Exception> T run(Code<T, E> code) throws E {
            return ScopedValue.where(here, passage).<T, E>call(code::run);
        }

        @Override
        public void gave(byte[] block) {
            passage.outerGave();
        }

        @Override
        public void gave(int bytes) {
            passage.outerGave();
        }

        @Override
        public <E extends Exception> void close(Code<Boolean, E> close) throws E {
            run(close);
            passage.over();
        }

        @Override
        public Body.Producer producer(Body.Producer producer) {
            return out -> {
                run(() -> {
                    producer.produce(out);
                    return true;
                });
                passage.over();
            };
        }
    }

    /// What the middleware does with the application's body.
    private static final class InnerWatch implements Watched.Watch {

        private final Passage passage;
        private final boolean isAtHand;
        private final AtomicBoolean closed = new AtomicBoolean();

        /// @param body of one block, or of none: to take it is to wait for nothing
        private InnerWatch(Passage passage, Iterable<byte[]> body) {
            this.passage = passage;
            isAtHand = body instanceof Collection<byte[]> sized && sized.size() <= 1;
        }

        @Override
        public <T, E extends Exception> T run(Code<T, E> code) throws E {
            return code.run();
        }

        @Override
        public void gave(byte[] block) {
            passage.innerGave(isAtHand);
        }

        @Override
        public void gave(int bytes) {
            passage.innerRead();
        }

        @Override
        public <E extends Exception> void close(Code<Boolean, E> close) throws E {
            closed.set(true);
            close.run();
        }

        @Override
        public Body.Producer producer(Body.Producer producer) {
            return producer;
        }
    }
}

package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.rule.Rule;
import gangway.spec.testing.Environs;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A call that breaks one rule, or none.
///
/// @param rule what it breaks, if anything
/// @param name what it does
/// @param run  makes the call
record Fixture(Optional<Rule> rule, String name, Run run) {

    /// Makes the call, and tells what came of it.
    interface Run {
        /// @param eye watches it, or does not
        String under(Eye eye) throws Exception;
    }

    /// A bad application, or one that a bad server calls.
    static Fixture bad(Rule rule, String name, Run run) {
        return new Fixture(Optional.of(rule), name, run);
    }

    /// @param last done behind the call
    Fixture then(Last last) {
        return new Fixture(rule, name, eye -> {
            String told = run.under(eye);
            last.done(eye);
            return told;
        });
    }

    /// What is done behind a call.
    interface Last {
        void done(Eye eye) throws Exception;
    }

    static Fixture good(String name, Run run) {
        return new Fixture(Optional.empty(), name, run);
    }

    /// An application, called by a good server.
    static Run get(Application application) {
        return called(() -> Environs.of("GET", "/hello"), application);
    }

    static Run called(Supplier<Environ> environ, Application application) {
        return eye -> told(InMemory.call(eye.on(application), environ.get()));
    }

    /// A middleware around an application, called by a good server.
    static Run around(Application application, Middleware middleware) {
        return eye -> told(InMemory.call(application.with(eye.on(middleware)), Environs.of("GET", "/hello")));
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String told(Exchange exchange) {
        return "%s\n%s\n%s%s\n%s\n%s%s".formatted(exchange.hints(), exchange.status(), exchange.headers(),
            exchange.blocks().stream().map(block -> new String(block, UTF_8)).toList(), exchange.complete(),
            exchange.trailers(), exchange.reported());
    }

    /// Makes a block.
    interface Maker {
        String make() throws Exception;
    }

    /// Blocks that are made when they are asked for.
    static Iterable<byte[]> making(Maker... makers) {
        return () -> Stream.of(makers).map(maker -> {
            try {
                return bytes(maker.make());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }).iterator();
    }

    /// A body that can be closed.
    static Iterable<byte[]> closing(Iterable<byte[]> blocks, AutoCloseable closeable) {
        @SuppressWarnings("try")
        class Body implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                return blocks.iterator();
            }

            @Override
            public void close() throws Exception {
                closeable.close();
            }
        }
        return new Body();
    }

    static Iterable<byte[]> closing(String... blocks) {
        return closing(Stream.of(blocks).map(Fixture::bytes).toList(), () -> {});
    }

    /// Runs in another thread, and waits for it.
    static void elsewhere(Callable<?> work) {
        try {
            CompletableFuture.supplyAsync(() -> {
                try {
                    return String.valueOf(work.call());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }, task -> Thread.ofVirtual().start(task)).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return rule.map(Rule::id).orElse("good") + ": " + name;
    }
}

package gangway.spec;

import module java.base;

import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

/// Where a scoped value is bound that a middleware binds for a call.
@Tag("facts-48")
@Verifies(extension = ExtensionRule.SCOPED)
class ScopedTest {

    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    private final List<String> seen = new ArrayList<>();

    private void note(String where) {
        seen.add(where + " " + USER.orElse("unbound"));
    }

    private static Application scoped(Application application) {
        return application.with(Middleware.scoped(USER, environ -> environ.header("X-User").orElse("nobody")));
    }

    private static Exchange call(Application application) {
        return InMemory.call(scoped(application), Environs.of("GET", "/", "X-User", "ada"));
    }

    /// What the middleware makes of a body, as the server sees it.
    private static Iterable<byte[]> returned(Iterable<byte[]> body) throws Exception {
        return scoped((_, _) -> body).call(Environs.of("GET", "/"), (_, _, _) -> _ -> {});
    }

    private final class Noting implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            note("iterator");
            return new Iterator<>() {
                private int left = 1;

                @Override
                public boolean hasNext() {
                    note("hasNext");
                    return left > 0;
                }

                @Override
                public byte[] next() {
                    note("next");
                    left--;
                    return "x".getBytes(UTF_8);
                }
            };
        }

        @Override
        public void close() {
            note("close");
        }
    }

    @Test
    void itIsBoundWhileTheApplicationIsCalledItsBodyIteratedAndClosed() {
        Exchange exchange = call((_, start) -> {
            note("call");
            start.start("200 OK");
            return new Noting();
        });
        assertEquals("x", exchange.text());
        assertEquals(List.of("call ada", "iterator ada", "hasNext ada", "next ada", "hasNext ada", "close ada"), seen);
        assertFalse(USER.isBound(), "and nowhere else");
    }

    @Test
    void itIsBoundWhileAProducerRuns() {
        call((_, start) -> {
            start.start("200 OK");
            return new Body.Push(_ -> note("produce"));
        });
        assertEquals(List.of("produce ada"), seen);
    }

    @Test
    void itIsBoundWhileAConversationRuns() {
        Environ environ = Environs.of("GET", "/", "X-User", "ada", "Connection", "upgrade", "Upgrade", "echo");
        InMemory.call(scoped((_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", (_, _) -> note("converse"));
        }), environ);
        assertEquals(List.of("converse ada"), seen);
    }

    @Test
    void itIsBoundWhileAStreamIsReadAndClosed() {
        call((_, start) -> {
            start.start("200 OK");
            return new Body.Stream(new InputStream() {
                @Override
                public int read() {
                    note("read");
                    return -1;
                }

                @Override
                public void close() {
                    note("close");
                }
            }, 10);
        });
        assertEquals(List.of("read ada", "close ada"), seen);
    }

    @Test
    void eachCallHasItsOwnValueAskedForOnce() {
        var asked = new AtomicInteger();
        Application application = ((Application) (_, start) -> start.text("200 OK", USER.get()))
            .with(Middleware.scoped(USER, _ -> "call " + asked.incrementAndGet()));
        assertEquals("call 1", InMemory.call(application, Environs.of("GET", "/")).text());
        assertEquals("call 2", InMemory.call(application, Environs.of("GET", "/")).text());
    }

    @Test
    @Verifies(middleware = MiddlewareRule.ONE_BLOCK)
    void bodiesThatAreDataStayWhatTheyAre() throws Exception {
        for (var data : List.<Iterable<byte[]>>of(List.of(), List.of(new byte[1]), new Body.Bytes(new byte[1]),
            new Body.Buffers(List.of())))
            assertSame(data, returned(data));
        Path file = Files.createTempFile("scoped", "");
        try (Body body = Body.of(file)) {
            assertSame(body, returned(body));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @Verifies(middleware = {MiddlewareRule.RETURNS, MiddlewareRule.YIELDS})
    void nothingIsTakenBeforeItIsAskedFor() throws Exception {
        Iterable<byte[]> body = returned(new Noting());
        assertEquals(List.of(), seen);
        body.iterator().next();
        assertEquals(List.of("iterator nobody", "next nobody"), seen);
    }

    @Test
    void aFailureInsideIsThatOfTheApplication() {
        var failure = new IOException("mine");
        assertSame(failure, call((_, _) -> {
            throw failure;
        }).reported().getFirst());
        assertInstanceOf(NullPointerException.class, InMemory.call(((Application) (_, start) -> start.empty("200 OK"))
            .with(Middleware.scoped(USER, _ -> nothing())), Environs.of("GET", "/")).reported().getFirst(), "a null value");
    }

    private static <T> T nothing() {
        return null;
    }
}

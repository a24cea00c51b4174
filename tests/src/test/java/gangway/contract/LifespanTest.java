package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.StartResponse;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import static gangway.contract.Bodies.blocks;
import static gangway.contract.Bodies.made;
import static org.junit.jupiter.api.Assertions.assertEquals;

/// The lifespan of an application, and what middleware makes of a call: part 7 of the contract and the end of part 9.
@Timeout(60)
class LifespanTest {

    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    /// A layer that tells what happens to it.
    private final class Layer implements Application {
        private final String name;
        private final Application inner;
        private final boolean opens;

        private Layer(String name, Application inner, boolean opens) {
            this.name = name;
            this.inner = inner;
            this.opens = opens;
        }

        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
            events.add("call " + name);
            return Body.map(inner.call(environ, start), block -> Bodies.bytes(new String(block) + name));
        }

        @Override
        public AutoCloseable open(Map<String, Object> state) throws IOException {
            if (!opens) throw new IOException(name + " does not open");
            events.add("open " + name);
            return () -> events.add("close " + name);
        }
    }

    private Middleware layer(String name) {
        return inner -> new Layer(name, inner, true);
    }

    private Application application(boolean opens) {
        return new Layer("app", (_, start) -> {
            start.start("200 OK");
            return blocks("content ");
        }, opens);
    }

    @Verifies(extension = ExtensionRule.OPENED)
    @Tag("facts-43")
    @OnEachHost(needs = Host.Can.LIFESPAN)
    void anApplicationIsOpenedBeforeItsFirstCallAndClosedBehindItsLast(Host host) throws Exception {
        assertEquals("content app", host.ask(application(true), Ask.get("/")).text());
        assertEquals(List.of("open app", "call app", "close app"), List.copyOf(events));
    }

    @Verifies(extension = ExtensionRule.OPENED)
    @Tag("facts-43")
    @OnEachHost(needs = {Host.Can.LIFESPAN, Host.Can.CONNECTIONS})
    void itIsOpenedOnceForAllCalls(Host host) throws Exception {
        try (var running = host.start(application(true))) {
            for (int n = 0; n < 2; n++) running.ask(Ask.get("/"));
        }
        assertEquals(List.of("open app", "call app", "call app", "close app"), List.copyOf(events));
    }

    @Verifies(extension = ExtensionRule.OPENED)
    @Tag("facts-43")
    @OnEachHost(needs = Host.Can.LIFESPAN)
    void anApplicationThatDoesNotOpenIsNotCalled(Host host) throws Exception {
        try (var running = host.start(application(false))) {
            assertEquals(500, running.ask(Ask.get("/")).code());
        } catch (IOException refused) {
            assertEquals("app does not open", refused.getMessage());
        }
        assertEquals(List.of(), List.copyOf(events));
    }

    @Verifies(middleware = MiddlewareRule.LIFESPAN, extension = ExtensionRule.OPENED)
    @Tag("facts-42")
    @OnEachHost(needs = Host.Can.LIFESPAN)
    void layersOpenFromTheInsideAndCloseFromTheOutside(Host host) throws Exception {
        Application stack = application(true).with(layer("outer"), layer("inner"));
        assertEquals("content appinnerouter", host.ask(stack, Ask.get("/")).text());
        assertEquals(List.of("open app", "open inner", "open outer", "call outer", "call inner", "call app", "close outer",
            "close inner", "close app"), List.copyOf(events));
    }

    @Verifies(extension = ExtensionRule.ROLLED_BACK)
    @Tag("facts-42")
    @OnEachHost(needs = Host.Can.LIFESPAN)
    void whenALayerDoesNotOpenThoseThatAreOpenAreClosed(Host host) throws Exception {
        Application stack = application(true).with(inner -> new Layer("bad", inner, false), layer("inner"));
        try (var running = host.start(stack)) {
            assertEquals(500, running.ask(Ask.get("/")).code());
        } catch (IOException refused) {
            assertEquals("bad does not open", refused.getMessage());
        }
        assertEquals(List.of("open app", "open inner", "close inner", "close app"), List.copyOf(events));
    }

    @Verifies(middleware = {MiddlewareRule.CLOSES, MiddlewareRule.ONE_BLOCK})
    @Tag("facts-42")
    @OnEachHost
    void aMappedBodyIsClosedAndKeepsItsLength(Host host) throws Exception {
        var body = new Watched(blocks("a", "b"));
        Middleware upper = inner -> (environ, start) ->
            Body.map(inner.call(environ, start), block -> Bodies.bytes(new String(block).toUpperCase(Locale.ROOT)));
        Application many = (_, start) -> {
            start.start("200 OK");
            return body;
        };
        assertEquals("AB", host.ask(many.with(upper), Ask.get("/")).text());
        assertEquals(1, body.closes());
        Application one = (_, start) -> start.text("200 OK", "one");
        assertEquals(Optional.of("3"), host.ask(one.with(upper), Ask.get("/")).header("Content-Length"));
    }

    @Verifies(extension = ExtensionRule.STATE)
    @Tag("facts-43")
    @OnEachHost(needs = {Host.Can.LIFESPAN, Host.Can.CONNECTIONS})
    void theStateIsAShallowCopyForEachCall(Host host) throws Exception {
        var stateful = new Application() {
            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
                Map<String, Object> state = Environ.STATE.of(environ).values();
                int calls = ((AtomicInteger) state.get("calls")).incrementAndGet();
                return start.text("200 OK", calls + " " + state.put("mine", calls));
            }

            @Override
            public AutoCloseable open(Map<String, Object> state) {
                state.put("calls", new AtomicInteger());
                return () -> { };
            }
        };
        try (var running = host.start(stateful)) {
            assertEquals("1 null", running.ask(Ask.get("/")).text());
            assertEquals("2 null", running.ask(Ask.get("/")).text());
        }
    }

    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    @Verifies(extension = ExtensionRule.SCOPED)
    @Tag("facts-48")
    @OnEachHost
    void aScopedValueIsBoundUntilTheBodyIsClosed(Host host) throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        final class Looking implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                var left = new ArrayDeque<>(List.of("next ", "again "));
                return made(() -> Optional.ofNullable(left.poll()).map(text -> text + USER.get() + " ")).iterator();
            }

            @Override
            public void close() {
                seen.add("close " + USER.get());
            }
        }
        Application application = (_, start) -> {
            seen.add("call " + USER.get());
            start.start("200 OK");
            return new Looking();
        };
        Reply reply = host.ask(application.with(Middleware.scoped(USER, Environ::path)), Ask.get("/me"));
        assertEquals("next /me again /me ", reply.text());
        assertEquals(List.of("call /me", "close /me"), List.copyOf(seen));
    }
}

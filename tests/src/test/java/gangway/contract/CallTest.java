package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import static gangway.contract.Bodies.blocks;
import static gangway.contract.Bodies.bytes;
import static gangway.contract.Bodies.made;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/// Part 1 of the contract: the call.
@Timeout(60)
class CallTest {

    private static Iterable<byte[]> method(Environ environ, StartResponse start) throws IOException {
        return start.text("200 OK", environ.method());
    }

    private record Value(String text) implements Application {
        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
            return start.text("200 OK", text);
        }
    }

    private enum Constant implements Application {
        ONLY;

        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
            return start.text("200 OK", name());
        }
    }

    /// Of its body a server may use the iterator and the size, and nothing more.
    private static final class Opaque extends AbstractCollection<byte[]> {
        private final List<byte[]> blocks;

        private Opaque(String... texts) {
            blocks = blocks(texts);
        }

        @Override
        public Iterator<byte[]> iterator() {
            return blocks.iterator();
        }

        @Override
        public int size() {
            return blocks.size();
        }

        @Override
        public Object[] toArray() {
            throw new AssertionError("toArray");
        }

        @Override
        public boolean isEmpty() {
            throw new AssertionError("isEmpty");
        }

        @Override
        public boolean contains(Object block) {
            throw new AssertionError("contains");
        }

        @Override
        public Spliterator<byte[]> spliterator() {
            throw new AssertionError("spliterator");
        }

        @Override
        public void forEach(Consumer<? super byte[]> action) {
            throw new AssertionError("forEach");
        }
    }

    @Verifies(call = CallRule.SIGNATURE)
    @Tag("facts-1")
    @OnEachHost
    void whateverCanBeCalledIsAnApplication(Host host) throws Exception {
        assertEquals("lambda", host.ask((_, start) -> start.text("200 OK", "lambda"), Ask.get("/")).text());
        assertEquals("GET", host.ask(CallTest::method, Ask.get("/")).text());
        assertEquals("record", host.ask(new Value("record"), Ask.get("/")).text());
        assertEquals("ONLY", host.ask(Constant.ONLY, Ask.get("/")).text());
        assertEquals("object", host.ask(new Application() {
            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
                return start.text("200 OK", "object");
            }
        }, Ask.get("/")).text());
    }

    @Verifies(call = CallRule.ONCE)
    @OnEachHost
    void theApplicationIsCalledOnceForEachRequest(Host host) throws Exception {
        var calls = new AtomicInteger();
        Application counting = (_, start) -> start.text("200 OK", "call " + calls.incrementAndGet());
        try (var running = host.start(counting)) {
            for (int n = 1; n <= 3; n++) assertEquals("call " + n, running.ask(Ask.get("/")).text());
            assertEquals("", running.ask(Ask.of("HEAD", "/")).text());
        }
        assertEquals(4, calls.get());
    }

    @Verifies(call = CallRule.ONCE)
    @Tag("facts-2")
    @OnEachHost(needs = {Host.Can.REQUESTS, Host.Can.CONNECTIONS})
    void whatTheServerRefusesItselfReachesNoApplication(Host host) throws Exception {
        var calls = new AtomicInteger();
        var refused = new LinkedHashMap<String, Integer>();
        refused.put("GET / HTTP/1.1\n\n", 400);
        refused.put("GET /" + "a".repeat(9000) + " HTTP/1.1\nHost: x\n\n", 414);
        refused.put("GET / HTTP/1.1\nHost: x\nA: " + "a".repeat(9000) + "\n\n", 431);
        refused.put("GET ftp://x/ HTTP/1.1\nHost: x\n\n", 421);
        refused.put("GET / HTTP/1.1\nHost: x\nExpect: miracles\n\n", 417);
        refused.put("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: gzip, chunked\n\n", 501);
        try (var running = host.start((_, start) -> start.text("200 OK", "called " + calls.incrementAndGet()))) {
            for (var request : refused.entrySet())
                try (Wire wire = Wire.to(running)) {
                    wire.send(request.getKey() + "GET /next HTTP/1.1\nHost: x\n\n");
                    assertEquals(request.getValue(), wire.read().code(), request.getKey());
                }
        }
        assertEquals(0, calls.get());
    }

    @Verifies(call = CallRule.RESULT, http = HttpRule.FAILURE)
    @Tag("facts-3")
    @OnEachHost
    void nullIsNoBody(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK", "X-Own", "dropped");
            return null;
        }, Ask.get("/"));
        assertEquals(500, reply.code());
        assertFalse(reply.headers().contains("X-Own"));
        assertEquals(CallRule.RESULT, assertInstanceOf(Violation.class, reply.failures().getFirst()).rule());
        assertFalse(reply.text().contains("null") || reply.text().contains("gangway"), reply.text());
    }

    @Verifies(start = StartRule.BEFORE_BODY)
    @Tag("facts-4")
    @OnEachHost
    void anApplicationThatNeverStartsHasFailed(Host host) throws Exception {
        for (List<byte[]> body : List.of(blocks("content"), blocks("", "content"), blocks(""), blocks())) {
            Reply reply = host.ask((_, _) -> body, Ask.get("/"));
            assertEquals(500, reply.code());
            assertFalse(reply.text().contains("content"), reply.text());
            assertEquals(StartRule.BEFORE_BODY, assertInstanceOf(Violation.class, reply.failures().getFirst()).rule());
        }
    }

    @Verifies(call = CallRule.OPAQUE)
    @OnEachHost
    void ofACollectionOnlyIteratorAndSizeAreUsed(Host host) throws Exception {
        for (var body : List.of(new Opaque("one"), new Opaque("o", "n", "e"))) {
            Reply reply = host.ask((_, start) -> {
                start.start("200 OK");
                return body;
            }, Ask.get("/"));
            assertEquals("one", reply.text());
        }
    }

    @Verifies(call = CallRule.SERVER_THREAD)
    @Tag("facts-48")
    @OnEachHost
    void callIterationAndCloseHappenOnOneThread(Host host) throws Exception {
        var body = new Watched(blocks("a", "", "b", "c"));
        var calling = new AtomicReference<Thread>();
        host.ask((_, start) -> {
            calling.set(Thread.currentThread());
            start.start("200 OK").write(bytes("written"));
            return body;
        }, Ask.get("/"));
        assertEquals(1, body.closes());
        assertEquals(Set.of(calling.get()), body.threads());
    }

    @Verifies(call = CallRule.CONCURRENCY, environ = EnvironRule.FLAGS)
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void callsMeetJustWhereMultithreadIsTrue(Host host) throws Exception {
        var meeting = new CyclicBarrier(2);
        var inside = new AtomicInteger();
        Application waiting = (environ, start) -> {
            boolean alone = inside.incrementAndGet() == 1, multithread = Environ.MULTITHREAD.of(environ);
            if (multithread) meeting.await(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            inside.decrementAndGet();
            return start.text("200 OK", multithread || alone ? "as said" : "met another call");
        };
        try (var running = host.start(waiting); Wire one = Wire.to(running); Wire other = Wire.to(running)) {
            one.send(Ask.get("/").bytes());
            other.send(Ask.get("/").bytes());
            assertEquals("as said", one.read().text());
            assertEquals("as said", other.read().text());
        }
    }

    @Verifies(call = {CallRule.SERIAL, CallRule.CONCURRENCY})
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void aSerialApplicationIsRunByOneThreadAtATime(Host host) throws Exception {
        var inside = new AtomicInteger();
        var met = new AtomicBoolean();
        Application fragile = (environ, start) -> {
            if (inside.incrementAndGet() > 1 || Environ.MULTITHREAD.of(environ)) met.set(true);
            start.start("200 OK");
            var left = new ArrayDeque<>(List.of("a", "b"));
            return made(() -> {
                Thread.yield();
                if (inside.get() > 1) met.set(true);
                if (left.isEmpty()) inside.decrementAndGet();
                return Optional.ofNullable(left.poll());
            });
        };
        try (var running = host.start(fragile.with(Middleware.serial())); var clients = Executors.newFixedThreadPool(8)) {
            Callable<String> client = () -> {
                try (Wire wire = Wire.to(running)) {
                    wire.send(Ask.get("/").bytes());
                    return wire.read().text();
                }
            };
            for (var answer : clients.invokeAll(Collections.nCopies(40, client))) assertEquals("ab", answer.get());
        }
        assertFalse(met.get());
    }
}

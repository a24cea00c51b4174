package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.OnFinished;
import gangway.spec.Status;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What is told of a request beyond PEP 3333, and what happens around its call, over real sockets.
@Timeout(60)
class ExtensionsTest {

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n", LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n";

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    // Upgrades.

    @ParameterizedTest
    @EnumSource
    @Tag("facts-40")
    @Verifies(extension = {ExtensionRule.OFFERED, ExtensionRule.ABSENT})
    void anUpgradeIsOfferedWhereItCouldBeDone(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) ->
            start.text("200 OK", Environ.UPGRADE.in(environ).map(offer -> offer.protocols().toString()).orElse("none")))) {
            String upgrade = "\nConnection: close, Upgrade\nUpgrade: WebSocket, h2c\n\n";
            assertTrue(server.ask("GET / HTTP/1.1\nHost: x" + upgrade).endsWith("\r\n\r\n[websocket, h2c]"));
            assertTrue(server.ask("GET / HTTP/1.0" + upgrade).endsWith("\r\n\r\nnone"), "HTTP/1.0 has no upgrade");
            assertTrue(server.ask("GET / HTTP/1.1\nHost: x\nConnection: close\nUpgrade: websocket\n\n").endsWith("none"),
                "not meant for this connection");
            assertTrue(server.ask("GET / HTTP/1.1\nHost: x\nConnection: close, upgrade\n\n").endsWith("none"), "no protocol");
            assertTrue(server.ask(LAST).endsWith("none"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-40")
    @Verifies(extension = ExtensionRule.UPGRADE)
    void anUpgradeGetsTheConnectionFromTheFirstByteBehindTheRequest(Worker worker) throws Exception {
        var go = new CountDownLatch(1);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> awaitHere(go));
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", InputStream::transferTo);
        }); LiveClient client = server.connect()) {
            client.send("GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: echo\n\nearly, ");
            assertTrue(client.until("\n\n").startsWith("HTTP/1.1 101 Switching Protocols\n"));
            client.send("late");
            client.socket().shutdownOutput();
            assertEquals("early, late", client.rest(), "and it ends before the hooks have run");
            go.countDown();
        }
    }

    // The target.

    @ParameterizedTest
    @EnumSource
    @Tag("facts-29")
    void theRawQueryTellsAnEmptyOneFromNone(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) -> start.text("200 OK",
            Environ.RAW_QUERY.in(environ) + " " + environ.get("QUERY_STRING")))) {
            assertTrue(server.ask(LAST.replace("/ ", "/?a=%20&b ")).endsWith("\r\n\r\nOptional[a=%20&b] a=%20&b"));
            assertTrue(server.ask(LAST.replace("/ ", "/? ")).endsWith("\r\n\r\nOptional[] "));
            assertTrue(server.ask(LAST.replace("/ ", "/ ")).endsWith("\r\n\r\nOptional.empty "));
            assertTrue(server.ask(LAST.replace("/ ", "http://x? ")).endsWith("\r\n\r\nOptional[] "));
        }
    }

    // Threads.

    @ParameterizedTest
    @EnumSource
    @Verifies(environ = EnvironRule.FLAGS)
    void theFlagsSayWhatIsSo(Worker worker) throws Exception {
        var both = new CyclicBarrier(2);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            both.await();                                      // for ever, if the application were not called twice at once
            return start.text("200 OK", environ.get("gateway.multithread") + " " + environ.get("gateway.multiprocess") + " "
                + environ.get("gateway.run_once"));
        }); LiveClient other = server.connect()) {
            other.send(LAST);
            assertTrue(server.ask(LAST).endsWith("\r\n\r\ntrue false false"));
            assertTrue(other.rest().endsWith("\r\n\r\ntrue false false"));
        }
    }

    private static final ScopedValue<String> NAME = ScopedValue.newInstance();

    /// Notes where each part of a call runs, and what is bound there.
    private record Noting(List<Thread> threads, List<String> names) implements Iterable<byte[]>, AutoCloseable {
        void note() {
            threads.add(Thread.currentThread());
            names.add(NAME.orElse("unbound"));
        }

        @Override
        public Iterator<byte[]> iterator() {
            return Stream.of("a", "b").peek(_ -> note()).map(ExtensionsTest::bytes).iterator();
        }

        @Override
        public void close() {
            note();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-48")
    @Verifies(call = CallRule.SERVER_THREAD, extension = ExtensionRule.SCOPED)
    void callIterationCloseAndHooksAreOnOneThreadAndAScopedValueIsBoundInAllButTheHooks(Worker worker) throws Exception {
        var noting = new Noting(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        try (var server = LiveServer.of(worker, ((Application) (environ, start) -> {
            noting.note();
            Environ.ON_FINISHED.of(environ).add(_ -> noting.note());
            start.start("200 OK");
            return noting;
        }).with(Middleware.scoped(NAME, Environ::path)))) {
            assertTrue(server.ask(LAST.replace("/ ", "/ada ")).contains("1\r\na\r\n1\r\nb\r\n0\r\n\r\n"));
        }
        assertEquals(1, Set.copyOf(noting.threads()).size(), () -> noting.threads().toString());
        assertEquals(worker == Worker.VIRTUAL, noting.threads().getFirst().isVirtual());
        assertEquals(List.of("/ada", "/ada", "/ada", "/ada", "unbound"), noting.names());
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(call = {CallRule.SERIAL, CallRule.CONCURRENCY})
    void aSerialApplicationIsCalledByOneThreadAtATime(Worker worker) throws Exception {
        var inside = new AtomicInteger();
        var overlaps = new AtomicInteger();
        try (var server = LiveServer.of(worker, ((Application) (environ, start) -> {
            assertFalse(Environ.MULTITHREAD.of(environ));
            if (inside.incrementAndGet() > 1) overlaps.incrementAndGet();
            start.start("200 OK");
            return () -> Stream.of("a", "b", "").peek(block -> {
                Thread.yield();
                if (block.isEmpty()) inside.decrementAndGet();
            }).map(ExtensionsTest::bytes).iterator();
        }).with(Middleware.serial())); var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> tasks = Collections.nCopies(50, () -> server.ask(LAST));
            for (Future<String> response : clients.invokeAll(tasks)) assertTrue(response.get().endsWith("0\r\n\r\n"));
        }
        assertEquals(0, overlaps.get());
    }

    // Behind the response.

    private static void awaitHere(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.FINISHED)
    void theClientHasTheWholeResponseBeforeHooksRun(Worker worker) throws Exception {
        var go = new Semaphore(0);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> go.acquireUninterruptibly());   // for ever, if the client waited for it
            start.start("200 OK");
            return List.of(bytes("a"), bytes("b"));
        })) {
            assertTrue(server.ask("GET / HTTP/1.0\n\n").endsWith("\r\n\r\nab"), "to the end of the connection");
            go.release();
            try (LiveClient client = server.connect()) {
                client.send(GET);
                client.until("0\n\n");
            }
            go.release();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.FINISHED)
    void aCutIsSeenBeforeHooksRun(Worker worker) throws Exception {
        var go = new CountDownLatch(1);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> awaitHere(go));
            start.start("200 OK").write(bytes("part"));
            throw new IllegalStateException("in the middle");
        })) {
            assertTrue(server.ask(LAST).endsWith("4\r\npart\r\n"));
            go.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.FINISHED)
    void hooksRunTheLastFirstAndBeforeTheNextRequestOfTheConnection(Worker worker) throws Exception {
        var order = new CopyOnWriteArrayList<String>();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            OnFinished hooks = Environ.ON_FINISHED.of(environ);
            hooks.add(_ -> order.add("first added " + environ.path()));
            hooks.add(finished -> {
                assertSame(environ, finished.environ());
                order.add("last added " + finished.status().map(Status::code).orElse(0));
            });
            order.add("call " + environ.path());
            return start.empty("204 No Content");
        })) {
            server.ask(GET.replace("/ ", "/1 ") + LAST.replace("/ ", "/2 "));
        }
        assertEquals(List.of("call /1", "last added 204", "first added /1",
            "call /2", "last added 204", "first added /2"), order);
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.FINISHED_THROWS)
    void aHookThatThrowsIsReportedAndTheOthersRun(Worker worker) throws Exception {
        var ran = new CountDownLatch(1);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> ran.countDown());
            Environ.ON_FINISHED.of(environ).add(_ -> {
                throw new IllegalStateException("a hook");
            });
            return start.empty("204 No Content");
        })) {
            server.ask(LAST);
            ran.await();
            assertEquals(List.of("a hook"), server.failures().stream().map(Throwable::getMessage).toList());
        }
    }
}

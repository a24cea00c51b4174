package gangway.server;

import module java.base;

import gangway.server.http1.Limits;
import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Write;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Clients that leave, and what an application can know of it.
@Timeout(60)
class DisconnectTest {

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n", LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n";
    private static final byte[] BLOCK = new byte[64 * 1024];

    private static boolean isGone(Environ environ) {
        return Environ.DISCONNECTED.of(environ).getAsBoolean();
    }

    /// Asks until it is so; a test that is wrong runs into its time limit.
    private static void awaitGone(Environ environ) {
        while (!isGone(environ)) Thread.yield();
    }

    // Asking.

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.DISCONNECTED)
    void aClientThatWaitsIsThere(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) ->
            start.text("200 OK", isGone(environ) + " " + isGone(environ)))) {
            assertTrue(server.ask(LAST).endsWith("\r\n\r\nfalse false"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.DISCONNECTED)
    void aClientThatClosesOrResetsIsGone(Worker worker) throws Exception {
        var asked = new Semaphore(0);
        var known = new Semaphore(0);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            assertFalse(isGone(environ));
            asked.release();
            awaitGone(environ);
            known.release();
            return start.empty("204 No Content");
        })) {
            LiveClient closing = server.connect();
            closing.send(GET);
            asked.acquire();
            closing.close();
            known.acquire();
            LiveClient resetting = server.connect();
            resetting.send(GET);
            asked.acquire();
            resetting.reset();
            known.acquire();
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsThatArriveWhileItIsAskedAreAnsweredInTheirOrder(Worker worker) throws Exception {
        var entered = new Semaphore(0);
        var sent = new Semaphore(0);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            if (environ.path().equals("/1")) {
                assertFalse(isGone(environ));
                entered.release();
                sent.acquire();
                for (int i = 0; i < 100; i++) assertFalse(isGone(environ));
            }
            return start.text("200 OK", environ.path() + "\n");
        }); LiveClient client = server.connect()) {
            client.send(GET.replace("/ ", "/1 "));
            entered.acquire();
            client.send(GET.replace("/ ", "/2 ") + LAST.replace("/ ", "/3 "));
            sent.release();
            assertEquals(List.of("/1", "/2", "/3"), client.rest().lines().filter(line -> line.startsWith("/")).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void contentThatIsPartlyReadWhenItIsAskedComesWhole(Worker worker) throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        var read = new AtomicReference<byte[]>();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            var whole = new ByteArrayOutputStream();
            byte[] block = new byte[10_000];                   // more than the buffer of the input, so it is read past that
            for (int count = environ.input().read(block); count >= 0; count = environ.input().read(block)) {
                whole.write(block, 0, count);
                assertFalse(isGone(environ));
            }
            read.set(whole.toByteArray());
            return start.empty("204 No Content");
        }); LiveClient client = server.connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 300000\n\n");
            client.send(content);
            assertTrue(client.rest().startsWith("HTTP/1.1 204 "));
        }
        assertArrayEquals(content, read.get());
    }

    @ParameterizedTest
    @EnumSource
    void anUploadThatEndsEarlyIsKnownAndStillAnErrorToRead(Worker worker) throws Exception {
        var thrown = new CompletableFuture<Throwable>();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            awaitGone(environ);
            try {
                environ.input().readAllBytes();
            } catch (IOException e) {
                thrown.complete(e);
            }
            return start.empty("204 No Content");
        }); LiveClient client = server.connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 10\n\nhalf");
            client.socket().shutdownOutput();
            assertInstanceOf(ClientDisconnected.class, thrown.get());
        }
    }

    @Test
    @Verifies(extension = ExtensionRule.DISCONNECTED)
    void whileTheBufferIsFullNobodyCanTell() throws Exception {
        var seen = new ArrayList<Boolean>();
        Application application = (environ, start) -> {
            seen.add(isGone(environ));
            seen.add(environ.input().readAllBytes().length == 40_000);
            seen.add(isGone(environ));
            return start.empty("204 No Content");
        };
        var duplex = new MemoryDuplex("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(40_000));
        Deployment deployment = Deployment.open(application);
        var gateway = new Gateway(Settings.loopback(), () -> deployment, InstantSource.system());
        new Connection(duplex, gateway, Settings.loopback()).run();
        assertEquals(List.of(false, true, true), seen);
    }

    @ParameterizedTest
    @EnumSource
    void insideAConversationItTakesNothingAwayFromIt(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", (in, out) -> {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    assertFalse(isGone(environ));
                    out.write(next);
                }
            });
        }); LiveClient client = server.connect()) {
            client.send("GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: echo\n\n");
            client.until("\n\n");
            client.send("hello");
            assertEquals("hello", client.until("hello"));
            client.socket().shutdownOutput();
            assertEquals("", client.rest());
        }
    }

    // Not asking.

    /// A body that never ends, and counts how often it is closed.
    private record Endless(Runnable closed) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return Stream.generate(() -> BLOCK).iterator();
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    private static void leaveBehindTheHead(LiveServer server) throws IOException {
        LiveClient client = server.connect();
        client.send(GET);
        client.until("\n\n");
        client.reset();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-18")
    @Verifies(http = HttpRule.CLIENT_GONE, body = BodyRule.CLOSED)
    void aBodyWhoseReaderLeftIsClosedOnceAndIsNoFailure(Worker worker) throws Exception {
        var closed = new AtomicInteger();
        var first = new CountDownLatch(1);
        try (var server = LiveServer.of(worker, (_, start) -> {
            start.start("200 OK");
            return new Endless(() -> {
                closed.incrementAndGet();
                first.countDown();
            });
        })) {
            leaveBehindTheHead(server);
            first.await();
            assertEquals(List.of(), server.failures());
            assertEquals(1, closed.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(http = HttpRule.CLIENT_GONE)
    void writersAndProducersAreToldByAnException(Worker worker) throws Exception {
        var told = new LinkedBlockingQueue<Throwable>();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Write write = start.start("200 OK");
            if (environ.path().equals("/push")) return new Body.Push(out -> writeForEver(out, told));
            writeForEver(write, told);
            return List.of();
        })) {
            for (String path : List.of("/write", "/push")) {
                LiveClient client = server.connect();
                client.send(GET.replace("/ ", path + " "));
                client.until("\n\n");
                client.reset();
                assertInstanceOf(ClientDisconnected.class, told.take(), path);
            }
            assertEquals(List.of(), server.failures());
        }
    }

    private static void writeForEver(Write write, Queue<Throwable> told) throws IOException {
        try {
            while (true) write.write(BLOCK);
        } catch (ClientDisconnected gone) {
            told.add(gone);
            throw gone;
        }
    }

    // Being cut.

    @ParameterizedTest
    @EnumSource
    @Verifies(http = HttpRule.ABORT)
    void aCutResponseThatWouldEndWithTheConnectionIsResetInstead(Worker worker) throws Exception {
        var go = new CountDownLatch(1);
        try (var server = LiveServer.of(worker, (_, start) -> {
            start.start("200 OK").write("part".getBytes(UTF_8));
            go.await();
            throw new IllegalStateException("in the middle");
        }); LiveClient client = server.connect()) {
            client.send("GET / HTTP/1.0\n\n");
            client.until("part");
            go.countDown();
            var error = assertThrows(SocketException.class, client::rest);
            assertTrue(error.getMessage().contains("reset"), error.getMessage());
        }
    }
}

package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.InputRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server over real sockets, with each worker.
@Timeout(60)
class ServerTest {

    private static final Duration NO_TIME = Duration.ZERO, ENOUGH = Duration.ofSeconds(30);

    private static Server start(Worker worker, Application application) throws Exception {
        Deployment deployment = Deployment.open(application);
        return Server.start(Settings.loopback().with(worker), () -> deployment);
    }

    private static Socket connect(Server server) throws IOException {
        return new Socket(server.addresses().getFirst().getAddress(), server.addresses().getFirst().getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /// Reads until the text so far ends with that.
    private static String readUntil(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) throw new EOFException("closed behind: " + text);
            text.append((char) next);
        }
        return text.toString();
    }

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n", LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n";

    @ParameterizedTest
    @EnumSource
    @Tag("facts-1")
    @Verifies(environ = EnvironRule.OWN)
    void eachRequestHasAnEnvironOfItsOwn(Worker worker) throws Exception {
        var environs = new ConcurrentLinkedQueue<Environ>();
        Server server = start(worker, (environ, start) -> {
            environs.add(environ);
            return start.text("200 OK", "hello\n");
        });
        try (Socket socket = connect(server)) {
            send(socket, GET + LAST);
            readAll(socket);
        }
        server.stop(ENOUGH);
        assertEquals(2, environs.stream().map(System::identityHashCode).distinct().count());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-2")
    @Verifies(call = CallRule.ONCE)
    void whatTheServerRefusesNeverReachesTheApplication(Worker worker) throws Exception {
        var calls = new AtomicInteger();
        Server server = start(worker, (_, start) -> {
            calls.incrementAndGet();
            return start.empty("204 No Content");
        });
        for (var refused : Map.of("400", "GET / HTTP/1.1\n\n", "414", "GET /" + "a".repeat(9000) + " HTTP/1.1\n",
            "431", "GET / HTTP/1.1\nA: " + "a".repeat(9000) + "\n", "417", "GET / HTTP/1.1\nHost: x\nExpect: x\n\n",
            "501", "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: gzip, chunked\n\n").entrySet())
            try (Socket socket = connect(server)) {
                send(socket, refused.getValue());
                assertTrue(readAll(socket).startsWith("HTTP/1.1 " + refused.getKey() + " "), refused.getKey());
            }
        server.stop(ENOUGH);
        assertEquals(0, calls.get());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-20")
    @Verifies(content = ContentRule.NONE)
    void headIsGetWithoutContent(Worker worker) throws Exception {
        Server server = start(worker, (_, start) -> start.text("200 OK", "hello\n"));
        try (Socket get = connect(server); Socket head = connect(server)) {
            send(get, LAST);
            send(head, LAST.replace("GET", "HEAD"));
            String withoutDate = "Date: [^\r]*\r\n";
            assertEquals(readAll(get).replaceFirst(withoutDate, ""), readAll(head).replaceFirst(withoutDate, "") + "hello\n");
        }
        server.stop(ENOUGH);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-21")
    @Verifies(content = ContentRule.NONE)
    void noContentHasNeitherBytesNorFraming(Worker worker) throws Exception {
        Server server = start(worker, (environ, start) -> {
            start.start(environ.path().substring(1) + " x");
            return List.of("bytes".getBytes(UTF_8), "more".getBytes(UTF_8));
        });
        for (String status : List.of("204", "304"))
            try (Socket socket = connect(server)) {
                send(socket, LAST.replace("/ ", "/" + status + " "));
                assertTrue(readAll(socket).matches("HTTP/1.1 " + status + " x\r\nDate: [^\r]*\r\nConnection: close\r\n\r\n"));
            }
        server.stop(ENOUGH);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-24")
    @Verifies(start = StartRule.ADDED)
    void theApplicationsOwnFieldsAreNotDoubled(Worker worker) throws Exception {
        Server server = start(worker, (_, start) -> {
            start.start("200 OK", "date", "yesterday", "SERVER", "mine", "content-type", "a/b", "content-length", "2");
            return List.of("ok".getBytes(UTF_8));
        });
        try (Socket socket = connect(server)) {
            send(socket, LAST);
            assertEquals("HTTP/1.1 200 OK\r\ndate: yesterday\r\nSERVER: mine\r\ncontent-type: a/b\r\ncontent-length: 2\r\n"
                + "Connection: close\r\n\r\nok", readAll(socket));
        }
        server.stop(ENOUGH);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-33")
    @Verifies(input = {InputRule.ENDS, InputRule.REST})
    void theInputOfAGetIsEmptyAtOnce(Worker worker) throws Exception {
        Server server = start(worker, (environ, start) ->
            start.text("200 OK", environ.input().readAllBytes().length + " " + environ.input().read() + "\n"));
        try (Socket socket = connect(server)) {
            send(socket, GET);
            assertTrue(readUntil(socket, "0 -1\n").startsWith("HTTP/1.1 200 OK"), "though the connection stays open");
        }
        server.stop(ENOUGH);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-36")
    void aClientThatIsStillSendingCanReadTheAnswer(Worker worker) throws Exception {
        Server server = start(worker, (_, start) -> start.text("403 Forbidden", "not here\n"));
        try (Socket socket = connect(server)) {
            send(socket, "POST / HTTP/1.1\nHost: x\nContent-Length: 8000000\n\n");
            byte[] megabyte = new byte[1_000_000];
            for (int i = 0; i < 8; i++) socket.getOutputStream().write(megabyte);
            String response = readAll(socket);
            assertTrue(response.startsWith("HTTP/1.1 403 Forbidden\r\n") && response.endsWith("not here\n"), response);
            assertTrue(response.contains("\r\nConnection: close\r\n"), response);
        }
        server.stop(ENOUGH);
    }

    @ParameterizedTest
    @EnumSource
    void aLastResponseIsNotHeldUpByAnUnfinishedRequest(Worker worker) throws Exception {
        Server server = start(worker, (environ, start) -> {
            if (environ.path().equals("/whole")) return start.text("200 OK", "whole\n");
            start.start("200 OK").write("part".getBytes(UTF_8));
            throw new IllegalStateException("in the middle");
        });
        try (Socket whole = connect(server); Socket cut = connect(server)) {
            send(whole, "POST /whole HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 1000\n\n");
            assertTrue(readAll(whole).endsWith("whole\n"));
            send(cut, "POST /cut HTTP/1.1\nHost: x\nContent-Length: 1000\n\n");
            assertTrue(readAll(cut).endsWith("4\r\npart\r\n"));
        }
        server.stop(ENOUGH);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-12")
    @Verifies(body = BodyRule.EACH)
    void aBlockArrivesWhileTheNextIsBeingMade(Worker worker) throws Exception {
        var arrived = new CountDownLatch(1);
        Server server = start(worker, (_, start) -> {
            start.start("200 OK");
            return () -> Stream.of("A", "B").peek(block -> {
                if (block.equals("B")) awaitUninterruptibly(arrived);   // for ever, if A waited for B
            }).map(block -> block.getBytes(UTF_8)).iterator();
        });
        try (Socket socket = connect(server)) {
            send(socket, LAST);
            readUntil(socket, "1\r\nA\r\n");
            arrived.countDown();
            assertEquals("1\r\nB\r\n0\r\n\r\n", readAll(socket));
        }
        server.stop(ENOUGH);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandRequestsOverFiftyConnectionsAreAllAnswered(Worker worker) throws Exception {
        Server server = start(worker, (environ, start) -> start.text("200 OK", environ.path() + "\n"));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tasks = IntStream.range(0, 50).<Callable<Integer>>mapToObj(i -> () -> {
                try (Socket socket = connect(server)) {
                    for (int n = 0; n < 200; n++) {
                        send(socket, "GET /%s-%s HTTP/1.1\nHost: x\n\n".formatted(i, n));
                        readUntil(socket, "\r\n\r\n/%s-%s\n".formatted(i, n));
                    }
                    return 200;
                }
            }).toList();
            int answered = 0;
            for (Future<Integer> task : clients.invokeAll(tasks)) answered += task.get();
            assertEquals(10_000, answered);
        }
        server.stop(ENOUGH);
    }

    // Stopping.

    @ParameterizedTest
    @EnumSource
    void stoppingClosesIdleConnectionsAtOnce(Worker worker) throws Exception {
        Server server = start(worker, (_, start) -> start.text("200 OK", "hello\n"));
        try (Socket socket = connect(server)) {
            send(socket, GET);
            readUntil(socket, "hello\n");
            server.stop(ENOUGH);
            assertEquals(-1, socket.getInputStream().read());
            assertThrows(ConnectException.class, () -> connect(server));
        }
    }

    @ParameterizedTest
    @EnumSource
    void stoppingLetsARunningRequestFinishAndSaysClose(Worker worker) throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Server server = start(worker, (_, start) -> {
            entered.countDown();
            go.await();
            return start.text("200 OK", "finished\n");
        });
        try (Socket socket = connect(server)) {
            send(socket, GET);
            entered.await();
            Thread stopping = Thread.ofPlatform().start(() -> server.stop(ENOUGH));
            while (stopping.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();   // for this request, all else done
            assertThrows(ConnectException.class, () -> connect(server));
            go.countDown();
            String response = readAll(socket);
            assertTrue(response.contains("\r\nConnection: close\r\n") && response.endsWith("finished\n"), response);
            stopping.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStillRunningWhenGraceEndsIsCut(Worker worker) throws Exception {
        var entered = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        Server server = start(worker, (_, start) -> {
            entered.countDown();
            never.await();
            return start.empty("204 No Content");
        });
        try (Socket socket = connect(server)) {
            send(socket, GET);
            entered.await();
            server.stop(NO_TIME);
            assertEquals("", readAll(socket));
        }
        never.countDown();
    }

    @ParameterizedTest
    @EnumSource
    void anAddressInUseIsAnError(Worker worker) throws Exception {
        Server server = start(worker, (_, start) -> start.empty("204 No Content"));
        Deployment deployment = Deployment.open((_, start) -> start.empty("204 No Content"));
        var settings = new Settings(server.addresses(), worker, Settings.loopback().limits(), Log.SILENT);
        assertThrows(BindException.class, () -> Server.start(settings, () -> deployment));
        server.stop(ENOUGH);
    }

    @ParameterizedTest
    @EnumSource
    void requestsRunInTheContextInWhichTheirApplicationWasOpened(Worker worker) throws Exception {
        var context = new URLClassLoader(new URL[0]);
        var seen = new AtomicReference<ClassLoader>();
        Thread.currentThread().setContextClassLoader(context);
        try {
            Server server = start(worker, (_, start) -> {
                seen.set(Thread.currentThread().getContextClassLoader());
                return start.text("200 OK", "hello\n");
            });
            try (Socket socket = connect(server)) {
                send(socket, LAST);
                readAll(socket);
            }
            server.stop(ENOUGH);
        } finally {
            Thread.currentThread().setContextClassLoader(ServerTest.class.getClassLoader());
        }
        assertEquals(context, seen.get());
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.OPENED)
    void aReplacedDeploymentClosesBehindItsLastRequest(Worker worker) throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Deployment old = Deployment.open((_, start) -> {
            entered.countDown();
            go.await();
            return start.text("200 OK", "old\n");
        });
        Deployment fresh = Deployment.open((_, start) -> start.text("200 OK", "new\n"));
        var current = new AtomicReference<>(old);
        Server server = Server.start(Settings.loopback().with(worker), current::get);
        try (Socket first = connect(server); Socket second = connect(server)) {
            send(first, LAST);
            entered.await();
            current.set(fresh);
            old.close();
            assertFalse(old.awaitClosed(NO_TIME));
            send(second, LAST);
            assertTrue(readAll(second).endsWith("new\n"));
            go.countDown();
            assertTrue(readAll(first).endsWith("old\n"));
            assertTrue(old.awaitClosed(ENOUGH));
        }
        server.stop(ENOUGH);
    }
}

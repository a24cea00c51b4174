package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Timeouts over real sockets, with each worker. How long they are exactly is for [SlowClientTest] and [DeadlineTest].
@Timeout(60)
class TimeoutsTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n", LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n";
    private static final Application HELLO = (_, start) -> start.text("200 OK", "hello");

    private static LiveServer start(Worker worker, Timeouts timeouts, Application application) throws Exception {
        return LiveServer.of(Settings.loopback().with(worker).with(timeouts), application);
    }

    /// Sends the text byte by byte, with pauses, until the server says something or closes.
    private static void spellOut(LiveClient client, String text) throws IOException {
        client.socket().setSoTimeout(20);
        for (char c : text.toCharArray()) {
            client.send(String.valueOf(c));
            try {
                client.socket().getInputStream().read();       // its first byte is an H, which the caller can do without
                break;
            } catch (SocketTimeoutException pause) {
                // on with the next
            }
        }
        client.socket().setSoTimeout(30_000);
    }

    // Requests.

    @ParameterizedTest
    @EnumSource
    @Tag("facts-61")
    void aConnectionThatSaysNothingIsClosedWithoutAByte(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT.withHead(SHORT), HELLO); LiveClient client = server.connect()) {
            assertEquals("", client.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-61")
    void aConnectionThatSaysNothingMoreIsClosedWithoutAByte(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT.withIdle(SHORT), HELLO); LiveClient client = server.connect()) {
            client.send(GET);
            client.until("hello");
            assertEquals("", client.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoKeepsTheTimeLeavesWithTheLastConnectionAndComesWithTheNext(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT.withHead(SHORT), HELLO)) {
            for (int i = 0; i < 2; i++) {
                try (LiveClient client = server.connect()) {
                    assertEquals("", client.rest());
                }
                while (isTimeKept()) Thread.yield();
            }
        }
    }

    private static boolean isTimeKept() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("timekeeper"));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-61")
    void aHeadThatIsSpelledOutIsRefused(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT.withHead(SHORT), HELLO); LiveClient client = server.connect()) {
            spellOut(client, "GET / HTTP/1.1\nHost: x\nA: " + "a".repeat(1000));
            String answer = client.rest();
            assertTrue(answer.startsWith("TTP/1.1 408 Request Timeout\r\n"), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-61")
    void contentThatIsSpelledOutIsRefused(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT.withBody(SHORT, 500), (environ, start) ->
            start.bytes("200 OK", "text/plain", environ.input().readAllBytes())); LiveClient client = server.connect()) {
            client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 1000\n\n");
            spellOut(client, "x".repeat(1000));
            String answer = client.rest();
            assertTrue(answer.startsWith("TTP/1.1 408 Request Timeout\r\n"), answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestBehindASlowOneHasAllTheTimeAgain(Worker worker) throws Exception {
        var timeouts = Timeouts.DEFAULT.withHead(Duration.ofSeconds(20)).withBody(Duration.ofSeconds(20), 500);
        try (var server = start(worker, timeouts, (environ, start) ->
            start.text("200 OK", environ.input().readAllBytes().length + "!")); LiveClient client = server.connect()) {
            for (int i = 0; i < 3; i++) {
                spellOut(client, "POST /");                    // the server waits for each of the parts
                client.send(" HTTP/1.1\nHost: x\nContent-Length: 1000\n\n");
                spellOut(client, "12345");
                client.send("x".repeat(995));
                client.until("1000!");
            }
        }
    }

    // Responses.

    @ParameterizedTest
    @EnumSource
    @Verifies(http = HttpRule.CLIENT_GONE)
    void aClientThatTakesNothingIsCut(Worker worker) throws Exception {
        var told = new CompletableFuture<ClientDisconnected>();
        try (var server = start(worker, Timeouts.DEFAULT.withWrite(SHORT), (_, start) -> {
            start.start("200 OK");
            return new Body.Push(out -> {
                try {
                    while (true) out.write(new byte[1 << 20]);
                } catch (ClientDisconnected cut) {
                    told.complete(cut);
                    throw cut;
                }
            });
        }); LiveClient client = server.connect()) {
            client.send(GET);
            client.until("\n\n");
            assertTrue(told.get().getCause().getMessage().contains("took nothing"));
            assertThrows(SocketException.class, client::rest, "and sees that it was not all");
            assertEquals(List.of(), server.failures());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherProtocolIsCutWhenItsClientTakesNothing(Worker worker) throws Exception {
        var told = new CompletableFuture<Throwable>();
        try (var server = start(worker, Timeouts.DEFAULT.withWrite(SHORT).withIdle(SHORT), (_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("flood", (_, out) -> {
                try {
                    while (true) out.write(new byte[1 << 16]);
                } catch (IOException cut) {
                    told.complete(cut);
                }
            });
        }); LiveClient client = server.connect()) {
            client.send("GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: flood\n\n");
            assertInstanceOf(ClientDisconnected.class, told.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-60")
    void clientsThatSendAheadWithoutEndLetTheOthersIn(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT, HELLO)) {
            var hogs = new ArrayList<LiveClient>();
            for (int i = 0; i <= Math.min(8, Runtime.getRuntime().availableProcessors()); i++) {
                LiveClient hog = server.connect();
                hogs.add(hog);
                Thread.ofPlatform().daemon().start(() -> sendForEver(hog));
                Thread.ofPlatform().daemon().start(() -> readForEver(hog));
            }
            for (int i = 0; i < 20; i++) assertTrue(server.ask(LAST).endsWith("hello"), "each within its time");
            for (LiveClient hog : hogs) hog.close();
        }
    }

    private static void sendForEver(LiveClient client) {
        try {
            while (true) client.send(GET.repeat(1000));
        } catch (IOException closed) {
            // as it should be
        }
    }

    private static void readForEver(LiveClient client) {
        try {
            byte[] block = new byte[1 << 16];
            while (client.socket().getInputStream().read(block) >= 0) Thread.onSpinWait();
        } catch (IOException closed) {
            // as it should be
        }
    }

    // Applications.

    private static final Timeouts IMPATIENT = Timeouts.DEFAULT.withApplication(SHORT);

    /// Waits as applications do that can be interrupted.
    private static void waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationThatWaitsTooLongIsUnavailableAndTheNextRequestIsNotInterrupted(Worker worker) throws Exception {
        var interrupted = new ConcurrentLinkedQueue<Boolean>();
        try (var server = start(worker, IMPATIENT, (environ, start) -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            if (environ.path().equals("/slow")) waitForEver();
            return start.text("200 OK", "hello");
        }); LiveClient client = server.connect()) {
            client.send(GET.replace("/ ", "/slow "));
            String answer = client.until("later");
            assertTrue(answer.startsWith("HTTP/1.1 503 Service Unavailable\n"), answer);
            assertTrue(answer.contains("\nRetry-After: 1\n"), answer);
            assertTrue(answer.contains("gateway.deadline"), answer);
            client.send(LAST);
            assertTrue(client.rest().endsWith("hello"), "on the same connection");
            assertEquals(List.of(false, false), List.copyOf(interrupted));
            Throwable failure = server.failures().getFirst();
            assertTrue(failure.getMessage().contains("gateway.deadline"), failure.getMessage());
            assertInstanceOf(InterruptedException.class, failure.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameBeforeTheFirstBlockAndInAnExceptionOfItsOwn(Worker worker) throws Exception {
        try (var server = start(worker, IMPATIENT, (_, start) -> {
            start.start("200 OK");
            return () -> Stream.generate(() -> {
                try {
                    waitForEver();
                    return new byte[0];
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();        // as the style guides have it
                    throw new IllegalStateException(e);
                }
            }).iterator();
        })) {
            assertTrue(server.ask(LAST).startsWith("HTTP/1.1 503 "));
            assertInstanceOf(IllegalStateException.class, server.failures().getFirst().getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationThatIsLateAndBusyCanStillAnswer(Worker worker) throws Exception {
        try (var server = start(worker, IMPATIENT, (environ, start) -> {
            while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
            assertFalse(Environ.DISCONNECTED.of(environ).getAsBoolean(), "which reads, and must not close the channel");
            assertTrue(Thread.currentThread().isInterrupted(), "and leaves the interrupt to the application");
            return start.text("200 OK", "late");
        }); LiveClient client = server.connect()) {
            client.send(GET + LAST);
            assertEquals(2, client.rest().split("late", -1).length - 1);
            assertEquals(List.of(), server.failures());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationThatHasBegunMayTakeAnyTime(Worker worker) throws Exception {
        var late = new CountDownLatch(1);
        try (var server = start(worker, IMPATIENT, (environ, start) -> {
            if (environ.path().equals("/late")) waitForEver();
            start.start("200 OK").write("begun, ".getBytes(UTF_8));
            late.await();                                      // an interrupt would end this
            return List.of("done".getBytes(UTF_8));
        }); LiveClient streaming = server.connect()) {
            streaming.send(LAST);
            streaming.until("begun, ");
            for (int i = 0; i < 2; i++)                        // whoever comes behind it is late, so it is later
                assertTrue(server.ask(LAST.replace("/ ", "/late ")).startsWith("HTTP/1.1 503 "));
            late.countDown();
            assertTrue(streaming.rest().contains("done"));
            assertEquals(2, server.failures().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTimeInWhichAnApplicationWaitsForTheClientDoesNotCount(Worker worker) throws Exception {
        var reading = new CountDownLatch(1);
        try (var server = start(worker, IMPATIENT, (environ, start) -> {
            if (environ.path().equals("/late")) waitForEver();
            reading.countDown();
            return start.bytes("200 OK", "text/plain", environ.input().readAllBytes());
        }); LiveClient slow = server.connect()) {
            slow.send("POST / HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 3\n\n");
            reading.await();
            for (int i = 0; i < 2; i++)                        // whoever comes behind it is late, so it would be too
                assertTrue(server.ask(LAST.replace("/ ", "/late ")).startsWith("HTTP/1.1 503 "));
            slow.send("all");
            assertTrue(slow.rest().endsWith("all"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptThatAnApplicationLeavesBehindClosesNothing(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT, (_, start) -> {
            boolean before = Thread.currentThread().isInterrupted();
            Thread.currentThread().interrupt();
            return start.text("200 OK", "interrupted: " + before);
        }); LiveClient client = server.connect()) {
            client.send(GET);
            client.until("interrupted: false");
            client.send(LAST);
            assertTrue(client.rest().endsWith("interrupted: false"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDeadlineIsInTheEnvironIfThereIsOne(Worker worker) throws Exception {
        Application deadline = (environ, start) -> start.text("200 OK", Environ.DEADLINE.in(environ)
            .map(instant -> instant.isAfter(Instant.now()) + "").orElse("none"));
        try (var server = start(worker, Timeouts.DEFAULT, deadline)) {
            assertTrue(server.ask(LAST).endsWith("none"));
        }
        try (var server = start(worker, Timeouts.DEFAULT.withApplication(Duration.ofHours(1)), deadline)) {
            assertTrue(server.ask(LAST).endsWith("true"));
        }
    }

    // The end.

    @ParameterizedTest
    @EnumSource
    @Tag("facts-36")
    void aClientThatIsStillSendingGetsTheWholeAnswer(Worker worker) throws Exception {
        byte[] much = new byte[4 << 20];
        Application large = (_, start) -> start.bytes("200 OK", "text/plain", new byte[1 << 20]);
        for (long limit : List.of(1000L, 1L << 30)) {          // refused by the server, and left unread by the application
            var settings = Settings.loopback().with(worker);
            try (var server = LiveServer.of(settings.with(settings.limits().withBody(limit)), large);
                 LiveClient client = server.connect()) {
                client.send("POST / HTTP/1.1\nHost: x\nContent-Length: " + much.length + "\n\n");
                client.send(much);
                String answer = client.rest();
                assertTrue(answer.startsWith(limit == 1000 ? "HTTP/1.1 413 " : "HTTP/1.1 200 "));
                assertTrue(answer.contains("\r\nConnection: close\r\n"));
                assertTrue(limit == 1000 || answer.endsWith("\0".repeat(1 << 20)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-36")
    void aSmallBodyThatNobodyReadIsSkippedBeforeTheNextRequest(Worker worker) throws Exception {
        try (var server = start(worker, Timeouts.DEFAULT, (environ, start) -> start.text("200 OK", environ.path() + "\n"));
             LiveClient client = server.connect()) {
            client.send("POST /1 HTTP/1.1\nHost: x\nContent-Length: 60000\n\n");
            client.until("/1");
            client.send("x".repeat(60_000) + LAST.replace("/ ", "/2 "));
            assertTrue(client.rest().endsWith("/2\n"));
        }
    }
}

package gangway.server;

import module java.base;

import gangway.server.http1.Limits;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// More clients than there is room for, over real sockets.
@Timeout(60)
class ConnectionLimitsTest {

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n", LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n",
        HELLO = "\n\nhello";

    private final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();

    private LiveServer start(Worker worker, int all, int perPeer) throws Exception {
        return LiveServer.of(Settings.loopback().with(worker).with(Limits.DEFAULT.withConnections(all, perPeer)),
            (_, start) -> start.text("200 OK", "hello"), refusals::add);
    }

    /// A client that has been served once and stays.
    private static LiveClient guest(LiveServer server) throws IOException {
        LiveClient client = server.connect();
        client.send(GET);
        client.until(HELLO);
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void oneClientTooManyIsToldWhy(Worker worker) throws Exception {
        try (LiveServer server = start(worker, 2, 2); LiveClient first = guest(server); LiveClient second = guest(server)) {
            assertEquals("""
                HTTP/1.1 503 Service Unavailable
                Content-Type: text/plain; charset=utf-8
                Retry-After: 5
                Content-Length: 107
                Connection: close

                503 Service Unavailable: the limit of 2 connections in all is reached (RFC 9110 §15.6.4): try again later
                """.replace("\n", "\r\n").replace("later\r", "later").replace("§", "\u00C2\u00A7"), server.ask(GET));
            Refusal refusal = refusals.remove();
            assertEquals(503, refusal.status().code());
            assertEquals("the limit of 2 connections in all is reached (RFC 9110 §15.6.4): try again later", refusal.reason());
            first.send(GET);
            second.send(GET);
            first.until(HELLO);
            second.until(HELLO);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneConnectionTooManyOfOneClientIsToldWhy(Worker worker) throws Exception {
        try (LiveServer server = start(worker, 10, 1); LiveClient _ = guest(server)) {
            assertTrue(server.ask(GET).contains("the limit of 1 connections from one address is reached"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedHeadGetsTheFieldsOnly(Worker worker) throws Exception {
        try (LiveServer server = start(worker, 1, 1); LiveClient _ = guest(server)) {
            String answer = server.ask(GET.replace("GET", "HEAD"));
            assertTrue(answer.startsWith("HTTP/1.1 503 ") && answer.endsWith("Connection: close\r\n\r\n"), answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedUploadIsAnsweredAndNotReset(Worker worker) throws Exception {
        try (LiveServer server = start(worker, 1, 1); LiveClient _ = guest(server); LiveClient refused = server.connect()) {
            refused.send("POST / HTTP/1.1\nHost: x\nContent-Length: 4000000\n\n");
            refused.send(new byte[4_000_000]);
            assertTrue(refused.rest().startsWith("HTTP/1.1 503 "));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoSaysNothingIsRefusedAllTheSame(Worker worker) throws Exception {
        try (LiveServer server = start(worker, 1, 1); LiveClient _ = guest(server); LiveClient silent = server.connect()) {
            assertTrue(silent.rest().startsWith("HTTP/1.1 503 "));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoComesLaterHasThePlaceOfWhoLeft(Worker worker) throws Exception {
        try (LiveServer server = start(worker, 1, 1)) {
            for (int i = 0; i < 20; i++) {
                String answer = server.ask(LAST);
                while (answer.startsWith("HTTP/1.1 503")) answer = server.ask(LAST);   // the server sees the end a little later
                assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void beyondSomeRefusalsAtATimeConnectionsAreResetAtOnce(Worker worker) throws Exception {
        var silent = new ArrayList<LiveClient>();
        try (LiveServer server = start(worker, 1, 1); LiveClient guest = guest(server)) {
            for (int i = 0; i < Admission.REFUSED_AT_A_TIME; i++) silent.add(server.connect());
            try (LiveClient dropped = server.connect()) {
                assertThrows(SocketException.class, dropped::rest);
                assertEquals(dropped.socket().getLocalPort(), refusals.take().peer().port());
            }
            guest.send(GET);
            guest.until(HELLO);
        } finally {
            for (LiveClient client : silent) client.close();
        }
    }
}

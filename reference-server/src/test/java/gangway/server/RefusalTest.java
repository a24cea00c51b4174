package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.BadRequest;
import gangway.spec.Status;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What the log hears of what was refused: each refusal once, with the reason that the client got and the bytes it sent.
class RefusalTest {

    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Access> accesses = new ArrayList<>();
    private int recorded = 50;
    private Room room = Room.ofProcess();

    /// @return all that was answered
    private String serve(String sent, Application application) throws Exception {
        Deployment deployment = Deployment.open(application);
        return serve(sent, () -> deployment);
    }

    private String serve(String sent, Supplier<Deployment> current) {
        var duplex = new MemoryDuplex(wire(sent));
        Settings settings = Settings.loopback().with(new Log() {
            @Override
            public void refusal(Refusal refusal) {
                refusals.add(refusal);
            }

            @Override
            public void access(Access access) {
                accesses.add(access);
            }

            @Override
            public int recorded() {
                return recorded;
            }
        });
        new Connection(duplex, new Gateway(settings, current, InstantSource.fixed(Instant.EPOCH), room), settings).run();
        return duplex.written();
    }

    /// Text blocks have LF; the wire has CR LF.
    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n";
    private static final String CHUNKED = "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n";

    private static final Application ECHO = (environ, start) ->
        start.bytes("200 OK", "text/plain", environ.input().readAllBytes());

    @ParameterizedTest
    @CsvSource(textBlock = """
        400, GET / HTTP/1.1|Host : x||
        413, POST / HTTP/1.1|Host: x|Content-Length: 9999999999||
        417, GET / HTTP/1.1|Host: x|Expect: luck||
        421, GET https://x/ HTTP/1.1|Host: x||
        501, CONNECT x:443 HTTP/1.1|Host: x||
        505, GET / HTTP/2.0||
        400, POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||3|abcd|0||
        413, POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||fffffffff|
        """)
    void eachRefusalIsToldOnceWithTheReasonThatTheClientGets(int status, String request) throws Exception {
        String answer = serve(request.replace('|', '\n'), ECHO);
        assertEquals(1, refusals.size(), refusals::toString);
        Refusal refusal = refusals.getFirst();
        assertEquals(status, refusal.status().code());
        assertEquals(new Access(refusal.peer(), refusal.time(), accesses.getFirst().request(), refusal.status(),
            accesses.getFirst().bytes(), accesses.getFirst().took(), true), accesses.getFirst());
        String line = refusal.status().code() + " " + refusal.status().reason() + ": " + refusal.reason() + "\n";
        assertTrue(answer.endsWith("\r\n\r\n" + line.replace("§", "\u00C2\u00A7")), answer);
        assertTrue(refusal.reason().contains("(RFC ") && !refusal.reason().contains("\n"), refusal::reason);
    }

    @Test
    void theLimitsOfAHeadAreToldToo() throws Exception {
        serve("GET /" + "a".repeat(9000) + " HTTP/1.1\n", ECHO);
        serve("GET / HTTP/1.1\nA: " + "a".repeat(9000) + "\n", ECHO);
        assertEquals(List.of(414, 431), refusals.stream().map(refusal -> refusal.status().code()).toList());
        assertEquals(wire("GET / HTTP/1.1\nA: " + "a".repeat(31)), refusals.getLast().received());
        assertEquals(9021, refusals.getLast().size());
    }

    @Test
    void aClosedApplicationIsToldAsARefusal() throws Exception {
        Deployment closed = Deployment.open(ECHO);
        closed.close();
        serve(GET, () -> closed);
        assertEquals(List.of(new Status(503, "Service Unavailable")), refusals.stream().map(Refusal::status).toList());
        assertEquals(List.of("GET / HTTP/1.1"), accesses.stream().map(Access::request).toList());
    }

    @Test
    void contentThatTheApplicationForgaveIsToldAllTheSame() throws Exception {
        String answer = serve(CHUNKED + "3\nabcd\n0\n\n", (environ, start) -> {
            try {
                environ.input().readAllBytes();
            } catch (BadRequest bad) {
                return start.text("200 OK", "never mind");
            }
            return start.empty("204 No Content");
        });
        assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
        assertEquals(List.of(Status.BAD_REQUEST), refusals.stream().map(Refusal::status).toList());
    }

    @Test
    void contentThatNobodyReadIsToldBehindTheResponse() throws Exception {
        String answer = serve(CHUNKED + "3\nabcd\n0\n\n" + GET, (_, start) -> start.text("200 OK", "done"));
        assertTrue(answer.endsWith("done"), answer);
        assertEquals(List.of(Status.BAD_REQUEST), refusals.stream().map(Refusal::status).toList());
        assertEquals(1, accesses.size(), "and one response");
    }

    @Test
    void aRequestThatTheApplicationRefusesIsItsOwnAffair() throws Exception {
        String answer = serve(GET, (_, _) -> {
            throw new BadRequest(Status.BAD_REQUEST, "not like that");
        });
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertEquals(List.of(), refusals);
    }

    @Test
    void theBytesAreThoseOfTheRefusedRequestAndWhatCameBehindIt() throws Exception {
        String bad = "GET /bad HTTP/1.1\nHost: x\nX : y\n\n";
        serve(GET + bad + GET, ECHO);
        assertEquals(wire(bad + GET).substring(0, 50), refusals.getFirst().received());
        assertEquals(wire(bad + GET).length(), refusals.getFirst().size());
    }

    @Test
    void theBytesOfContentAreThereWithTheirHead() throws Exception {
        recorded = 8192;
        serve(CHUNKED + "3\nabc\n3\nabcd\n", ECHO);
        assertEquals(wire(CHUNKED + "3\nabc\n3\nabcd\n"), refusals.getFirst().received());
    }

    @Test
    void nothingIsKeptForALogThatWantsNothing() throws Exception {
        recorded = 0;
        serve("GET / HTTP/1.1\nHost : x\n\n", ECHO);
        assertEquals("", refusals.getFirst().received());
        assertEquals(28, refusals.getFirst().size());
    }

    @Test
    void aRequestForWhichThereIsNoMemoryIsRefusedAndTheNextOneServed() throws Exception {
        room = new Room(Room.PROGRAM + 2 * Room.REQUEST - 1);
        var inner = new AtomicReference<String>();
        String outer = serve(GET, (environ, start) -> {
            inner.set(serve(GET, ECHO));                       // while this one is being answered
            return ECHO.call(environ, start);
        });
        assertTrue(inner.get().startsWith("HTTP/1.1 503 ") && inner.get().contains("\r\nRetry-After: 1\r\n"), inner.get());
        assertTrue(refusals.getFirst().reason().contains("memory"), refusals::toString);
        assertTrue(outer.startsWith("HTTP/1.1 200 "), outer);
        assertTrue(serve(GET, ECHO).startsWith("HTTP/1.1 200 "));
    }

    @Tag("facts-58")
    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1||", "GET / HTTP/1.1|Host : x||", "GET / HTTP/3.0||",
        "CONNECT x:1 HTTP/1.1|Host: x||", "GET https://x/ HTTP/1.1|Host: x||", "\u0000", "|||",
        "POST / HTTP/1.1|Host: x|Content-Length: +0||",
        "POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||x|", "POST / HTTP/1.1|Host: x|Content-Length: 9999999999||"})
    void behindARefusalNothingIsCalledToldOrAnswered(String refused) throws Exception {
        var paths = new ArrayList<String>();
        String answer = serve(refused.replace('|', '\n') + GET.replace("/", "/second") + GET, (environ, start) -> {
            paths.add(environ.path());
            return ECHO.call(environ, start);
        });
        assertFalse(answer.contains("200 OK") || paths.contains("/second"), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertEquals(1, refusals.size());
        assertEquals(1, accesses.size());
    }
}

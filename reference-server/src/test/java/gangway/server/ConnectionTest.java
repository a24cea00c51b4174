package gangway.server;

import module java.base;

import gangway.server.http1.Limits;
import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Input;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.InputRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The connection loop without a socket or a clock: bytes in, writes out.
class ConnectionTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
    private static final String DATE = "Date: Thu, 01 Jan 2026 12:00:00 GMT\n";

    private final List<Throwable> failures = new ArrayList<>();
    private final List<Access> accesses = new ArrayList<>();

    private MemoryDuplex serve(String sent, Application application) throws Exception {
        var duplex = new MemoryDuplex(wire(sent));
        Deployment deployment = Deployment.open(application);
        var log = new Log() {
            @Override
            public void failure(Environ environ, Throwable error) {
                failures.add(error);
            }

            @Override
            public void access(Access access) {
                accesses.add(access);
            }
        };
        new Connection(duplex, new Gateway(Settings.loopback().with(log), () -> deployment, NOON), Settings.loopback()).run();
        for (Throwable error : failures) if (error instanceof AssertionError failed) throw failed;   // a test's own
        return duplex;
    }

    /// Text blocks have LF; the wire has CR LF.
    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n";

    @Tag("facts-64")
    @Test
    void aSmallResponseIsOneWrite() throws Exception {
        var duplex = serve(GET, (_, start) -> start.text("200 OK", "hello"));
        assertEquals(List.of(wire("HTTP/1.1 200 OK\n" + DATE + """
            Content-Type: text/plain; charset=utf-8
            Content-Length: 5

            hello""")), duplex.writes());
    }

    @Tag("facts-25")
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "tr"})
    void theWireIsTheSameInEveryLocale(String tag) throws Exception {
        Application application = (_, start) -> {
            start.start("200 OK");
            return List.of("I".repeat(300).getBytes(UTF_8), "i".getBytes(UTF_8));
        };
        String request = "GET /I HTTP/1.1\nHOST: x\nIF-MATCH: i\nConnection: KEEP-ALIVE\n\n";
        String here = serve(request, application).written();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertEquals(here, serve(request, application).written());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Tag("facts-12")
    @Test
    @Verifies(body = BodyRule.EACH)
    void eachBlockIsWrittenBeforeTheNextIsAskedFor() throws Exception {
        var duplex = new AtomicReference<MemoryDuplex>();
        var writesSeen = new ArrayList<Integer>();
        Application application = (_, start) -> {
            start.start("200 OK");
            return () -> IntStream.range(0, 3).mapToObj(i -> {
                writesSeen.add(duplex.get().writes().size());
                return ("block" + i).getBytes(UTF_8);
            }).iterator();
        };
        duplex.set(new MemoryDuplex(wire(GET)));
        Deployment deployment = Deployment.open(application);
        new Connection(duplex.get(), new Gateway(Settings.loopback(), () -> deployment, NOON), Settings.loopback()).run();
        assertEquals(List.of(0, 1, 2), writesSeen);
    }

    @Tag("facts-11")
    @Test
    @Verifies(content = ContentRule.CHUNKED)
    void severalBlocksAreChunkedInHttp11() throws Exception {
        var duplex = serve(GET, (_, start) -> {
            start.start("200 OK");
            return List.of("ab".getBytes(UTF_8), "c".getBytes(UTF_8));
        });
        assertEquals(List.of(wire("HTTP/1.1 200 OK\n" + DATE + "Transfer-Encoding: chunked\n\n2\nab\n"), wire("1\nc\n"),
            wire("0\n\n")), duplex.writes());
    }

    @Tag("facts-11")
    @Test
    @Verifies(content = ContentRule.CHUNKED)
    void severalBlocksEndWithTheConnectionInHttp10() throws Exception {
        var duplex = serve("GET / HTTP/1.0\n\n", (_, start) -> {
            start.start("200 OK");
            return List.of("ab".getBytes(UTF_8), "c".getBytes(UTF_8));
        });
        assertEquals(wire("HTTP/1.1 200 OK\n" + DATE + "Connection: close\n\n") + "abc", duplex.written());
    }

    @Tag("facts-59")
    @Test
    void aThousandPipelinedRequestsAreAnsweredInOrder() throws Exception {
        String sent = IntStream.range(0, 1000).mapToObj("GET /%s HTTP/1.1\nHost: x\n\n"::formatted)
            .collect(Collectors.joining());
        var duplex = serve(sent, (environ, start) -> start.text("200 OK", "<" + environ.path().substring(1) + ">"));
        String numbers = IntStream.range(0, 1000).mapToObj("<%s>"::formatted).collect(Collectors.joining());
        assertEquals(numbers, duplex.written().lines().filter(line -> line.startsWith("<"))
            .map(line -> line.substring(0, line.indexOf('>') + 1)).collect(Collectors.joining()));
    }

    @Tag("facts-58")
    @Test
    @Verifies(call = CallRule.ONCE)
    void nothingBehindAnErrorReachesTheApplication() throws Exception {
        var calls = new AtomicInteger();
        var duplex = serve("GET / HTTP/1.1\n\n" + GET, (_, start) -> {
            calls.incrementAndGet();
            return start.text("200 OK", "hello");
        });
        assertTrue(duplex.written().startsWith("HTTP/1.1 400 Bad Request\r\n"));
        assertEquals(1, duplex.writes().size());
        assertEquals(0, calls.get());
    }

    @Test
    void aRefusalSaysWhyAndCloses() throws Exception {
        assertEquals(wire("HTTP/1.1 400 Bad Request\n" + DATE + """
            Content-Type: text/plain; charset=utf-8
            Content-Length: 66
            Connection: close

            """) + "400 Bad Request: 0 Host fields (RFC 9112 §3.2): send exactly one\n".replace("§", "\u00C2\u00A7"),
            serve("GET / HTTP/1.1\n\n", (_, start) -> start.empty("204 No Content")).written());
    }

    @Test
    void aRefusedHeadGetsNoContent() throws Exception {
        assertTrue(serve("HEAD / HTTP/1.1\nHost: x\nbad\n\n", (_, start) -> start.empty("200 OK")).written()
            .endsWith("Connection: close\r\n\r\n"));
    }

    @Tag("facts-37")
    @Test
    @Verifies(http = HttpRule.CONTINUE)
    void oneHundredContinueGoesOutWhenTheInputIsFirstRead() throws Exception {
        var duplex = new AtomicReference<MemoryDuplex>();
        var before = new AtomicInteger(-1);
        Application application = (environ, start) -> {
            before.set(duplex.get().writes().size());
            byte[] body = environ.input().readAllBytes();
            return start.text("200 OK", body.length + " bytes");
        };
        String head = wire("POST / HTTP/1.1\nHost: x\nExpect: 100-continue\nContent-Length: 5\n\n");
        duplex.set(new MemoryDuplex(head + "hello") {
            private int most = head.length();                  // the content comes later, as from a client that waits

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, Math.min(length, most));
                most = Integer.MAX_VALUE;
                return count;
            }
        });
        Deployment deployment = Deployment.open(application);
        new Connection(duplex.get(), new Gateway(Settings.loopback(), () -> deployment, NOON), Settings.loopback()).run();
        assertEquals(0, before.get());
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", duplex.get().writes().getFirst(), "with no fields in it");
        assertEquals(2, duplex.get().writes().size(), "and one response");
    }

    @Tag("facts-37")
    @Test
    @Verifies(http = HttpRule.CONTINUE)
    void noContinueBehindTheResponseAndThenTheConnectionCloses() throws Exception {
        var duplex = serve("POST / HTTP/1.1\nHost: x\nExpect: 100-continue\nContent-Length: 5\n\n",
            (_, start) -> start.text("403 Forbidden", "no"));
        assertEquals(1, duplex.writes().size());
        assertTrue(duplex.written().contains("\r\nConnection: close\r\n"));
    }

    @Tag("facts-36")
    @Test
    void aSmallBodyThatWasNotReadIsSkipped() throws Exception {
        var duplex = serve("POST /1 HTTP/1.1\nHost: x\nContent-Length: 1000\n\n" + "x".repeat(1000) + GET,
            (environ, start) -> start.text("200 OK", environ.method() + "!"));
        assertTrue(duplex.written().endsWith("GET!"), duplex.written());
        assertEquals(2, duplex.writes().size());
    }

    @Tag("facts-36")
    @Test
    void aLargeBodyThatWasNotReadEndsTheConnection() throws Exception {
        var duplex = serve("POST /1 HTTP/1.1\nHost: x\nContent-Length: 100000\n\n" + "x".repeat(100_000) + GET,
            (environ, start) -> start.text("200 OK", environ.method() + "!"));
        assertTrue(duplex.written().contains("\r\nConnection: close\r\n"), duplex.written());
        assertTrue(duplex.written().endsWith("POST!"), "and the second request is not answered");
    }

    @Tag("facts-34")
    @Test
    @Verifies(input = InputRule.TRUNCATED)
    void aTruncatedUploadIsAnErrorForTheApplication() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var duplex = serve("POST / HTTP/1.1\nHost: x\nContent-Length: 10\n\nhello", (environ, start) -> {
            try {
                environ.input().readAllBytes();
            } catch (IOException e) {
                thrown.set(e);
                throw e;
            }
            return start.empty("200 OK");
        });
        assertInstanceOf(ClientDisconnected.class, thrown.get());
        assertEquals("", duplex.written());
    }

    @Test
    void aMalformedChunkThatTheApplicationMeetsIsAnswered400() throws Exception {
        var duplex = serve("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n3\nabcd\n0\n\n",
            (environ, start) -> start.bytes("200 OK", "text/plain", environ.input().readAllBytes()));
        assertTrue(duplex.written().startsWith("HTTP/1.1 400 Bad Request\r\n"), duplex.written());
        assertEquals(List.of(), failures);
    }

    @Test
    @Verifies(http = HttpRule.ABORT)
    void aResponseThatIsBrokenOffHasNoLastChunk() throws Exception {
        var duplex = serve(GET + GET, (_, start) -> {
            start.start("200 OK").write("part".getBytes(UTF_8));
            throw new IllegalStateException("in the middle");
        });
        assertTrue(duplex.written().endsWith("4\r\npart\r\n"), duplex.written());
        assertEquals(1, failures.size(), "and the connection is closed");
    }

    @Test
    void aRequestThatArrivesAfterTheApplicationWasClosedIsRefusedAndNotWaitedOn() throws Exception {
        var duplex = new MemoryDuplex(wire(GET));
        Deployment closed = Deployment.open((_, start) -> start.empty("204 No Content"));
        closed.close();
        new Connection(duplex, new Gateway(Settings.loopback(), () -> closed, NOON), Settings.loopback()).run();
        assertTrue(duplex.written().startsWith("HTTP/1.1 503 Service Unavailable\r\n"), duplex.written());
    }

    @Test
    void anInputThatIsKeptSeesNothingOfTheNextRequest() throws Exception {
        var kept = new AtomicReference<Input>();
        var seen = new AtomicInteger(-1);
        serve("POST / HTTP/1.1\nHost: x\nContent-Length: 5\n\nfirst" + GET, (environ, start) -> {
            if (environ.method().equals("POST")) kept.set(environ.input());
            else seen.set(kept.get().readAllBytes().length);
            return start.empty("204 No Content");
        });
        assertEquals(0, seen.get());
    }

    @Test
    void theServerAsAWholeAnswersAnAsterisk() throws Exception {
        var duplex = serve("OPTIONS * HTTP/1.1\nHost: x\n\n", (_, _) -> {
            throw new IllegalStateException("not the application's to answer");
        });
        assertTrue(duplex.written().startsWith("HTTP/1.1 200 OK\r\n"));
    }

    @Test
    void anotherSchemeIsMisdirected() throws Exception {
        assertTrue(serve("GET ftp://x/ HTTP/1.1\nHost: x\n\n", (_, start) -> start.empty("200 OK")).written()
            .startsWith("HTTP/1.1 421 "));
    }

    @Test
    @Verifies(extension = ExtensionRule.UPGRADE)
    void anUpgradeTalksOverTheConnectionFromTheFirstByteBehindTheRequest() throws Exception {
        var duplex = serve("GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: echo\n\nping", (_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", InputStream::transferTo);
        });
        assertEquals(wire("HTTP/1.1 101 Switching Protocols\n" + DATE + "Connection: upgrade\nUpgrade: echo\n\n") + "ping",
            duplex.written());
    }

    // The environ.

    private Environ environ(String request) throws Exception {
        var seen = new AtomicReference<Environ>();
        serve(request, (environ, start) -> {
            seen.set(environ);
            return start.empty("204 No Content");
        });
        return seen.get();
    }

    @Tag("facts-28")
    @Test
    @Verifies(environ = {EnvironRule.REQUIRED, EnvironRule.NO_NULL, EnvironRule.CONTENT_NAMES, EnvironRule.STRINGS})
    void theEnvironHasAllThatIsRequiredAndNoNull() throws Exception {
        Environ environ = environ("POST /p HTTP/1.1\nHost: x\nContent-Type: a/b\nContent-Length: 0\n\n");
        for (String name : List.of("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT",
            "SERVER_PROTOCOL", "REMOTE_ADDR", "REMOTE_PORT", "REQUEST_URI", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_HOST"))
            assertInstanceOf(String.class, environ.get(name), name);
        for (String name : List.of("version", "url_scheme", "input", "errors", "multithread", "multiprocess", "run_once",
            "headers", "raw_path", "peer", "state"))
            assertTrue(environ.containsKey("gateway." + name), name);
        assertTrue(environ.values().stream().noneMatch(Objects::isNull));
        assertTrue(environ.keySet().stream().noneMatch(name -> name.startsWith("HTTP_CONTENT")));
    }

    @Tag("facts-28")
    @Test
    @Verifies(environ = {EnvironRule.OWN, EnvironRule.DICTIONARY}, extension = ExtensionRule.STATE)
    void whatAnApplicationChangesIsGoneInTheNextRequest() throws Exception {
        var seen = new ArrayList<Environ>();
        serve(GET + GET, (environ, start) -> {
            seen.add(environ);
            assertEquals(Optional.empty(), Optional.ofNullable(environ.put("acme.user", "ada")));
            Environ.STATE.of(environ).values().put("mine", 1);
            assertEquals(1, Environ.STATE.of(environ).values().size());
            environ.remove("PATH_INFO");
            return start.empty("204 No Content");
        });
        assertEquals(2, seen.size());
        assertEquals(List.of(), failures);
        assertNotSame(seen.get(0), seen.get(1));
    }

    @Tag("facts-29")
    @Test
    @Verifies(environ = {EnvironRule.PATH_KEPT, EnvironRule.RAW_PATH, EnvironRule.TARGET})
    void pathsComeDecodedAndRaw() throws Exception {
        Environ environ = environ("GET /p%61th/%C3%A9%2Fx?q=1 HTTP/1.1\nHost: x\n\n");
        assertEquals("/path/\u00C3\u00A9/x", environ.get("PATH_INFO"));
        assertEquals("/path/é/x", environ.path());
        assertEquals("/p%61th/%C3%A9%2Fx?q=1", environ.get("REQUEST_URI"));
        assertEquals("/p%61th/%C3%A9%2Fx", Environ.RAW_PATH.of(environ));
        assertEquals("q=1", environ.query());
    }

    @Tag("facts-31")
    @Test
    @Verifies(environ = {EnvironRule.JOINED, EnvironRule.UNDERSCORES, EnvironRule.FIELDS})
    void repeatsAreJoinedAndUnderscoresDropped() throws Exception {
        Environ environ = environ("GET / HTTP/1.1\nHost: x\nX-Dup: a\nCookie: a=1\nX_Under: no\nx-dup: b\nCookie: b=2\n\n");
        assertEquals("a, b", environ.get("HTTP_X_DUP"));
        assertEquals("a=1; b=2", environ.get("HTTP_COOKIE"));
        assertEquals(Optional.empty(), environ.header("X-Under"));
        assertEquals(List.of("a", "b"), environ.headers().all("X-Dup"));
    }

    @Test
    @Verifies(environ = EnvironRule.HOP_BY_HOP)
    void fieldsOfTheConnectionBecomeNoVariables() throws Exception {
        Environ environ = environ("""
            GET / HTTP/1.1
            Host: x
            Connection: te, upgrade
            TE: trailers
            Upgrade: h2c
            Proxy: evil

            """);
        assertEquals(List.of("HTTP_HOST"), environ.keySet().stream().filter(name -> name.startsWith("HTTP_")).toList());
    }

    @Test
    @Verifies(environ = EnvironRule.HOST)
    void anAbsoluteTargetReplacesHost() throws Exception {
        Environ environ = environ("GET http://real.org/p?q HTTP/1.1\nHost: other\n\n");
        assertEquals("real.org", environ.get("HTTP_HOST"));
        assertEquals("/p", environ.get("PATH_INFO"));
    }

    @Tag("facts-35")
    @Test
    @Verifies(input = {InputRule.DECODED, InputRule.ENDS})
    void aChunkedBodyHasNoLengthAndEnds() throws Exception {
        var body = new AtomicReference<String>();
        serve("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n", (environ, start) -> {
            body.set(new String(environ.input().readAllBytes(), UTF_8) + environ.input().readAllBytes().length);
            assertEquals(OptionalLong.empty(), environ.contentLength());
            assertEquals(Optional.empty(), environ.header("Transfer-Encoding"));
            return start.empty("204 No Content");
        });
        assertEquals("abc0", body.get());
    }

    // The access log.

    @Test
    void theAccessLogCountsContentWithoutFraming() throws Exception {
        serve(GET, (_, start) -> {
            start.start("200 OK");
            return List.of("ab".getBytes(UTF_8), "c".getBytes(UTF_8));
        });
        Access access = accesses.getFirst();
        assertEquals("GET / HTTP/1.1", access.request());
        assertEquals(3, access.bytes());
        assertTrue(access.complete());
        assertEquals(NOON.instant(), access.time());
    }

    @Test
    void theAccessLogTellsOfRefusalsAndCuts() throws Exception {
        serve("nonsense\n\n", (_, start) -> start.empty("204 No Content"));
        assertEquals(400, accesses.getFirst().status().code());
        serve(GET, (_, start) -> {
            start.start("200 OK", "Content-Length", "10");
            return List.of("short".getBytes(UTF_8));
        });
        assertEquals(false, accesses.getLast().complete());
    }
}

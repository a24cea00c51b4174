package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.ClientDisconnected;
import gangway.spec.DemoApplication;
import gangway.spec.Write;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import static gangway.contract.Bodies.blocks;
import static gangway.contract.Bodies.bytes;
import static gangway.contract.Bodies.failing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 8 of the contract: failures, and the rest of HTTP.
@Timeout(60)
class HttpTest {

    private static final Application ECHO = (environ, start) ->
        start.bytes("200 OK", "text/plain", environ.input().readAllBytes());
    private static final Application HASTY = (_, start) -> start.text("403 Forbidden", "not here");

    // Failures.

    @Verifies(http = HttpRule.FAILURE)
    @Tag("facts-3")
    @OnEachHost
    void aFailureIsReportedAndBecomesA500WithoutDetails(Host host) throws Exception {
        for (Throwable failure : List.of(new IllegalStateException("hidden"), new Exception("hidden"), new Error("hidden"),
            new IOException("hidden"), new InterruptedException("hidden"), new StackOverflowError("hidden"))) {
            Reply reply = host.ask((_, start) -> {
                start.start("200 OK", "X-Own", "hidden");
                if (failure instanceof Error error) throw error;
                throw (Exception) failure;
            }, Ask.get("/"));
            assertEquals(500, reply.code());
            assertSame(failure, reply.failures().getFirst());
            assertFalse((reply.headers() + reply.text()).contains("hidden"), reply.headers() + reply.text());
            assertFalse(reply.text().contains(failure.getClass().getName()), reply.text());
            assertTrue(reply.complete());
        }
    }

    @Verifies(http = HttpRule.ABORT)
    @Tag("facts-8")
    @OnEachHost
    void aFailureBehindTheHeadIsABreakThatTheClientCanSee(Host host) throws Exception {
        var failure = new IllegalStateException("in the middle");
        for (String[] fields : List.of(new String[0], new String[] {"Content-Length", "9"})) {
            Reply reply = host.ask((_, start) -> {
                start.start("200 OK", fields);
                return failing(failure, "half ");
            }, Ask.get("/"));
            assertEquals("200 OK", reply.status());
            assertEquals("half ", reply.text());
            assertFalse(reply.complete());
            assertSame(failure, reply.failures().getFirst());
        }
    }

    @Verifies(http = HttpRule.ABORT)
    @Tag("facts-8")
    @OnEachHost
    void evenIfTheClientIsOld(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK");
            return failing(new IllegalStateException("in the middle"), "half ");
        }, Ask.get("/").old());
        assertFalse(reply.complete());
    }

    @Verifies(http = HttpRule.ABORT)
    @Tag("facts-8")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void behindTheBreakNothingIsSent(Host host) throws Exception {
        try (var running = host.start((_, start) -> {
            start.start("200 OK");
            return failing(new IllegalStateException("in the middle"), "half ");
        }); Wire wire = Wire.to(running)) {
            wire.send("GET / HTTP/1.1\nHost: x\n\nGET / HTTP/1.1\nHost: x\n\n");
            String all = wire.rest();
            assertTrue(all.endsWith("\r\n\r\n5\r\nhalf \r\n"), all);
        }
    }

    @Verifies(http = HttpRule.CLIENT_GONE)
    @OnEachHost
    void whoWritesIsToldThatTheClientLeft(Host host) throws Exception {
        var told = new AtomicReference<Throwable>();
        try (var running = host.start((_, start) -> {
            Write write = start.start("200 OK");
            try {
                while (true) write.write(new byte[1000]);
            } catch (ClientDisconnected left) {
                told.set(left);
                throw left;
            }
        })) {
            Reply reply = running.ask(Ask.get("/"), _ -> false);
            assertEquals(List.of(), reply.failures(), "that is no failure");
            assertTrue(told.get() instanceof ClientDisconnected);
        }
    }

    @Verifies(http = HttpRule.CLIENT_GONE)
    @OnEachHost
    void aClientThatLeavesDoesNotStopTheServer(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            start.start("200 OK");
            return environ.path().equals("/endless") ? Bodies.endless() : blocks("still here");
        })) {
            assertEquals(List.of(), running.ask(Ask.get("/endless"), _ -> false).failures());
            assertEquals("still here", running.ask(Ask.get("/")).text());
        }
    }

    // 100-continue.

    private static final String EXPECTING = "POST / HTTP/1.1\nHost: x\nContent-Length: 7\nExpect: 100-continue\n\n";

    @Verifies(http = HttpRule.CONTINUE)
    @Tag("facts-37")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void theContentIsInvitedOnceWhenItIsFirstRead(Host host) throws Exception {
        var read = new CountDownLatch(1);
        try (var running = host.start((environ, start) -> {
            Bodies.await(read);
            for (int n = 0; n < 7; n++) environ.input().read();
            return start.text("200 OK", "read " + environ.input().readAllBytes().length);
        }); Wire wire = Wire.to(running)) {
            wire.send(EXPECTING);
            assertFalse(wire.hasMore(), "nobody has read yet");
            read.countDown();
            wire.awaitMore();
            wire.send("content");
            Reply reply = wire.read();
            assertEquals(List.of(100), reply.interim().stream().map(Reply.Interim::code).toList());
            assertEquals(0, reply.interim().getFirst().headers().size());
            assertEquals("read 0", reply.text());
        }
    }

    @Verifies(http = HttpRule.CONTINUE)
    @Tag("facts-37")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void itIsNotInvitedByWhoAnswersFirst(Host host) throws Exception {
        try (var running = host.start(HASTY); Wire wire = Wire.to(running)) {
            wire.send(EXPECTING);
            Reply reply = wire.read();
            assertEquals(List.of(), reply.interim());
            assertEquals("403 Forbidden", reply.status());
            assertFalse(reply.kept(), "the content may come or not");
        }
    }

    @Verifies(http = HttpRule.CONTINUE)
    @Tag("facts-37")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void itIsNotInvitedBehindTheHead(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            start.start("200 OK", "Content-Length", "14").write(bytes("before "));
            return List.of(environ.input().readAllBytes());
        }); Wire wire = Wire.to(running)) {
            wire.send(EXPECTING);
            Reply reply = wire.read("POST", content -> {
                if (content.length == 7) wire.send("content");
                return true;
            });
            assertEquals(List.of(), reply.interim());
            assertEquals("before content", reply.text());
        }
    }

    @Verifies(http = HttpRule.CONTINUE)
    @Tag("facts-37")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void anOldClientIsNotInvited(Host host) throws Exception {
        try (var running = host.start(ECHO); Wire wire = Wire.to(running)) {
            wire.send(EXPECTING.replace("HTTP/1.1", "HTTP/1.0"));
            wire.send("content");
            Reply reply = wire.read();
            assertEquals(List.of(), reply.interim());
            assertEquals("content", reply.text());
        }
    }

    @Verifies(http = HttpRule.CONTINUE)
    @Tag("facts-37")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void whatIsThereAlreadyIsNotInvited(Host host) throws Exception {
        try (var running = host.start(ECHO); Wire wire = Wire.to(running)) {
            wire.send(EXPECTING + "contentGET / HTTP/1.1\nHost: x\nExpect: 100-Continue\n\n");
            for (String content : List.of("content", "")) {
                Reply reply = wire.read();
                assertEquals(List.of(), reply.interim());
                assertEquals(content, reply.text());
                assertTrue(reply.kept());
            }
        }
    }

    @Tag("facts-37")
    @OnEachHost(needs = Host.Can.REQUESTS)
    void anExpectationThatNobodyKnowsIsRefused(Host host) throws Exception {
        try (var running = host.start((_, _) -> {
            throw new AssertionError("the server knows that it cannot meet it");
        }); Wire wire = Wire.to(running)) {
            wire.send(EXPECTING.replace("100-continue", "100-continue, foo") + "content");
            Reply reply = wire.read();
            assertEquals(417, reply.code());
            assertFalse(reply.kept());
            assertEquals("", wire.rest());
        }
    }

    // Several requests.

    @Tag("facts-36")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void whatIsNotReadOfASmallContentIsNotTheNextRequest(Host host) throws Exception {
        try (var running = host.start((environ, start) -> start.text("200 OK", environ.method()));
             Wire wire = Wire.to(running)) {
            wire.send("POST / HTTP/1.1\nHost: x\nContent-Length: 18\n\nGET / HTTP/1.1\n\nPUT / HTTP/1.1\nHost: x\n\n");
            assertEquals("POST", wire.read().text());
            assertEquals("PUT", wire.read().text());
        }
    }

    @Tag("facts-36")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void aClientThatIsStillSendingMuchCanReadTheWholeAnswer(Host host) throws Exception {
        try (var running = host.start(HASTY); Wire wire = Wire.to(running)) {
            wire.send("POST / HTTP/1.1\nHost: x\nContent-Length: 8000000\n\n");
            byte[] megabyte = new byte[1_000_000];
            for (int i = 0; i < 8; i++) wire.send(megabyte);
            Reply reply = wire.read();
            assertEquals("403 Forbidden", reply.status());
            assertEquals("not here", reply.text());
            assertFalse(reply.kept());
        }
    }

    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void requestsOfOneConnectionAreAnsweredInOrder(Host host) throws Exception {
        try (var running = host.start((environ, start) -> start.text("200 OK", environ.path()));
             Wire wire = Wire.to(running)) {
            wire.send(IntStream.range(0, 100).mapToObj(n -> "GET /" + n + " HTTP/1.1\nHost: x\n\n")
                .collect(Collectors.joining()));
            for (int n = 0; n < 100; n++) assertEquals("/" + n, wire.read().text());
        }
    }

    // Ranges and conditions.

    @Verifies(http = HttpRule.CONDITIONAL)
    @OnEachHost
    void aServerAnswersNoConditionForAnOrdinaryBody(Host host) throws Exception {
        for (String condition : List.of("Range: bytes=0-2", "If-None-Match: \"tag\"", "If-None-Match: *",
            "If-Match: \"other\"", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
            "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT")) {
            Reply reply = host.ask((_, start) -> {
                start.start("200 OK", "ETag", "\"tag\"", "Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
                return blocks("content");
            }, Ask.get("/", condition));
            assertEquals("200 OK", reply.status());
            assertEquals("content", reply.text());
        }
    }

    @Tag("facts-47")
    @OnEachHost
    void theDemoPrintsTheEnvironSorted(Host host) throws Exception {
        Reply reply = host.ask(new DemoApplication(), Ask.get("/a%20b?c", "Cookie: a=hidden", "X-Shown: \"shown\""));
        assertEquals(Optional.of("text/plain; charset=utf-8"), reply.header("Content-Type"));
        List<String> lines = reply.text().lines().toList();
        assertEquals(List.of("Hello world!", ""), lines.subList(0, 2));
        List<String> keys = lines.stream().skip(2).map(line -> line.split(" = ")[0]).toList();
        assertEquals(keys.stream().sorted().toList(), keys);
        assertTrue(lines.containsAll(List.of("PATH_INFO = \"/a b\"", "QUERY_STRING = \"c\"", "REQUEST_METHOD = \"GET\"",
            "HTTP_X_SHOWN = \"\\\"shown\\\"\"", "HTTP_COOKIE = (not shown)")), reply.text());
    }
}

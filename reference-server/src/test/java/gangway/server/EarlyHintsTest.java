package gangway.server;

import module java.base;

import gangway.spec.ClientDisconnected;
import gangway.spec.EarlyHints;
import gangway.spec.Environ;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// 103 before the response, on the wire.
@Timeout(60)
@Tag("facts-38")
class EarlyHintsTest {

    private static final String LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n";
    private static final String HINT = "HTTP/1.1 103 Early Hints\nLink: </a.css>\n\n";

    private static EarlyHints hints(Environ environ) {
        return Environ.EARLY_HINTS.of(environ);
    }

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.HINTS)
    void aHintArrivesWhileTheApplicationStillWorks(Worker worker) throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server = LiveServer.of(worker, (environ, start) -> {
            hints(environ).send("Link", "</a.css>");
            arrived.await();                                   // for ever, if the hint waited for the response
            return start.text("200 OK", "hello");
        }); LiveClient client = server.connect()) {
            client.send(LAST);
            assertEquals(HINT, client.until("\n\n"));
            arrived.countDown();
            assertTrue(client.rest().startsWith("HTTP/1.1 200 OK\r\n"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.HINTS)
    void behindTheHeadHintsDoNothing(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Write write = start.start("200 OK", "Content-Length", "2");
            hints(environ).send("Link", "</a.css>");           // start sends nothing, so this is still before the head
            write.write("o".getBytes(UTF_8));
            hints(environ).send("Link", "</late.css>");
            write.write("k".getBytes(UTF_8));
            return List.of();
        })) {
            assertEquals(wire(HINT + "HTTP/1.1 200 OK\nContent-Length: 2\nConnection: close\n\nok"), server.ask(LAST));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.HINTS)
    void aHeadThatIsDecidedButNotOnItsWayCountsAsSent(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) -> {
            start.start("200 OK");
            Environ.TRAILERS.of(environ).add("X-Late", () -> {
                hints(environ).send("Link", "</late.css>");    // the head waits for the first bytes behind it
                return "yes";
            });
            return List.of();
        })) {
            assertEquals(wire("HTTP/1.1 200 OK\nTrailer: X-Late\nTransfer-Encoding: chunked\nConnection: close\n\n"
                + "0\nX-Late: yes\n\n"), server.ask(LAST.replace("\n\n", "\nTE: trailers\n\n")));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-37")
    @Verifies(http = HttpRule.CONTINUE)
    void hintsAndContinueGoTogetherInEitherOrder(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) -> {
            boolean hintFirst = environ.path().equals("/hint");
            if (hintFirst) hints(environ).send("Link", "</a.css>");
            environ.input().readAllBytes();
            if (!hintFirst) hints(environ).send("Link", "</a.css>");
            return start.empty("204 No Content");
        })) {
            String continues = "HTTP/1.1 100 Continue\n\n", last = "HTTP/1.1 204 No Content\nConnection: close\n\n";
            assertEquals(HINT + continues + last, expecting(server, "/hint", HINT + continues));
            assertEquals(continues + HINT + last, expecting(server, "/read", continues));
        }
    }

    /// Sends content when it is invited to.
    private static String expecting(LiveServer server, String path, String invitation) throws IOException {
        try (LiveClient client = server.connect()) {
            client.send("POST " + path + " HTTP/1.1\nHost: x\nConnection: close\nExpect: 100-continue\nContent-Length: 2\n\n");
            String before = client.until(invitation);
            client.send("ok");
            return before + client.rest().replaceAll("Date: [^\r]*\r\n", "").replace("\r\n", "\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.ABSENT)
    void http10KnowsNoHints(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) ->
            start.text("200 OK", "" + Environ.EARLY_HINTS.in(environ).isPresent()))) {
            assertTrue(server.ask("GET / HTTP/1.0\n\n").endsWith("\r\n\r\nfalse"));
            assertTrue(server.ask(LAST).endsWith("\r\n\r\ntrue"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.HINT_FIELDS)
    void aBadHintIsRefusedAndNothingOfItIsSent(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) -> {
            for (String name : List.of("Content-Length", "Connection", "a b"))
                assertThrows(Violation.class, () -> hints(environ).send("Link", "</a.css>", name, "1"), name);
            assertThrows(Violation.class, () -> hints(environ).send("Link", "</a.css>\r\nX: y"));
            return start.empty("204 No Content");
        })) {
            assertEquals(wire("HTTP/1.1 204 No Content\nConnection: close\n\n"), server.ask(LAST));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(http = HttpRule.CLIENT_GONE)
    void whoHintsToAClientThatLeftIsTold(Worker worker) throws Exception {
        var told = new CompletableFuture<Throwable>();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            try {
                while (true) hints(environ).send("Link", "</a.css>");
            } catch (UncheckedIOException gone) {
                told.complete(gone.getCause());
                throw gone;
            }
        })) {
            LiveClient client = server.connect();
            client.send(LAST);
            client.until("\n\n");
            client.reset();
            assertInstanceOf(ClientDisconnected.class, told.get());
            assertEquals(List.of(), server.failures());
        }
    }
}

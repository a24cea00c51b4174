package gangway.server;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.Trailers;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Fields behind the content, in both directions.
@Timeout(60)
@Tag("facts-39")
class TrailersTest {

    private static final String LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n";
    private static final String TAKING = "GET / HTTP/1.1\nHost: x\nConnection: close, TE\nTE: trailers\n\n";
    private static final String HEAD =
        "HTTP/1.1 200 OK\nTrailer: X-Sum, X-Count\nTransfer-Encoding: chunked\nConnection: close\n\n";
    private static final String TRAILERS = "0\nX-Sum: abc\nX-Count: 2\n\n";

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    /// Answers with trailers, whatever blocks its path names.
    private static LiveServer server(Worker worker) throws Exception {
        return LiveServer.of(worker, (environ, start) -> {
            Environ.TRAILERS.in(environ).ifPresent(trailers -> {
                trailers.add("X-Sum", () -> "abc");
                trailers.add("X-Count", () -> "2");
            });
            String blocks = environ.path().substring(1);
            if (environ.query().isEmpty()) start.start("200 OK");
            else start.start("200 OK", "Content-Length", environ.query());
            return blocks.isEmpty() ? List.of() : Stream.of(blocks.split("-")).map(block -> block.getBytes(UTF_8)).toList();
        });
    }

    // Of the response.

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.TRAILERS, content = ContentRule.CHUNKED)
    void whoTakesTrailersGetsThemBehindChunksHoweverManyBlocksThereAre(Worker worker) throws Exception {
        try (var server = server(worker)) {
            assertEquals(wire(HEAD + TRAILERS), server.ask(TAKING));
            assertEquals(wire(HEAD + "1\na\n" + TRAILERS), server.ask(TAKING.replace("/ ", "/a ")));
            assertEquals(wire(HEAD + "1\na\n1\nb\n" + TRAILERS), server.ask(TAKING.replace("/ ", "/a-b ")));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.TRAILERS)
    void whoDoesNotTakeThemGetsAnOrdinaryResponse(Worker worker) throws Exception {
        try (var server = server(worker)) {
            assertEquals(wire("HTTP/1.1 200 OK\nContent-Length: 1\nConnection: close\n\na"),
                server.ask(LAST.replace("/ ", "/a ")));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.TRAILERS)
    void aContentLengthOfTheApplicationsLeavesNoRoomForThem(Worker worker) throws Exception {
        try (var server = server(worker)) {
            assertEquals(wire("HTTP/1.1 200 OK\nContent-Length: 1\nConnection: close\n\na"),
                server.ask(TAKING.replace("/ ", "/a?1 ")));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.TRAILERS)
    void headGetsNone(Worker worker) throws Exception {
        try (var server = server(worker)) {
            String response = server.ask(TAKING.replace("GET /", "HEAD /a"));
            assertFalse(response.contains("X-Sum:"), response);
            assertTrue(response.endsWith("\r\n\r\n"), response);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = {ExtensionRule.TRAILERS, ExtensionRule.ABSENT})
    void http10KnowsNone(Worker worker) throws Exception {
        try (var server = server(worker)) {
            assertEquals(wire("HTTP/1.1 200 OK\nConnection: close\n\n") + "ab",
                server.ask("GET /a-b HTTP/1.0\nTE: trailers\n\n"));
        }
    }

    // Of the request.

    private static final String UPLOAD = """
        POST / HTTP/1.1
        Host: x
        Connection: close
        Transfer-Encoding: chunked

        5
        hello
        0
        """;

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.TRAILERS_APART)
    void thoseOfARequestAreThereWhenItsInputHasEndedAndNeverBecomeVariables(Worker worker) throws Exception {
        var sizes = new ArrayList<Integer>();
        var received = new AtomicReference<Headers>();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Trailers trailers = Environ.TRAILERS.of(environ);
            sizes.add(trailers.received().size());
            environ.input().readNBytes(5);
            environ.input().readAllBytes();
            received.set(trailers.received());
            assertFalse(environ.containsKey("HTTP_X_SUM"));
            assertFalse(environ.headers().contains("X-Sum"));
            return start.empty("204 No Content");
        })) {
            assertTrue(server.ask(UPLOAD + "X-Sum: abc\nx-sum: def\n\n").startsWith("HTTP/1.1 204 "));
        }
        assertEquals(List.of(0), sizes);
        assertEquals(List.of("abc", "def"), received.get().all("X-Sum"));
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.TRAILERS_APART)
    void aRequestWithAFieldThatComesTooLateThereIsRefused(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) ->
            start.bytes("200 OK", "text/plain", environ.input().readAllBytes()))) {
            for (String name : List.of("Host", "content-length", "Transfer-Encoding", "Authorization", "Cookie", "If-Match",
                "TE"))
                assertTrue(server.ask(UPLOAD + name + ": 1\n\n").startsWith("HTTP/1.1 400 "), name);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.TRAILERS_APART)
    void theNextRequestOfTheConnectionHasItsOwn(Worker worker) throws Exception {
        var sizes = new ArrayList<Integer>();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            environ.input().readAllBytes();
            sizes.add(Environ.TRAILERS.of(environ).received().size());
            return start.empty("204 No Content");
        })) {
            server.ask(UPLOAD.replace("Connection: close\n", "") + "X-Sum: abc\n\n" + LAST);
        }
        assertEquals(List.of(1, 0), sizes);
    }
}

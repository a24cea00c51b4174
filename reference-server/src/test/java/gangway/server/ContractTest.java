package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Input;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.InputRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What an application may rely on, on the wire and with each worker.
@Timeout(60)
class ContractTest {

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n", LAST = "GET / HTTP/1.1\nHost: x\nConnection: close\n\n";
    private static final String FAILED = """
        HTTP/1.1 500 Internal Server Error
        Content-Type: text/plain; charset=utf-8
        Content-Length: 26
        Connection: close

        """.replace("\n", "\r\n") + "500 Internal Server Error\n";

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<byte[]> blocks(String... blocks) {
        return Stream.of(blocks).map(ContractTest::bytes).toList();
    }

    /// Asks once.
    ///
    /// @return the response, and what was reported
    private static Map.Entry<String, List<Throwable>> ask(Worker worker, Application application) throws Exception {
        try (var server = LiveServer.of(worker, application)) {
            return Map.entry(server.ask(LAST), server.failures());
        }
    }

    private static String answer(Worker worker, Application application) throws Exception {
        return ask(worker, application).getKey();
    }

    // start.

    @ParameterizedTest
    @EnumSource
    @Tag("facts-3")
    @Tag("facts-4")
    @Verifies(call = CallRule.RESULT, start = StartRule.BEFORE_BODY, http = HttpRule.FAILURE)
    void noBodyOrNoStatusIsAFailureOfWhichTheClientLearnsNothing(Worker worker) throws Exception {
        for (Application application : List.<Application>of((_, _) -> blocks("x"), (_, _) -> List.of(), (_, start) -> {
            start.start("200 OK");
            return nothing();
        })) {
            var answer = ask(worker, application);
            assertEquals(FAILED, answer.getKey());
            assertEquals(1, answer.getValue().size());
        }
    }

    private static <T> T nothing() {
        return null;
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-5")
    @Verifies(start = StartRule.BEFORE_BODY)
    void theFirstNextMayStart(Worker worker) throws Exception {
        assertEquals("HTTP/1.1 200 OK\r\nX: 1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1\r\na\r\n0\r\n\r\n",
            answer(worker, (_, start) -> () -> Stream.of("a").map(block -> {
                assertDoesNotThrow(() -> start.start("200 OK", "X", "1"));
                return bytes(block);
            }).iterator()));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-6")
    @Verifies(start = {StartRule.ONCE, StartRule.AGAIN})
    void aSecondStartIsAFailureAlsoWhenTheFirstWasRefused(Worker worker) throws Exception {
        assertEquals(FAILED, answer(worker, (_, start) -> {
            start.start("200 OK");
            return start.text("200 OK", "x");
        }));
        assertEquals(FAILED, answer(worker, (_, start) -> {
            assertThrows(Violation.class, () -> start.start("200 OK", "Connection", "close"));
            return start.text("200 OK", "x");
        }));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-7")
    @Verifies(start = StartRule.REPLACED)
    void aStartWithAnErrorReplacesTheFirst(Worker worker) throws Exception {
        assertEquals("HTTP/1.1 503 Sorry\r\nB: 2\r\nContent-Length: 1\r\nConnection: close\r\n\r\ns", answer(worker, (_, start) -> {
            start.start("200 OK", "A", "1");
            start.start("503 Sorry", List.of(new Header("B", "2")), new IOException("no database"));
            return blocks("s");
        }));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-8")
    @Verifies(start = StartRule.RETHROWN, http = HttpRule.ABORT)
    void anErrorBehindTheHeadReachesTheLogItselfAndTheResponseHasNoEnd(Worker worker) throws Exception {
        var error = new IOException("too late");
        var answer = ask(worker, (_, start) -> {
            start.start("200 OK").write(bytes("part"));
            start.start("500 Oops", List.of(), error);
            return List.of();
        });
        assertTrue(answer.getKey().endsWith("\r\n\r\n4\r\npart\r\n"), answer.getKey());
        assertSame(error, answer.getValue().getFirst());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-9")
    @Verifies(start = StartRule.DELAYED)
    void aFailureBehindAnEmptyBlockIs500(Worker worker) throws Exception {
        assertEquals(FAILED, answer(worker, (_, start) -> {
            start.start("200 OK");
            return () -> Stream.of("", "!").map(block -> {
                if (!block.isEmpty()) throw new IllegalStateException("behind an empty block");
                return bytes(block);
            }).iterator();
        }));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-10")
    @Verifies(start = StartRule.DELAYED)
    void emptyBlocksAreNoChunks(Worker worker) throws Exception {
        assertTrue(answer(worker, (_, start) -> {
            start.start("200 OK");
            return blocks("", "", "x", "", "y");
        }).endsWith("chunked\r\nConnection: close\r\n\r\n1\r\nx\r\n1\r\ny\r\n0\r\n\r\n"));
    }

    // The content.

    @ParameterizedTest
    @EnumSource
    @Tag("facts-13")
    @Verifies(content = {ContentRule.NOT_MORE, ContentRule.CUT}, body = BodyRule.CLOSED)
    void contentIsCutAtItsLengthAndTheConnectionGoesOn(Worker worker) throws Exception {
        var taken = new AtomicInteger();
        var closed = new AtomicInteger();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            if (environ.path().equals("/2")) return start.text("200 OK", "second");
            start.start("200 OK", "Content-Length", "3");
            return new Closing(() -> Stream.of("ab", "cdef", "g").peek(_ -> taken.incrementAndGet()).map(ContractTest::bytes)
                .iterator(), closed::incrementAndGet);
        })) {
            String both = server.ask(GET + LAST.replace("/ ", "/2 "));
            assertTrue(both.startsWith("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n"), both);
            assertEquals(1, server.failures().size());
        }
        assertEquals(2, taken.get());
        assertEquals(1, closed.get());
    }

    private record Closing(Iterable<byte[]> blocks, Runnable closer) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return blocks.iterator();
        }

        @Override
        public void close() {
            closer.run();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-14")
    @Verifies(content = {ContentRule.NOT_LESS, ContentRule.BROKEN_OFF})
    void missingContentEndsTheConnectionAndIsReported(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (_, start) -> {
            start.start("200 OK", "Content-Length", "10");
            return blocks("abc");
        })) {
            String one = server.ask(GET + LAST);
            assertEquals("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", one);
            assertEquals(1, server.failures().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-15")
    @Tag("facts-16")
    @Tag("facts-17")
    @Verifies(content = ContentRule.CUT, body = {BodyRule.WRITE_SAME, BodyRule.WRITE_VALID})
    void whatIsWrittenGoesFirstAndNotPastTheLengthOrTheCall(Worker worker) throws Exception {
        var kept = new AtomicReference<Write>();
        assertTrue(answer(worker, (_, start) -> {
            Write write = start.start("200 OK", "Content-Length", "4");
            kept.set(write);
            write.write(bytes("wr"));
            assertThrows(Violation.class, () -> write.write(bytes("too much")));
            return blocks("it");
        }).endsWith("\r\n\r\nwrit"));
        assertThrows(Violation.class, () -> kept.get().write(bytes("x")));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-18")
    @Verifies(body = BodyRule.CLOSED)
    void aBodyIsClosedOnceWhateverHappens(Worker worker) throws Exception {
        var closed = new AtomicInteger();
        try (var server = LiveServer.of(worker, (environ, start) -> {
            start.start(environ.query() + " x");
            return new Closing(() -> Stream.of("a", "b").map(block -> {
                if (environ.path().equals("/fails")) throw new IllegalStateException("in next");
                return bytes(block);
            }).iterator(), closed::incrementAndGet);
        })) {
            List<String> ways = List.of("GET /?200", "HEAD /?200", "GET /?204", "GET /?304", "GET /fails?200");
            for (int i = 0; i < ways.size(); i++) {
                server.ask(LAST.replace("GET /", ways.get(i)));
                int so = i + 1;
                while (closed.get() < so) Thread.yield();      // behind the response, as far as the client knows
            }
            server.failures();
            assertEquals(ways.size(), closed.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-19")
    @Verifies(body = {BodyRule.CLOSE_FAILED, BodyRule.CLOSE_LOGGED})
    void aCloseThatThrowsIsReportedAndTheResponseIsWhole(Worker worker) throws Exception {
        var answer = ask(worker, (_, start) -> {
            start.start("200 OK");
            return new Closing(blocks("a"), () -> {
                throw new IllegalStateException("cannot close");
            });
        });
        assertTrue(answer.getKey().endsWith("1\r\na\r\n0\r\n\r\n"), answer.getKey());
        assertEquals(List.of("cannot close"), answer.getValue().stream().map(Throwable::getMessage).toList());
    }

    // The request.

    @ParameterizedTest
    @EnumSource
    @Tag("facts-28")
    @Verifies(environ = EnvironRule.OWN, extension = ExtensionRule.STATE)
    void whatOneRequestChangesTheNextOfItsConnectionDoesNotSee(Worker worker) throws Exception {
        var shared = new ArrayList<String>();
        Application application = new Application() {
            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
                Map<String, Object> state = Environ.STATE.of(environ).values();
                assertEquals(Set.of("shared"), state.keySet());
                assertSame(shared, state.put("shared", "replaced"));
                state.put("mine", environ.path());
                assertTrue(environ.put("acme.user", "ada") == null && environ.remove("HTTP_HOST") != null);
                shared.add(environ.path());
                return start.empty("204 No Content");
            }

            @Override
            public AutoCloseable open(Map<String, Object> state) {
                state.put("shared", shared);
                return () -> {};
            }
        };
        try (var server = LiveServer.of(worker, application)) {
            server.ask(GET.replace("/ ", "/1 ") + LAST.replace("/ ", "/2 "));
        }
        assertEquals(List.of("/1", "/2"), shared, "a shallow copy: what is in it is the same");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-30")
    @Verifies(environ = {EnvironRule.PATH_KEPT, EnvironRule.TARGET, EnvironRule.HOST})
    void pathsAreNotRepaired(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) ->
            start.text("200 OK", environ.get("PATH_INFO") + " " + environ.get("HTTP_HOST")))) {
            assertTrue(server.ask(LAST.replace("/ ", "//a//b/../c ")).endsWith("\r\n\r\n//a//b/../c x"));
            assertTrue(server.ask(LAST.replace("/ ", "http://y:8/a ")).endsWith("\r\n\r\n/a y:8"));
            assertTrue(server.ask(LAST.replace("/ ", "/a%zz ")).startsWith("HTTP/1.1 400 "));
            assertTrue(server.ask(LAST.replace("/ ", "/\u00E9 ")).startsWith("HTTP/1.1 400 "));
            assertTrue(server.ask(LAST.replace("/ ", "* ")).startsWith("HTTP/1.1 400 "));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-31")
    @Verifies(environ = {EnvironRule.SINGLETONS, EnvironRule.JOINED})
    void fieldsThatMayNotBeRepeatedAreRefusedOthersJoined(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) ->
            start.text("200 OK", environ.get("HTTP_A") + " " + environ.get("HTTP_COOKIE")))) {
            for (String twice : List.of("Host: x\n", "Content-Length: 0\nContent-Length: 0\n", "Content-Type: a/b\nContent-Type: a/b\n"))
                assertTrue(server.ask(LAST.replace("\n\n", "\n" + twice + "\n")).startsWith("HTTP/1.1 400 "), twice);
            assertTrue(server.ask(LAST.replace("\n\n", "\nA: 1\nCookie: a=1\nA: 2\nCookie: b=2\n\n"))
                .endsWith("\r\n\r\n1, 2 a=1; b=2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("facts-33")
    @Tag("facts-35")
    @Verifies(input = {InputRule.REST, InputRule.ENDS, InputRule.DECODED})
    void theInputEndsWithTheContentHoweverThatIsFramed(Worker worker) throws Exception {
        try (var server = LiveServer.of(worker, (environ, start) -> {
            Input input = environ.input();
            String read = new String(input.readLine(), UTF_8) + new String(input.readBytes(-1), UTF_8);
            return start.text("200 OK", read + input.read() + input.readLine().length + " " + environ.get("CONTENT_LENGTH"));
        })) {
            String head = "POST / HTTP/1.1\nHost: x\n";
            assertTrue(server.ask(head + "Content-Length: 3\n\na\n" + LAST).contains("\r\n\r\na\r\n-10 3HTTP/1.1 200 "),
                "\\r\\n counts as two");
            assertTrue(server.ask(head + "Transfer-Encoding: chunked\n\n1\na\n1\nb\n0\n\n" + LAST)
                .contains("\r\n\r\nab-10 nullHTTP/1.1 200 "));
        }
    }
}

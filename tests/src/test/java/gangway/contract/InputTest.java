package gangway.contract;

import module java.base;

import gangway.spec.ClientDisconnected;
import gangway.spec.Input;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.InputRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 3 of the contract: input and errors.
@Timeout(60)
class InputTest {

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    @Verifies(input = {InputRule.ENDS, InputRule.REST})
    @Tag("facts-33")
    @OnEachHost
    void theInputOfAGetIsEmptyAtOnce(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            Input input = environ.input();
            assertEquals(-1, input.read());
            assertEquals(0, input.readAllBytes().length);
            assertEquals(0, input.readBytes(-1).length);
            assertEquals(0, input.readLine().length);
            assertEquals(List.of(), input.readLines(0));
            assertFalse(input.iterator().hasNext());
            return start.text("200 OK", "empty");
        }, Ask.get("/"));
        assertEquals("empty", reply.text());
    }

    @Verifies(input = {InputRule.ENDS, InputRule.REST})
    @Tag("facts-33")
    @OnEachHost
    void behindTheContentIsNothingHoweverOftenOneAsks(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            String all = text(environ.input().readBytes(1000));
            for (int n = 0; n < 3; n++) {
                assertEquals(-1, environ.input().read());
                assertEquals(0, environ.input().readBytes(10).length);
                assertEquals(0, environ.input().readBytes(-1).length);
            }
            return start.text("200 OK", all);
        }, Ask.post("content"));
        assertEquals("content", reply.text());
    }

    @Verifies(input = InputRule.ENDS)
    @Tag("facts-33")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void theInputEndsBeforeTheNextRequest(Host host) throws Exception {
        try (var running = host.start((environ, start) ->
            start.bytes("200 OK", "text/plain", environ.input().readAllBytes()));
             Wire wire = Wire.to(running)) {
            wire.send("POST / HTTP/1.1\nHost: x\nContent-Length: 3\n\noneGET / HTTP/1.1\nHost: x\n\n"
                + "POST / HTTP/1.1\nHost: x\nContent-Length: 3\n\ntwo");
            assertEquals(List.of("one", "", "two"), List.of(wire.read().text(), wire.read().text(), wire.read().text()));
        }
    }

    @Verifies(input = {InputRule.METHODS, InputRule.REST})
    @Tag("facts-33")
    @OnEachHost
    void itReadsLikeAPythonFile(Host host) throws Exception {
        var random = new Random(33);
        var content = new AtomicReference<byte[]>();
        try (var running = host.start((environ, start) -> {
            var file = new PythonFile(content.get());
            while (!file.isAtEnd()) compare(random, environ.input(), file);
            compare(random, environ.input(), file);
            return start.text("200 OK", "equal");
        })) {
            boolean chunks = host.can().contains(Host.Can.CONNECTIONS);
            for (int n = 0; n < 200; n++) {
                content.set(randomContent(random));
                Ask ask = Ask.post(content.get());
                assertEquals("equal", running.ask(chunks && n % 2 == 0 ? ask.chunked() : ask).text());
            }
        }
    }

    /// Lines of all lengths; a few contents are longer than any buffer.
    private static byte[] randomContent(Random random) {
        byte[] content = new byte[random.nextInt(10) == 0 ? random.nextInt(30_000) : random.nextInt(80)];
        int lineEnds = 1 + random.nextInt(1 + content.length / 2);
        for (int i = 0; i < content.length; i++)
            content[i] = (byte) (random.nextInt(lineEnds) == 0 ? '\n' : random.nextInt(256));
        return content;
    }

    /// One call of both, the same.
    private static void compare(Random random, Input input, PythonFile file) throws IOException {
        int size = random.nextInt(40);
        switch (random.nextInt(6)) {
            case 0 -> assertArrayEquals(file.read(size), input.readBytes(size));
            case 1 -> assertArrayEquals(file.readline(-1), input.readLine());
            case 2 -> assertArrayEquals(file.readline(size), input.readLine(size));
            case 3 -> assertLines(file.readlines(size), input.readLines(size));
            case 4 -> {
                byte[] next = file.read(1);
                assertEquals(next.length == 0 ? -1 : next[0] & 0xFF, input.read());
            }
            default -> {
                if (random.nextInt(8) == 0) assertArrayEquals(file.read(-1), rest(input, random.nextBoolean()));
                else for (byte[] line : input) {
                    assertArrayEquals(file.readline(-1), line);
                    if (random.nextInt(3) == 0) break;
                }
            }
        }
    }

    private static byte[] rest(Input input, boolean transfers) throws IOException {
        if (!transfers) return input.readBytes(-1);
        var rest = new ByteArrayOutputStream();
        assertEquals(input.transferTo(rest), rest.size());
        return rest.toByteArray();
    }

    private static void assertLines(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.stream().map(InputTest::text).toList(), actual.stream().map(InputTest::text).toList());
    }

    @Verifies(input = InputRule.TRUNCATED, http = HttpRule.CLIENT_GONE)
    @Tag("facts-34")
    @OnEachHost(needs = Host.Can.UPLOADS)
    void aTruncatedContentIsNeverAnEnd(Host host) throws Exception {
        List<Function<Input, Object>> ways = List.of(input -> thrown(input::readAllBytes), input -> thrown(input::readLine),
            input -> thrown(() -> input.readLines(0)), input -> thrown(() -> input.readBytes(100)),
            input -> thrown(() -> input.transferTo(OutputStream.nullOutputStream())),
            input -> assertThrows(UncheckedIOException.class, () -> input.forEach(_ -> { })).getCause());
        Ask ask = Ask.post("x".repeat(99)).cutBehind(50);
        List<Ask> asks = host.can().contains(Host.Can.CONNECTIONS) ? List.of(ask, ask.chunked()) : List.of(ask);
        for (var way : ways)
            for (Ask cut : asks) {
                var caught = new AtomicReference<Object>();
                host.ask((environ, start) -> {
                    caught.set(way.apply(environ.input()));
                    return start.text("200 OK", "noticed");
                }, cut);
                assertInstanceOf(ClientDisconnected.class, caught.get());
            }
    }

    private static Throwable thrown(Callable<?> reading) {
        return assertThrows(IOException.class, reading::call);
    }

    @Verifies(input = InputRule.TRUNCATED, http = HttpRule.CLIENT_GONE)
    @Tag("facts-34")
    @OnEachHost(needs = Host.Can.UPLOADS)
    void theClientsLeavingIsNoFailureOfTheApplication(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> start.bytes("200 OK", "a/b", environ.input().readAllBytes()),
            Ask.post("content").cutBehind(3));
        assertEquals(List.of(), reply.failures());
        assertFalse(reply.code() == 200, reply.toString());
    }

    @Verifies(input = InputRule.DECODED)
    @Tag("facts-35")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void chunksAreDecodedAndNotTold(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            assertFalse(environ.containsKey("CONTENT_LENGTH"));
            assertFalse(environ.containsKey("HTTP_TRANSFER_ENCODING"));
            assertEquals(OptionalLong.empty(), environ.contentLength());
            return start.bytes("200 OK", "a/b", environ.input().readAllBytes());
        }, Ask.post("content in several chunks").chunked());
        assertEquals("content in several chunks", reply.text());
    }

    @Verifies(input = InputRule.ERRORS)
    @OnEachHost
    void errorsTakesAnyText(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            environ.errors().print("caf\u00e9 \u20ac \ud83d\ude00 ");
            environ.errors().write("\ud800 alone");
            environ.errors().write(new char[] {'\udc00', '\0', '\n'});
            environ.errors().flush();
            assertFalse(environ.errors().checkError());
            return start.text("200 OK", "taken");
        })) {
            assertEquals("taken", running.ask(Ask.get("/")).text());
            assertTrue(running.errors().contains("caf\u00e9 \u20ac \ud83d\ude00 "), running.errors());
            assertTrue(running.errors().contains(" alone"), running.errors());
        }
    }

    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void whoClosesErrorsClosesItForNobody(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            environ.errors().println("asked for " + environ.path());
            environ.errors().close();
            return start.text("200 OK", "closed");
        })) {
            running.ask(Ask.get("/first"));
            running.ask(Ask.get("/second"));
            assertTrue(running.errors().contains("asked for /second"), running.errors());
        }
    }

    @OnEachHost
    void closingTheInputDoesNothing(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            environ.input().close();
            return start.bytes("200 OK", "a/b", environ.input().readAllBytes());
        }, Ask.post("content"));
        assertEquals("content", reply.text());
    }

    /// Bytes in memory with the reading methods of a Python file: what `io.BytesIO` says.
    private static final class PythonFile {
        private final byte[] content;
        private int at;

        private PythonFile(byte[] content) {
            this.content = content;
        }

        private boolean isAtEnd() {
            return at == content.length;
        }

        private byte[] read(int size) {
            int end = size < 0 ? content.length : Math.min(content.length, at + size);
            byte[] bytes = Arrays.copyOfRange(content, at, end);
            at = end;
            return bytes;
        }

        private byte[] readline(int size) {
            int end = at;
            while (end < content.length && content[end] != '\n') end++;
            int line = Math.min(content.length, end + 1) - at;
            return read(size < 0 ? line : Math.min(line, size));
        }

        private List<byte[]> readlines(int hint) {
            var lines = new ArrayList<byte[]>();
            int total = 0;
            while (!isAtEnd() && (hint <= 0 || total < hint)) {
                lines.add(readline(-1));
                total += lines.getLast().length;
            }
            return lines;
        }
    }
}

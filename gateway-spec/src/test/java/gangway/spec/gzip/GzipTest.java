package gangway.spec.gzip;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.lint.Lint;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What is compressed, what is not, and that nothing waits. Lint watches the application, the middleware and the server.
@Tag("facts-81")
class GzipTest {

    private static final byte[] LONG = "0123456789abcdef".repeat(64).getBytes(UTF_8);
    private static final byte[] SHORT = Arrays.copyOf(LONG, 1023);

    private final List<Violation> breaches = new CopyOnWriteArrayList<>();

    @AfterEach
    void nobodyHasBrokenARule() {
        assertEquals(List.of(), breaches.stream().map(Violation::getMessage).toList());
    }

    /// Notes a breach, but for the advice on time: a machine that is busy is nobody's fault.
    private void note(Violation breach) {
        if (breach.rule() != BodyRule.PROMPT) breaches.add(breach);
    }

    private Application watched(Application application) {
        Application inside = Lint.paranoid(application, this::note);
        return Lint.paranoid(inside.with(Lint.around(new Gzip(), this::note)), this::note);
    }

    private Exchange ask(String method, String accept, Application application) {
        return InMemory.call(watched(application), Environs.of(method, "/", "Accept-Encoding", accept));
    }

    private Exchange ask(Application application) {
        return ask("GET", "gzip", application);
    }

    /// @param out where blocks are as soon as the client has them
    private Exchange ask(Application application, List<byte[]> out) {
        Environ environ = Environs.of("GET", "/", "Accept-Encoding", "gzip");
        return InMemory.call(watched(application), environ, new InMemory.Client() {
            @Override
            public boolean takes(byte[] block) {
                return out.add(block.clone());
            }
        });
    }

    /// An application that answers with some fields and one block.
    private static Application answering(byte[] content, String... fields) {
        return (_, start) -> {
            start.start("200 OK", fields);
            return List.of(content);
        };
    }

    private static Application text(byte[] content) {
        return answering(content, "Content-Type", "text/plain; charset=utf-8");
    }

    private static Application streaming(Iterable<byte[]> blocks) {
        return (_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            return blocks;
        };
    }

    private static Iterable<byte[]> blocks(String... blocks) {
        return () -> Stream.of(blocks).map(block -> block.getBytes(UTF_8)).iterator();
    }

    private static byte[] decoded(Exchange answer) throws IOException {
        assertEquals(Optional.of("gzip"), answer.headers().get("Content-Encoding"));
        assertTrue(answer.complete());
        return new GZIPInputStream(new ByteArrayInputStream(answer.content())).readAllBytes();
    }

    private static void assertPlain(byte[] content, Exchange answer) {
        assertFalse(answer.headers().contains("Content-Encoding"));
        assertArrayEquals(content, answer.content());
    }

    /// What a client can decode of the first blocks of a stream that has not ended.
    private static String soFar(List<byte[]> blocks) {
        var bytes = new ByteArrayOutputStream();
        blocks.forEach(bytes::writeBytes);
        var text = new ByteArrayOutputStream();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (int b = in.read(); b >= 0; b = in.read()) text.write(b);
        } catch (IOException cut) {
            // there is more to come
        }
        return text.toString(UTF_8);
    }

    @Test
    void aClientThatAcceptsItGetsGzip() throws IOException {
        Exchange answer = ask(text(LONG));
        assertArrayEquals(LONG, decoded(answer));
        assertTrue(answer.content().length < LONG.length / 2);
    }

    @Verifies(middleware = MiddlewareRule.ONE_BLOCK)
    @Test
    void oneBlockStaysOneWithALength() {
        Exchange answer = ask(text(LONG));
        assertEquals(1, answer.blocks().size());
        assertEquals(Optional.of(Integer.toString(answer.content().length)), answer.headers().get("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "*;q=0", "br"})
    void anyOtherGetsPlainContentWithVary(String accept) {
        Exchange answer = ask("GET", accept, text(LONG));
        assertPlain(LONG, answer);
        assertEquals(List.of("Accept-Encoding"), answer.headers().all("Vary"));
    }

    @Test
    void aClientThatSaysNothingGetsPlainContent() {
        assertPlain(LONG, InMemory.call(watched(text(LONG)), Environs.of("GET", "/")));
    }

    @Test
    void lessThan1024BytesOfKnownLengthStayAsTheyAre() throws IOException {
        for (Application application : List.<Application>of(text(SHORT), streaming(new Body.Bytes(SHORT)),
            streaming(new Body.Buffers(List.of(ByteBuffer.wrap(SHORT)))))) {
            Exchange answer = ask(application);
            assertPlain(SHORT, answer);
            assertFalse(answer.headers().contains("Vary"));
        }
        assertArrayEquals(LONG, decoded(ask(streaming(new Body.Bytes(LONG)))));
        assertArrayEquals(LONG, decoded(ask(streaming(new Body.Buffers(List.of(ByteBuffer.wrap(LONG)))))));
    }

    @Test
    void anAnnouncedLengthIsAKnownOne() throws IOException {
        Application announcing = (_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8", "Content-Length", "1023");
            return blocks(new String(SHORT, 0, 1000, UTF_8), new String(SHORT, 1000, 23, UTF_8));
        };
        assertPlain(SHORT, ask(announcing));
        Exchange answer = ask(answering(LONG, "Content-Type", "text/plain; charset=utf-8", "Content-Length", "1024"));
        assertArrayEquals(LONG, decoded(answer));
        assertEquals(Optional.of(Integer.toString(answer.content().length)), answer.headers().get("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Content-Encoding | br", "Content-Range | bytes 0-1023/5000", "Cache-Control | max-age=60, No-Transform",
        "Content-Type | image/png", "Content-Type | application/zip", "Content-Type | text",
        "Content-Digest | sha-256=:AAAA:", "Repr-Digest | sha-256=:AAAA:"})
    void whatIsCodedOrBoundToItsBytesStaysAsItIs(String name, String value) {
        Headers fields = Headers.of("Content-Type", "text/plain; charset=utf-8").set(name, value);
        Exchange answer = ask((_, start) -> {
            start.start("200 OK", fields.list());
            return List.of(LONG);
        });
        assertArrayEquals(LONG, answer.content());
        assertFalse(answer.headers().contains("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "TEXT/CSS;charset=utf-8", "application/json", "image/svg+xml",
        "application/problem+json", "text/javascript;charset=utf-8", "application/wasm"})
    void textOfAllKindsIsCompressed(String type) throws IOException {
        assertArrayEquals(LONG, decoded(ask(answering(LONG, "Content-Type", type))));
    }

    @ParameterizedTest
    @CsvSource({"204, 0", "205, 0", "304, 0", "206, 1024"})
    void statusesWithoutContentAndPartsStayAsTheyAre(int code, int length) {
        Exchange answer = InMemory.call(new Gzip().wrap((_, start) -> {
            start.start(code + " Test", "Content-Type", "text/plain; charset=utf-8", "ETag", "\"a\"");
            return length == 0 ? List.of() : List.of(LONG);
        }), Environs.of("GET", "/", "Accept-Encoding", "gzip"));
        assertPlain(Arrays.copyOf(LONG, length), answer);
        assertFalse(answer.headers().contains("Vary"));
        assertEquals(Optional.of("\"a\""), answer.headers().get("ETag"));
    }

    @ParameterizedTest
    @CsvSource({"gzip, \"a\", W/\"a\"", "gzip, W/\"a\", W/\"a\"", "br, \"a\", \"a\""})
    void anEtagBecomesWeak(String accept, String before, String after) {
        Exchange answer = ask("GET", accept, answering(LONG, "Content-Type", "application/json", "ETag", before));
        assertEquals(Optional.of(after), answer.headers().get("ETag"));
    }

    @Test
    void rangesAreNoLongerOffered() {
        assertFalse(ask(answering(LONG, "Content-Type", "application/json", "Accept-Ranges", "bytes")).headers()
            .contains("Accept-Ranges"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Cookie | Cookie, Accept-Encoding", "* | *",
        "accept-encoding, A | accept-encoding, A"})
    void varyIsAddedToWhatIsThere(String before, String after) {
        Exchange answer = ask(answering(LONG, "Content-Type", "application/json", "Vary", before));
        assertEquals(Optional.of(after), answer.headers().joined("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void headIsAnsweredAsGetWouldBe(String accept) {
        Application application = answering(LONG, "Content-Type", "application/json", "ETag", "\"a\"");
        assertEquals(ask("GET", accept, application).headers().list(), ask("HEAD", accept, application).headers().list());
        Application stream = streaming(blocks(new String(LONG, UTF_8)));
        assertEquals(ask("GET", accept, stream).headers().list(), ask("HEAD", accept, stream).headers().list());
    }

    @Test
    void headWithoutContentButWithALengthIsAnsweredAsGetWouldBe() {
        Exchange answer = ask("HEAD", "gzip", (_, start) -> {
            start.start("200 OK", "Content-Type", "application/json", "Content-Length", "5000");
            return List.of();
        });
        assertEquals(Optional.of("gzip"), answer.headers().get("Content-Encoding"));
        assertFalse(answer.headers().contains("Content-Length"));
    }

    @Verifies(middleware = MiddlewareRule.YIELDS)
    @Test
    void eachBlockOfAStreamIsOutBeforeTheNextIsAskedFor() throws IOException {
        var out = new ArrayList<byte[]>();
        var told = new ArrayList<String>();
        Iterable<byte[]> slow = () -> Stream.of("one", "", "two", "three").peek(_ -> told.add(soFar(out)))
            .map(block -> block.getBytes(UTF_8)).iterator();
        Exchange answer = ask(streaming(slow), out);
        assertEquals(List.of("", "one", "one", "onetwo"), told);
        assertEquals("onetwothree", new String(decoded(answer), UTF_8));
        assertEquals(4, answer.blocks().size());               // three, and the end of the stream
    }

    @Test
    void whatIsWrittenGoesOutAtOnceAndInFrontOfTheBody() throws IOException {
        var out = new ArrayList<byte[]>();
        var told = new ArrayList<String>();
        Application writing = (_, start) -> {
            Write write = start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            write.write("a".getBytes(UTF_8));
            told.add(soFar(out));
            write.write("b".getBytes(UTF_8));
            told.add(soFar(out));
            return List.of("c".getBytes(UTF_8));
        };
        Exchange answer = ask(writing, out);
        assertEquals(List.of("a", "ab"), told);
        assertEquals("abc", new String(decoded(answer), UTF_8));
    }

    @Test
    void nothingBehindWhatIsWrittenStillEndsTheStream() throws IOException {
        assertEquals("a", new String(decoded(ask((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8").write("a".getBytes(UTF_8));
            return List.of();
        })), UTF_8));
    }

    @Test
    void whatIsPushedGoesOutAtOnce() throws IOException {
        var out = new ArrayList<byte[]>();
        var told = new ArrayList<String>();
        Application pushing = streaming(new Body.Push(write -> {
            write.write("data: 1\n\n".getBytes(UTF_8));
            told.add(soFar(out));
            write.write("data: 2\n\n".getBytes(UTF_8));
        }));
        Exchange answer = ask(pushing, out);
        assertEquals(List.of("data: 1\n\n"), told);
        assertEquals("data: 1\n\ndata: 2\n\n", new String(decoded(answer), UTF_8));
    }

    @Test
    void aStreamIsRead() throws IOException {
        assertArrayEquals(LONG, decoded(ask(streaming(Body.of(new ByteArrayInputStream(LONG), 100)))));
    }

    @Test
    void aStartAsLateAsTheFirstBlockIsEarlyEnough() throws IOException {
        assertEquals("late", new String(decoded(ask((_, start) -> () -> Stream.of("late").map(text -> {
            try {
                start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text.getBytes(UTF_8);
        }).iterator())), UTF_8));
    }

    @Test
    void anEmptyStreamIsAWholeOne() throws IOException {
        assertEquals(0, decoded(ask(streaming(blocks()))).length);
        assertPlain(new byte[0], ask(streaming(List.of())));
    }

    @Test
    void aFileIsLeftToTheServer() throws Exception {
        Path file = Files.createTempFile("gangway", ".txt");
        try {
            Files.write(file, LONG);
            var returned = new AtomicReference<Iterable<byte[]>>();
            Application application = (_, start) -> {
                start.start("200 OK", "Content-Type", "text/plain; charset=utf-8", "ETag", "\"a\"");
                returned.set(Body.of(file));
                return returned.get();
            };
            Exchange answer = ask(application);
            assertPlain(LONG, answer);
            assertEquals(Optional.of("\"a\""), answer.headers().get("ETag"));
            assertFalse(answer.headers().contains("Vary"));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void anUpgradeAndAnUncompressedBodyPassAsTheyAre() throws Exception {
        var upgrade = new Body.Upgrade("x", (_, _) -> {});
        Iterable<byte[]> body = blocks("a");
        StartResponse ignored = (_, _, _) -> _ -> {};
        Environ environ = Environs.of("GET", "/", "Accept-Encoding", "gzip");
        assertSame(upgrade, new Gzip().wrap((_, start) -> {
            start.start("101 Switching Protocols");
            return upgrade;
        }).call(environ, ignored));
        assertSame(body, new Gzip().wrap((_, start) -> {
            start.start("200 OK", "Content-Type", "image/png");
            return body;
        }).call(environ, ignored));
    }

    @Verifies(middleware = MiddlewareRule.CLOSES)
    @Test
    void theBodyIsClosedOnce() throws IOException {
        var closed = new AtomicInteger();
        assertEquals("ab", new String(decoded(ask(streaming(new Closeable(blocks("a", "b"), closed)))), UTF_8));
        assertEquals(1, closed.get());
    }

    /// Blocks of which is counted how often they are closed.
    private record Closeable(Iterable<byte[]> blocks, AtomicInteger closed) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return blocks.iterator();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void anApplicationThatFailsBeforeItsFirstBlockIsAnsweredWith500() {
        Exchange answer = InMemory.call(watched((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            throw new IllegalStateException("over");
        }), Environs.of("GET", "/", "Accept-Encoding", "gzip"));
        assertEquals(500, answer.code());
        assertEquals("500 Internal Server Error\n", answer.text());
    }

    @Verifies(start = StartRule.REPLACED)
    @Test
    void aResponseThatIsStartedAgainAfterAnErrorIsNotCompressed() {
        Exchange answer = ask((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            start.start("503 Service Unavailable", new Headers(new ArrayList<>()).add("Content-Type",
                "text/plain; charset=utf-8").list(), new IllegalStateException("over"));
            return List.of(LONG);
        });
        assertEquals(503, answer.code());
        assertPlain(LONG, answer);
    }

    @Test
    void anErrorBehindTheFirstBlockCutsTheStream() {
        Exchange answer = InMemory.call(watched(streaming(() -> Stream.of("a", "b").map(text -> {
            if (text.equals("b")) throw new IllegalStateException("over");
            return text.getBytes(UTF_8);
        }).iterator())), Environs.of("GET", "/", "Accept-Encoding", "gzip"));
        assertFalse(answer.complete());
        assertEquals("over", answer.reported().getFirst().getMessage());
    }

    @Verifies(start = StartRule.ONCE)
    @Test
    void aSecondStartWithoutAnErrorIsTheServersToRefuse() {
        Exchange answer = InMemory.call(new Gzip().wrap((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            return List.of(LONG);
        }), Environs.of("GET", "/", "Accept-Encoding", "gzip"));
        assertEquals(StartRule.ONCE, ((Violation) answer.reported().getFirst()).rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "OK", "99 Low"})
    void aMalformedStatusIsRefusedInStart(String status) {
        var thrown = new AtomicReference<Violation>();
        InMemory.call(new Gzip().wrap((_, start) -> {
            try {
                start.start(status, "Content-Type", "text/plain; charset=utf-8");
            } catch (Violation violation) {
                thrown.set(violation);
            }
            return List.of(LONG);
        }), Environs.of("GET", "/", "Accept-Encoding", "gzip"));
        assertEquals(StartRule.STATUS, thrown.get().rule());
    }

    @Verifies(content = {ContentRule.NOT_LESS, ContentRule.NOT_MORE})
    @ParameterizedTest
    @CsvSource({"2000, NOT_LESS", "1030, NOT_MORE"})
    void contentThatIsNotAsLongAsAnnouncedStillBreaksTheResponseOff(String announced, ContentRule rule) {
        Exchange answer = InMemory.call(new Gzip().wrap((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8", "Content-Length", announced);
            return blocks(new String(LONG, UTF_8), "0123456789");
        }), Environs.of("GET", "/", "Accept-Encoding", "gzip"));
        assertFalse(answer.complete());
        assertEquals(rule, ((Violation) answer.reported().getFirst()).rule());
    }

    @Test
    void oneBlockThatIsNotAsLongAsAnnouncedIsTheServersToJudge() {
        Exchange answer = InMemory.call(new Gzip().wrap(answering(LONG, "Content-Type", "application/json", "Content-Length",
            "2000")), Environs.of("GET", "/", "Accept-Encoding", "gzip"));
        assertEquals(List.of(new Header("Content-Type", "application/json"), new Header("Content-Length", "2000")),
            answer.headers().list());
        assertFalse(answer.complete());
    }
}

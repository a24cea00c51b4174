package gangway.spec;

import module java.base;

import gangway.spec.handler.InMemory;
import gangway.spec.rule.CallRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// One call at a time, and a next one whatever becomes of it.
@Timeout(60)
@Verifies(call = CallRule.SERIAL)
class SerialTest {

    private static final StartResponse IGNORED = (_, _, _) -> _ -> {};

    private static Iterable<byte[]> blocks(String... blocks) {
        return () -> Stream.of(blocks).map(block -> block.getBytes(UTF_8)).iterator();
    }

    private static <T> T fails(String where) {
        throw new IllegalStateException(where);
    }

    /// Whether another thread gets its turn.
    private static boolean isFree(Application serial) throws Exception {
        var entered = new CountDownLatch(1);
        Environ environ = Environs.of("GET", "/free");
        environ.put("test.entered", entered);
        Thread.ofVirtual().start(() -> InMemory.call(serial, environ)).join(Duration.ofMillis(200));
        return entered.getCount() == 0;
    }

    /// An application that answers as it is told, and to whoever asks whether it is free, nothing.
    private static Application serial(Application application) {
        return ((Application) (environ, start) -> {
            if (!(environ.get("test.entered") instanceof CountDownLatch entered)) return application.call(environ, start);
            entered.countDown();
            return start.empty("204 No Content");
        }).with(Middleware.serial());
    }

    @Test
    void theOtherWaitsUntilTheBodyIsExhausted() throws Exception {
        Application serial = serial((_, _) -> blocks("a"));
        Iterator<byte[]> body = serial.call(Environs.of("GET", "/"), IGNORED).iterator();
        assertFalse(isFree(serial));
        body.next();
        assertFalse(isFree(serial));
        assertFalse(body.hasNext());
        assertTrue(isFree(serial));
    }

    @Test
    void theOtherWaitsUntilABodyThatCanBeClosedIsClosed() throws Exception {
        var body = new Mapped(blocks("a"), block -> block);
        Application serial = serial((_, _) -> body);
        Iterable<byte[]> returned = serial.call(Environs.of("GET", "/"), IGNORED);
        returned.forEach(_ -> {});
        assertFalse(isFree(serial));
        ((AutoCloseable) returned).close();
        assertTrue(isFree(serial));
    }

    @Test
    void aBodyThatHasNothingLeftToRunEndsTheTurnAtOnce() throws Exception {
        for (var data : List.<Iterable<byte[]>>of(List.of(), List.of(new byte[1]), new Body.Bytes(new byte[1]),
            new Body.Buffers(List.of()))) {
            Application serial = serial((_, _) -> data);
            assertSame(data, serial.call(Environs.of("GET", "/"), IGNORED));
            assertTrue(isFree(serial));
        }
    }

    @Test
    @Verifies(call = CallRule.CONCURRENCY)
    void insideThereAreNoOtherThreads() {
        Environ environ = Environs.of("GET", "/");
        Environ.MULTITHREAD.put(environ, true);
        assertEquals("false", InMemory.call(serial((inner, start) ->
            start.text("200 OK", "" + Environ.MULTITHREAD.of(inner))), environ).text());
    }

    /// Calls that end in every way there is.
    static List<Application> ends() {
        return List.of(
            (_, _) -> fails("call"),
            (_, _) -> SerialTest.<Iterable<byte[]>>nothing(),
            (_, start) -> start.text("200 OK", "hello"),
            (_, start) -> started(start, blocks("a", "b")),
            (_, start) -> started(start, () -> fails("iterator")),
            (_, start) -> started(start, () -> Stream.of("a", "b").<byte[]>map(SerialTest::fails).iterator()),
            (_, start) -> started(start, new Mapped(blocks("a"), _ -> fails("next"))),
            (_, start) -> started(start, new Body.Stream(new ByteArrayInputStream(new byte[10]), 3)),
            (_, start) -> started(start, new Body.Stream(new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("read");
                }

                @Override
                public void close() throws IOException {
                    throw new IOException("close");
                }
            }, 3)),
            (_, start) -> started(start, new Body.Push(out -> out.write(new byte[1]))),
            (_, start) -> started(start, new Body.Push(_ -> fails("produce"))),
            (_, start) -> {
                start.start("101 Switching Protocols");
                return new Body.Upgrade("not offered", (_, _) -> {});
            },
            (environ, _) -> {
                environ.clear();
                return fails("call");
            });
    }

    private static Iterable<byte[]> started(StartResponse start, Iterable<byte[]> body) throws IOException {
        start.start("200 OK");
        return body;
    }

    private static <T> T nothing() {
        return null;
    }

    @Verifies(call = {CallRule.SERIAL, CallRule.EARLY_STOP})
    @ParameterizedTest
    @MethodSource("ends")
    void theNextCallHasItsTurnHoweverTheLastEnded(Application application) throws Exception {
        for (String method : List.of("GET", "HEAD")) {
            Application serial = serial(application);
            InMemory.call(serial, Environs.of(method, "/"));
            assertTrue(isFree(serial), method);
            InMemory.call(serial, Environs.of(method, "/"), new InMemory.Client() {
                @Override
                public boolean takes(byte[] block) {
                    return false;                              // leaves at once
                }
            });
            assertTrue(isFree(serial), method + " whose client left");
        }
    }

    @Test
    void aMiddlewareThatForgetsToCloseHoldsUpNobodyBehindTheResponse() throws Exception {
        Application serial = serial((_, start) -> started(start, blocks("lost")));
        Application forgetful = (environ, start) -> {
            serial.call(environ, IGNORED);
            return start.text("200 OK", "another");
        };
        InMemory.call(forgetful, Environs.of("GET", "/"));
        assertTrue(isFree(serial));
    }

    @Test
    void aProducerHasTheTurnEvenWhereTheServerTellsNotWhenTheResponseIsOver() throws Exception {
        var free = new AtomicReference<Boolean>();
        var serial = new AtomicReference<Application>();
        serial.set(serial((_, _) -> new Body.Push(_ -> free.set(isFree(serial.get())))));
        var push = (Body.Push) serial.get().call(Environs.of("GET", "/"), IGNORED);
        assertTrue(isFree(serial.get()), "it may never be run");
        push.producer().produce(_ -> {});
        assertEquals(false, free.get());
        assertTrue(isFree(serial.get()));
    }
}

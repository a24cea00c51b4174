package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.BodyRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static gangway.contract.Bodies.blocks;
import static gangway.contract.Bodies.bytes;
import static gangway.contract.Bodies.endless;
import static gangway.contract.Bodies.failing;
import static gangway.contract.Bodies.made;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 6 of the contract: the body.
@Timeout(60)
class BodyTest {

    private static final Host.Client LEAVING = _ -> false;

    @TempDir
    private Path directory;

    private static Application answering(Iterable<byte[]> body, String status, String... fields) {
        return (_, start) -> {
            start.start(status, fields);
            return body;
        };
    }

    private static void assertClosedOnce(Watched body) {
        assertEquals(1, body.closes());
        assertFalse(body.wasAskedBehindClose());
        assertTrue(body.iterators() <= 1, body.iterators() + " iterators");
    }

    /// The server may not use a body in another way, however the response ends.
    private static Reply closedOnce(Host host, Ask ask, Iterable<byte[]> blocks, String status, String... fields)
        throws Exception {
        var body = new Watched(blocks);
        Reply reply = host.ask(answering(body, status, fields), ask);
        assertClosedOnce(body);
        return reply;
    }

    // Blocks.

    @Verifies(body = BodyRule.EACH)
    @Tag("facts-12")
    @OnEachHost
    void aBlockArrivesBeforeTheNextIsMade(Host host) throws Exception {
        var arrived = new CountDownLatch(1);
        var left = new ArrayDeque<>(List.of("A", "B"));
        Application application = answering(made(() -> {
            if (left.size() == 1) Bodies.await(arrived);       // in vain, if A waited for B
            return Optional.ofNullable(left.poll());
        }), "200 OK");
        try (var running = host.start(application)) {
            Reply reply = running.ask(Ask.get("/"), content -> {
                if (content.length == 1) arrived.countDown();
                return true;
            });
            assertEquals("AB", reply.text());
        }
    }

    @Verifies(body = {BodyRule.EACH, BodyRule.WRITE_SAME})
    @Tag("facts-12")
    @OnEachHost
    void soDoesWhatIsWrittenOrPushed(Host host) throws Exception {
        for (boolean isPushed : List.of(true, false)) {
            var arrived = new CountDownLatch(1);
            Body.Producer producer = out -> {
                out.write(bytes("A"));
                Bodies.await(arrived);
                out.write(bytes("B"));
            };
            try (var running = host.start((_, start) -> {
                Write write = start.start("200 OK");
                if (isPushed) return new Body.Push(producer);
                producer.produce(write);
                return blocks();
            })) {
                assertEquals("AB", running.ask(Ask.get("/"), content -> {
                    arrived.countDown();
                    return content.length > 0;
                }).text());
            }
        }
    }

    @Verifies(body = BodyRule.WRITE_SAME)
    @Tag("facts-16")
    @OnEachHost
    void whatIsWrittenGoesBeforeWhatIsReturned(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            Write write = start.start("200 OK");
            write.write(bytes("wri"));
            write.write(new byte[0]);
            write.write(bytes("tten "));
            return blocks("and ", "returned");
        }, Ask.get("/"));
        assertEquals("written and returned", reply.text());
        assertTrue(reply.complete());
    }

    @Verifies(body = BodyRule.WRITE_VALID)
    @Tag("facts-17")
    @OnEachHost
    void behindTheCallWriteThrows(Host host) throws Exception {
        var write = new AtomicReference<Write>();
        var left = new ArrayDeque<>(List.of("a", "b"));
        Reply reply = host.ask((_, start) -> {
            write.set(start.start("200 OK"));
            return made(() -> {
                assertThrows(Violation.class, () -> write.get().write(bytes("too late")));
                return Optional.ofNullable(left.poll());
            });
        }, Ask.get("/"));
        assertEquals("ab", reply.text());
        assertThrows(Violation.class, () -> write.get().write(bytes("much too late")));
    }

    @Verifies(body = BodyRule.NO_NULL)
    @OnEachHost
    void nullIsNoBlock(Host host) throws Exception {
        Reply reply = closedOnce(host, Ask.get("/"), Collections.singletonList(null), "200 OK");
        assertEquals(500, reply.code());
        assertEquals(BodyRule.NO_NULL, assertInstanceOf(Violation.class, reply.failures().getFirst()).rule());
        assertFalse(closedOnce(host, Ask.get("/"), Arrays.asList(bytes("a"), null), "200 OK").complete());
    }

    @Verifies(body = BodyRule.UNTOUCHED)
    @OnEachHost
    void aBlockIsNotChanged(Host host) throws Exception {
        byte[] constant = bytes("constant"), other = bytes("other");
        try (var running = host.start(answering(List.of(constant, other), "200 OK", "Content-Length", "10"))) {
            for (int n = 0; n < 3; n++) assertEquals("constantot", running.ask(Ask.get("/")).text());
        }
        assertArrayEquals(bytes("constant"), constant);
        assertArrayEquals(bytes("other"), other);
    }

    // Closing.

    @Verifies(body = {BodyRule.CLOSED, BodyRule.CLOSED_LAST, BodyRule.ITERATED_ONCE})
    @Tag("facts-18")
    @OnEachHost
    void aBodyIsClosedBehindItsEnd(Host host) throws Exception {
        assertEquals("ab", closedOnce(host, Ask.get("/"), blocks("a", "", "b"), "200 OK").text());
        assertEquals("ab", closedOnce(host, Ask.get("/").old(), blocks("a", "", "b"), "200 OK").text());
        assertEquals("", closedOnce(host, Ask.get("/"), blocks(), "200 OK").text());
    }

    @Verifies(body = {BodyRule.CLOSED, BodyRule.CLOSED_LAST, BodyRule.ITERATED_ONCE})
    @Tag("facts-18")
    @OnEachHost
    void aBodyThatFailsIsClosed(Host host) throws Exception {
        var failure = new IllegalStateException("on the way");
        assertEquals(500, closedOnce(host, Ask.get("/"), failing(failure), "200 OK").code());
        assertFalse(closedOnce(host, Ask.get("/"), failing(failure, "a"), "200 OK").complete());
        assertEquals(500, closedOnce(host, Ask.get("/"), () -> {
            throw failure;
        }, "200 OK").code());
    }

    @Verifies(body = {BodyRule.CLOSED, BodyRule.CLOSED_LAST, BodyRule.ITERATED_ONCE})
    @Tag("facts-18")
    @OnEachHost
    void aBodyThatIsNotWantedIsClosed(Host host) throws Exception {
        for (var body : List.of(blocks("content"), blocks("con", "tent"), endless())) {
            assertEquals("", closedOnce(host, Ask.of("HEAD", "/"), body, "200 OK").text());
            assertEquals("", closedOnce(host, Ask.get("/"), body, "204 Nothing").text());
            assertEquals("", closedOnce(host, Ask.get("/"), body, "304 Same").text());
            assertEquals(3, closedOnce(host, Ask.get("/"), body, "200 OK", "Content-Length", "3").content().length);
        }
        assertFalse(closedOnce(host, Ask.get("/"), blocks("short"), "200 OK", "Content-Length", "9").complete());
    }

    @Verifies(body = {BodyRule.CLOSED, BodyRule.CLOSED_LAST, BodyRule.ITERATED_ONCE})
    @Tag("facts-18")
    @OnEachHost
    void aBodyIsClosedWhenItsClientLeaves(Host host) throws Exception {
        var body = new Watched(endless());
        try (var running = host.start(answering(body, "200 OK"))) {
            assertFalse(running.ask(Ask.get("/"), LEAVING).complete());
        }
        assertClosedOnce(body);
    }

    @Verifies(body = {BodyRule.CLOSED, BodyRule.CLOSED_LAST, BodyRule.ITERATED_ONCE})
    @Tag("facts-18")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void aBodyIsClosedWhenTheServerStops(Host host) throws Exception {
        var body = new Watched(endless());
        try (var running = host.start(answering(body, "200 OK"))) {
            Reply reply = running.ask(Ask.get("/"), _ -> {
                running.stop(Duration.ZERO);
                return true;
            });
            assertFalse(reply.complete());
        }
        assertClosedOnce(body);
    }

    @Verifies(body = BodyRule.CLOSED)
    @Tag("facts-18")
    @OnEachHost
    void aBodyWithoutAHeadIsClosed(Host host) throws Exception {
        var body = new Watched(blocks("content"));
        assertEquals(500, host.ask((_, _) -> body, Ask.get("/")).code());
        assertClosedOnce(body);
    }

    @Verifies(body = BodyRule.CLOSED)
    @Tag("facts-18")
    @OnEachHost
    void anApplicationThatIsItsOwnBodyIsClosed(Host host) throws Exception {
        final class Own implements Application, Iterable<byte[]>, AutoCloseable {
            private int closes;

            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
                start.start("200 OK");
                return this;
            }

            @Override
            public Iterator<byte[]> iterator() {
                return blocks("it", "self").iterator();
            }

            @Override
            public void close() {
                closes++;
            }
        }

        var own = new Own();
        assertEquals("itself", host.ask(own, Ask.get("/")).text());
        assertEquals(1, own.closes);
    }

    /// A body that cannot be closed without an error.
    private record Stuck(List<byte[]> blocks, IOException failure) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return blocks.iterator();
        }

        @Override
        public void close() throws IOException {
            throw failure;
        }
    }

    @Verifies(body = BodyRule.CLOSE_LOGGED)
    @Tag("facts-19")
    @OnEachHost
    void whatCloseThrowsIsReportedAndChangesNothing(Host host) throws Exception {
        var failure = new IOException("cannot close");
        Reply reply = host.ask(answering(new Stuck(blocks("con", "tent"), failure), "200 OK", "Content-Length", "7"),
            Ask.get("/"));
        assertEquals("200 OK", reply.status());
        assertEquals("content", reply.text());
        assertTrue(reply.complete());
        assertEquals(1, reply.failures().size());
        assertSame(failure, reply.failures().getFirst());
    }

    @Verifies(body = BodyRule.CLOSE_LOGGED)
    @Tag("facts-19")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void norDoesItEndTheConnection(Host host) throws Exception {
        try (var running = host.start(answering(new Stuck(blocks("a", "b"), new IOException("cannot close")), "200 OK"));
             Wire wire = Wire.to(running)) {
            wire.send("GET / HTTP/1.1\nHost: x\n\nGET / HTTP/1.1\nHost: x\n\n");
            assertEquals("ab", wire.read().text());
            assertEquals("ab", wire.read().text());
        }
    }

    // Files and streams.

    @Verifies(body = BodyRule.FILE)
    @OnEachHost
    void aFileIsSentFromItsPositionForItsCountAndClosed(Host host) throws Exception {
        byte[] content = new byte[300_000];
        new Random(69).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        for (var part : List.of(new long[] {0, 300_000}, new long[] {70_001, 200_000}, new long[] {299_999, 1},
            new long[] {5, 0})) {
            var channel = FileChannel.open(file);
            Reply reply = host.ask(answering(new Body.File(channel, part[0], part[1]), "200 OK"), Ask.get("/"));
            assertArrayEquals(Arrays.copyOfRange(content, (int) part[0], (int) (part[0] + part[1])), reply.content());
            assertEquals(Optional.of(Long.toString(part[1])), reply.header("Content-Length"));
            assertFalse(channel.isOpen());
        }
    }

    @Verifies(body = BodyRule.FILE)
    @OnEachHost
    void aFileThatIsNotWantedIsClosed(Host host) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "content");
        for (Ask ask : List.of(Ask.of("HEAD", "/"), Ask.get("/"))) {
            var channel = FileChannel.open(file);
            Reply reply = host.ask((environ, start) -> {
                start.start(environ.method().equals("HEAD") ? "200 OK" : "304 Same");
                return new Body.File(channel, 0, 7);
            }, ask);
            assertEquals("", reply.text());
            assertFalse(channel.isOpen());
        }
    }

    @Verifies(body = BodyRule.FILE)
    @Tag("facts-41")
    @OnEachHost
    void aFileThatHasShrunkIsNoWholeResponse(Host host) throws Exception {
        Path file = Files.write(directory.resolve("file"), new byte[100_000]);
        var channel = FileChannel.open(file);
        Reply reply = host.ask(answering(new Body.File(channel, 0, 150_000), "200 OK"), Ask.get("/"));
        assertFalse(reply.code() == 200 && reply.complete());
        assertEquals(1, reply.failures().size());
        assertFalse(channel.isOpen());
    }

    @Verifies(body = BodyRule.CLOSED)
    @OnEachHost
    void aStreamIsSentToItsEndAndClosed(Host host) throws Exception {
        for (Ask ask : List.of(Ask.get("/"), Ask.of("HEAD", "/"))) {
            var closes = new AtomicInteger();
            var stream = new ByteArrayInputStream(bytes("streamed")) {
                @Override
                public void close() {
                    closes.incrementAndGet();
                }
            };
            Reply reply = host.ask(answering(new Body.Stream(stream, 3), "200 OK"), ask);
            assertEquals(ask.method().equals("HEAD") ? "" : "streamed", reply.text());
            assertEquals(1, closes.get());
        }
    }
}

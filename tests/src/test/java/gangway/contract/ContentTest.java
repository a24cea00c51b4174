package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.ContentRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import static gangway.contract.Bodies.blocks;
import static gangway.contract.Bodies.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 5 of the contract: the content and its length.
@Timeout(60)
class ContentTest {

    private static Application answering(Iterable<byte[]> body, String status, String... fields) {
        return (_, start) -> {
            start.start(status, fields);
            return body;
        };
    }

    private static ContentRule rule(Throwable failure) {
        return assertInstanceOf(ContentRule.class, assertInstanceOf(Violation.class, failure).rule());
    }

    @Verifies(content = ContentRule.GENERATED)
    @Tag("facts-11")
    @OnEachHost
    void aBodyOfOneBlockHasALength(Host host) throws Exception {
        for (var body : List.of(blocks("content"), Set.of(bytes("content")), new Body.Bytes(bytes("content")),
            new Body.Buffers(List.of(ByteBuffer.wrap(bytes("con")), ByteBuffer.wrap(bytes("tent")))))) {
            Reply reply = host.ask(answering(body, "200 OK"), Ask.get("/"));
            assertEquals(List.of("7"), reply.headers().all("Content-Length"));
            assertEquals("content", reply.text());
        }
    }

    @Verifies(content = ContentRule.GENERATED)
    @Tag("facts-11")
    @OnEachHost
    void anEmptyBodyHasALength(Host host) throws Exception {
        for (var body : List.of(blocks(), blocks(""), blocks("", ""))) {
            Reply reply = host.ask(answering(body, "200 OK"), Ask.get("/"));
            assertEquals(List.of("0"), reply.headers().all("Content-Length"));
            assertTrue(reply.complete());
        }
    }

    @Verifies(content = ContentRule.CHUNKED)
    @Tag("facts-11")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void contentOfUnknownLengthIsChunked(Host host) throws Exception {
        Reply reply = host.ask(answering(blocks("con", "tent"), "200 OK"), Ask.get("/"));
        assertEquals(List.of("chunked"), reply.headers().tokens("Transfer-Encoding"));
        assertFalse(reply.headers().contains("Content-Length"));
        assertEquals("content", reply.text());
        assertTrue(reply.kept());
    }

    @Verifies(content = ContentRule.CHUNKED)
    @Tag("facts-11")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void forAnOldClientItEndsWithTheConnection(Host host) throws Exception {
        Reply reply = host.ask(answering(blocks("con", "tent"), "200 OK"), Ask.get("/", "Connection: keep-alive").old());
        assertFalse(reply.headers().contains("Transfer-Encoding"));
        assertFalse(reply.headers().contains("Content-Length"));
        assertEquals("content", reply.text());
        assertFalse(reply.kept());
    }

    @Verifies(content = ContentRule.CUT)
    @Tag("facts-13")
    @OnEachHost
    void whatIsLongerThanItsLengthIsCut(Host host) throws Exception {
        for (var body : List.of(blocks("abcdef"), blocks("ab", "cdef"), blocks("abc", "def"))) {
            var watched = new Watched(body);
            Reply reply = host.ask(answering(watched, "200 OK", "Content-Length", "3"), Ask.get("/"));
            assertEquals("abc", reply.text());
            assertTrue(reply.complete());
            assertEquals(1, watched.closes());
        }
    }

    @Verifies(content = ContentRule.CUT)
    @Tag("facts-13")
    @OnEachHost
    void behindItsLengthABodyIsNotAskedOn(Host host) throws Exception {
        var made = new AtomicInteger();
        var endless = Bodies.made(() -> Optional.of("abc").filter(_ -> made.incrementAndGet() > 0));
        assertEquals("abcabc", host.ask(answering(endless, "200 OK", "Content-Length", "6"), Ask.get("/")).text());
        assertTrue(made.get() <= 3, made + " blocks");
    }

    @Verifies(content = ContentRule.CUT)
    @Tag("facts-13")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void theConnectionIsOfUseBehindACut(Host host) throws Exception {
        try (var running = host.start(answering(blocks("abcdef"), "200 OK", "Content-Length", "3"));
             Wire wire = Wire.to(running)) {
            wire.send("GET / HTTP/1.1\nHost: x\n\nGET / HTTP/1.1\nHost: x\n\n");
            assertEquals("abc", wire.read().text());
            assertEquals("abc", wire.read().text());
        }
    }

    @Verifies(content = {ContentRule.BROKEN_OFF, ContentRule.NOT_LESS})
    @Tag("facts-14")
    @OnEachHost
    void whatIsShorterThanItsLengthIsBrokenOffAndReported(Host host) throws Exception {
        for (var body : List.of(blocks("abc"), blocks("a", "b", "c"))) {
            Reply reply = host.ask(answering(body, "200 OK", "Content-Length", "10"), Ask.get("/"));
            assertEquals("abc", reply.text());
            assertFalse(reply.complete());
            assertFalse(reply.kept());
            assertEquals(ContentRule.NOT_LESS, rule(reply.failures().getFirst()));
        }
    }

    @Verifies(content = ContentRule.BROKEN_OFF)
    @Tag("facts-14")
    @OnEachHost
    void aLengthWithoutAnyContentIsAFailure(Host host) throws Exception {
        Reply reply = host.ask(answering(blocks(), "200 OK", "Content-Length", "10"), Ask.get("/"));
        assertEquals(500, reply.code());
        assertEquals(ContentRule.NOT_LESS, rule(reply.failures().getFirst()));
    }

    @Verifies(content = {ContentRule.CUT, ContentRule.NOT_MORE})
    @Tag("facts-15")
    @OnEachHost
    void writingPastTheLengthThrows(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            Write write = start.start("200 OK", "Content-Length", "3");
            write.write(bytes("ab"));
            assertEquals(ContentRule.NOT_MORE, rule(assertThrows(Violation.class, () -> write.write(bytes("cd")))));
            write.write(bytes("c"));
            return blocks();
        }, Ask.get("/"));
        assertEquals("abc", reply.text());
        assertTrue(reply.complete());
    }

    @Verifies(content = ContentRule.NONE)
    @Tag("facts-20")
    @OnEachHost
    void headIsGetWithoutContent(Host host) throws Exception {
        for (Application application : List.of(
            answering(blocks("content"), "200 OK", "X-Own", "1"),
            answering(blocks("con", "tent"), "200 OK", "Content-Length", "7"),
            answering(blocks("a", "b"), "404 Not Here"))) {
            Reply get = host.ask(application, Ask.get("/")), head = host.ask(application, Ask.of("HEAD", "/"));
            assertEquals(get.status(), head.status());
            assertEquals(get.header("Content-Length"), head.header("Content-Length"));
            assertEquals(get.header("X-Own"), head.header("X-Own"));
            assertEquals("", head.text());
            assertEquals(List.of(), head.failures());
        }
    }

    @Verifies(content = ContentRule.NONE)
    @Tag("facts-20")
    @OnEachHost
    void whatIsWrittenForHeadIsDropped(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            Write write = start.start("200 OK");
            write.write(bytes("con"));
            write.write(bytes("tent"));
            return blocks("more");
        }, Ask.of("HEAD", "/"));
        assertEquals("200 OK", reply.status());
        assertEquals("", reply.text());
        assertTrue(reply.complete());
    }

    @Verifies(content = {ContentRule.NONE, ContentRule.EMPTY})
    @Tag("facts-21")
    @OnEachHost
    void aStatusWithoutContentHasNoneWhateverIsReturned(Host host) throws Exception {
        for (String status : List.of("204 Nothing", "304 Same"))
            for (var body : List.of(blocks("content"), blocks("con", "tent"), blocks(), blocks("", "x"))) {
                Reply reply = host.ask(answering(body, status), Ask.get("/"));
                assertEquals(status, reply.status());
                assertEquals("", reply.text());
                assertTrue(reply.complete());
                assertFalse(reply.headers().contains("Transfer-Encoding"));
                assertFalse(reply.headers().contains("Content-Length"));
                boolean hasContent = body.stream().anyMatch(block -> block.length > 0);
                assertEquals(hasContent ? 1 : 0, reply.failures().size(), "reported once");
            }
    }

    @Verifies(content = ContentRule.NONE)
    @Tag("facts-21")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void theNextResponseBeginsRightBehindIt(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            start.start(environ.path().substring(1) + " x");
            return blocks("con", "tent");
        }); Wire wire = Wire.to(running)) {
            for (String status : List.of("204", "304", "204")) wire.send("GET /" + status + " HTTP/1.1\nHost: x\n\n");
            for (String status : List.of("204", "304", "204")) assertEquals(status + " x", wire.read().status());
        }
    }

    @Verifies(content = ContentRule.NONE)
    @OnEachHost
    void notModifiedMayTellTheLengthOfWhatWasNot(Host host) throws Exception {
        Reply reply = host.ask(answering(blocks(), "304 Same", "Content-Length", "1000"), Ask.get("/"));
        assertEquals(Optional.of("1000"), reply.header("Content-Length"));
        assertTrue(reply.complete());
        assertEquals(List.of(), reply.failures());
    }
}

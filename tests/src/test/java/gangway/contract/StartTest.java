package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Header;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

import static gangway.contract.Bodies.blocks;
import static gangway.contract.Bodies.bytes;
import static gangway.contract.Bodies.failing;
import static gangway.contract.Bodies.made;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 4 of the contract: `start`.
@Timeout(60)
class StartTest {

    /// Applications get a `Violation` out of what they do with `start`, and the client a 500 without anything of it.
    private static Violation refused(Host host, Function<StartResponse, Executable> wrong) throws Exception {
        var caught = new AtomicReference<Violation>();
        Reply reply = host.ask((_, start) -> {
            caught.set(assertThrows(Violation.class, wrong.apply(start)));
            throw caught.get();
        }, Ask.get("/"));
        assertEquals(500, reply.code());
        assertFalse(reply.headers().contains("X-Own"), reply.headers().toString());
        assertSame(caught.get(), reply.failures().getFirst());
        return caught.get();
    }

    @Verifies(start = {StartRule.STATUS, StartRule.IN_START})
    @Tag("facts-26")
    @OnEachHost
    void aMalformedStatusIsRefusedInStart(Host host) throws Exception {
        for (String status : List.of("", "200", "20X OK", "200OK", "99 X", "1000 X", "200 O\nK", " 200 OK", "200 OK\r\n",
            "200 \0", "\u0662\u0660\u0660 OK", "200\tOK", "-20 OK", "200 \u20ac", "099 X"))
            refused(host, start -> () -> start.start(status, "X-Own", "1"));
    }

    @Verifies(start = {StartRule.FINAL, StartRule.IN_START})
    @Tag("facts-26")
    @OnEachHost
    void anInterimStatusIsRefusedInStart(Host host) throws Exception {
        for (String status : List.of("100 Continue", "103 Early Hints", "199 Nearly"))
            assertEquals(StartRule.FINAL, refused(host, start -> () -> start.start(status, "X-Own", "1")).rule());
    }

    @Verifies(start = StartRule.OPEN)
    @Tag("facts-26")
    @OnEachHost
    void anUnknownStatusPassesAsItIs(Host host) throws Exception {
        for (String status : List.of("200 ", "200 OK", "299 Custom", "404 Nothing  here", "418 caf\u00e9", "599 x",
            "799 ", "999 x"))
            assertEquals(status, host.ask((_, start) -> start.text(status, "content"), Ask.get("/")).status());
    }

    @Verifies(start = {StartRule.NAME, StartRule.VALUE, StartRule.IN_START})
    @Tag("facts-22")
    @OnEachHost
    void aFieldThatCannotStandOnTheWireIsRefusedInStart(Host host) throws Exception {
        for (String name : List.of("", "a b", "a:", ":", "a\r\nX-Own", "a\0", "\u0100", "caf\u00e9", " a", "a\t"))
            assertEquals(StartRule.NAME,
                refused(host, start -> () -> start.start("200 OK", "X-Own", "1", name, "value")).rule());
        for (String value : List.of("a\rb", "a\nb", "a\r\nX-Own: 2", "\n", "a\r", "\0", "\u0100", "\u007f", "\u20ac"))
            assertEquals(StartRule.VALUE,
                refused(host, start -> () -> start.start("200 OK", "X-Own", "1", "X-Bad", value)).rule());
    }

    @Verifies(start = {StartRule.HOP_BY_HOP, StartRule.IN_START})
    @Tag("facts-23")
    @OnEachHost
    void aFieldAboutTheConnectionIsRefusedInEachSpelling(Host host) throws Exception {
        for (String name : List.of("Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization",
            "Proxy-Connection", "TE", "Trailer", "Trailers", "Transfer-Encoding", "Upgrade"))
            for (String spelled : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)))
                assertEquals(StartRule.HOP_BY_HOP,
                    refused(host, start -> () -> start.start("200 OK", "X-Own", "1", spelled, "chunked")).rule());
    }

    @Verifies(start = StartRule.HOP_BY_HOP)
    @Tag("facts-23")
    @OnEachHost
    void butWhoRequiresAnotherProtocolSaysWhich(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            start.start("426 Upgrade Required", "Upgrade", "line-echo");
            return blocks("content");
        }, Ask.get("/"));
        assertEquals(426, reply.code());
        assertEquals(List.of("line-echo"), reply.headers().tokens("Upgrade"));
        if (host.can().contains(Host.Can.CONNECTIONS))
            assertEquals(List.of("upgrade"), reply.headers().tokens("Connection"), "it is for this connection");
        refused(host, start -> () -> start.start("426 Upgrade Required", "X-Own", "1", "Connection", "upgrade"));
    }

    @Verifies(start = {StartRule.LENGTH, StartRule.IN_START})
    @OnEachHost
    void aContentLengthIsOneDecimalNumber(Host host) throws Exception {
        for (String length : List.of("", "-1", "+3", "0x3", "3, 3", "3 3", "three", "\u0663", "1".repeat(20)))
            refused(host, start -> () -> start.start("200 OK", "X-Own", "1", "content-length", length));
        refused(host, start -> () -> start.start("200 OK", "X-Own", "1", "Content-Length", "3", "Content-Length", "3"));
    }

    @Verifies(start = StartRule.COPIED)
    @OnEachHost
    void laterChangesOfTheListReachNoClient(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            var fields = new ArrayList<>(List.of(new Header("X-Own", "first")));
            start.start("200 OK", fields);
            fields.set(0, new Header("X-Own", "second"));
            fields.add(new Header("X-Late", "1"));
            return blocks("content");
        }, Ask.get("/"));
        assertEquals(List.of("first"), reply.headers().all("X-Own"));
        assertFalse(reply.headers().contains("X-Late"));
    }

    @Verifies(start = {StartRule.DELAYED, StartRule.BEFORE_BODY})
    @Tag("facts-5")
    @OnEachHost
    void startInTheFirstNextIsEarlyEnough(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            var left = new ArrayDeque<>(List.of("", "a", "b"));
            return made(() -> {
                if (left.size() == 3) start.start("201 Created", "X-Own", "1");
                return Optional.ofNullable(left.poll());
            });
        }, Ask.get("/"));
        assertEquals("201 Created", reply.status());
        assertEquals(Optional.of("1"), reply.header("X-Own"));
        assertEquals("ab", reply.text());
    }

    @Verifies(start = {StartRule.ONCE, StartRule.AGAIN})
    @Tag("facts-6")
    @OnEachHost
    void aSecondStartWithoutAnErrorIsRefused(Host host) throws Exception {
        assertEquals(StartRule.ONCE, refused(host, start -> {
            begin(start);
            return () -> start.start("201 Created", "X-Own", "2");
        }).rule());
    }

    private static void begin(StartResponse start) {
        try {
            start.start("200 OK", "X-Own", "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Verifies(start = StartRule.AGAIN)
    @Tag("facts-6")
    @OnEachHost
    void soItIsWhenTheFirstWasRefused(Host host) throws Exception {
        for (var bad : Map.of("200", "X-Own", "200 OK", "Connection").entrySet())
            assertEquals(StartRule.ONCE, refused(host, start -> {
                assertThrows(Violation.class, () -> start.start(bad.getKey(), bad.getValue(), "1"));
                return () -> start.start("200 OK", "X-Own", "2");
            }).rule());
    }

    @Verifies(start = StartRule.REPLACED)
    @Tag("facts-7")
    @OnEachHost
    void aStartWithAnErrorReplacesTheFirst(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK", "X-First", "1", "Content-Length", "1000");
            start.start("503 Busy", List.of(new Header("X-Second", "2")), new IllegalStateException("busy"));
            return blocks("", "later");
        }, Ask.get("/"));
        assertEquals("503 Busy", reply.status());
        assertFalse(reply.headers().contains("X-First"));
        assertEquals(Optional.of("2"), reply.header("X-Second"));
        assertEquals("later", reply.text());
        assertTrue(reply.complete());
    }

    @Verifies(start = StartRule.REPLACED)
    @Tag("facts-7")
    @OnEachHost
    void soItDoesBehindEmptyBlocks(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK", "X-First", "1");
            var left = new ArrayDeque<>(List.of("", "", "sorry"));
            return made(() -> {
                if (left.size() == 1) start.start("503 Busy", List.of(), new IllegalStateException("busy"));
                return Optional.ofNullable(left.poll());
            });
        }, Ask.get("/"));
        assertEquals("503 Busy", reply.status());
        assertEquals("sorry", reply.text());
    }

    @Verifies(start = {StartRule.RETHROWN, StartRule.SWALLOWED})
    @Tag("facts-8")
    @OnEachHost
    void behindTheHeadItThrowsThatVeryError(Host host) throws Exception {
        var error = new Exception("checked, and thrown all the same");
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK").write(bytes("sent"));
            assertSame(error, assertThrows(Exception.class, () -> start.start("500 Oops", List.of(), error)));
            start.start("500 Oops", List.of(), error);
            return blocks("never");
        }, Ask.get("/"));
        assertEquals("200 OK", reply.status());
        assertEquals("sent", reply.text());
        assertFalse(reply.complete());
        assertSame(error, reply.failures().getFirst());
    }

    @Verifies(start = StartRule.DELAYED)
    @Tag("facts-9")
    @OnEachHost
    void anEmptyBlockSendsNothing(Host host) throws Exception {
        var failure = new IllegalStateException("behind empty blocks");
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK", "X-Own", "1").write(new byte[0]);
            return failing(failure, "", "");
        }, Ask.get("/"));
        assertEquals(500, reply.code());
        assertFalse(reply.headers().contains("X-Own"));
        assertSame(failure, reply.failures().getFirst());
    }

    @Verifies(start = StartRule.DELAYED)
    @Tag("facts-10")
    @OnEachHost
    void emptyBlocksAreNeitherHeadNorEnd(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK");
            return blocks("", "", "x", "", "y", "");
        }, Ask.get("/"));
        assertEquals("xy", reply.text());
        assertTrue(reply.complete());
    }

    @Verifies(start = StartRule.FORGOTTEN)
    @OnEachHost
    void theErrorIsForgottenBehindTheCall(Host host) throws Exception {
        var forgotten = new AtomicReference<>(new WeakReference<>(new Throwable()));
        Application failing = (_, start) -> {
            start.start("200 OK");
            var error = new IllegalStateException("caught");
            forgotten.set(new WeakReference<>(error));
            start.start("503 Busy", List.of(), error);
            return blocks("sorry");
        };
        try (var running = host.start(failing)) {
            assertEquals(503, running.ask(Ask.get("/")).code());
            long end = System.nanoTime() + Wire.PATIENCE.toNanos();
            while (forgotten.get().get() != null && System.nanoTime() < end) System.gc();
            assertTrue(forgotten.get().refersTo(null), "the error is still held");
        }
    }

    @Verifies(start = StartRule.ADDED)
    @Tag("facts-24")
    @OnEachHost
    void theApplicationsOwnFieldsAreKeptAndNotDoubled(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> {
            start.start("200 OK", "date", "Thu, 01 Jan 1970 00:00:00 GMT", "SERVER", "mine", "content-type", "a/b",
                "content-length", "2", "Set-Cookie", "a=1", "set-cookie", "b=2", "X-Empty", "");
            return blocks("ok");
        }, Ask.get("/"));
        assertEquals(List.of("Thu, 01 Jan 1970 00:00:00 GMT"), reply.headers().all("Date"));
        assertEquals(List.of("mine"), reply.headers().all("Server"));
        assertEquals(List.of("a/b"), reply.headers().all("Content-Type"));
        assertEquals(List.of("2"), reply.headers().all("Content-Length"));
        assertEquals(List.of("a=1", "b=2"), reply.headers().all("Set-Cookie"));
        assertEquals(List.of(""), reply.headers().all("X-Empty"));
    }

    @Verifies(start = StartRule.ADDED)
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void whatHttpRequiresIsAdded(Host host) throws Exception {
        Reply reply = host.ask((_, start) -> start.text("200 OK", "content"), Ask.get("/", "Connection: close"));
        assertEquals(1, reply.headers().all("Date").size());
        assertEquals(List.of("7"), reply.headers().all("Content-Length"));
        assertEquals(List.of("close"), reply.headers().tokens("Connection"));
    }

    @Verifies(start = StartRule.ADDED)
    @Tag("facts-25")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void theDateIsEnglishInEveryLocale(Host host) throws Exception {
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("ar-EG", "th-TH-u-ca-buddhist-nu-thai", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                String date = host.ask((_, start) -> start.text("200 OK", "x"), Ask.get("/")).header("Date").orElseThrow();
                assertTrue(date.matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] "
                    + "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"), date);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}

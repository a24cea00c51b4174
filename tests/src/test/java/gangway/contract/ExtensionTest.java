package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.OnFinished;
import gangway.spec.Status;
import gangway.spec.Trailers;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import static gangway.contract.Bodies.blocks;
import static gangway.contract.Bodies.bytes;
import static gangway.contract.Bodies.failing;
import static gangway.contract.Bodies.made;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 9 of the contract: keys and hooks that PEP 3333 has not.
@Timeout(60)
class ExtensionTest {

    // What is not there.

    @Verifies(extension = ExtensionRule.ABSENT)
    @OnEachHost
    void whatAServerHasNotIsAKeyThatIsNotThere(Host host) throws Exception {
        Map<Host.Can, String> keys = Map.of(Host.Can.HINTS, "gateway.early_hints", Host.Can.TRAILERS, "gateway.trailers",
            Host.Can.DISCONNECTED, "gateway.disconnected", Host.Can.UPGRADE, "gateway.upgrade");
        Reply reply = host.ask((environ, start) -> {
            keys.forEach((can, key) -> assertEquals(host.can().contains(can), environ.containsKey(key), key));
            assertFalse(environ.containsKey("gateway.tls"));
            return start.text("200 OK", "looked");
        }, Ask.get("/", "Connection: Upgrade", "Upgrade: echo"));
        assertEquals("looked", reply.text());
    }

    @Verifies(extension = ExtensionRule.ABSENT)
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void anOldClientHasNoneOfWhatItCannotUnderstand(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            for (String key : List.of("gateway.early_hints", "gateway.trailers", "gateway.upgrade"))
                assertFalse(environ.containsKey(key), key);
            return start.text("200 OK", "looked");
        }, Ask.get("/", "Connection: Upgrade, TE", "Upgrade: echo", "TE: trailers").old());
        assertEquals("looked", reply.text());
    }

    // gateway.disconnected

    @Verifies(extension = ExtensionRule.DISCONNECTED)
    @OnEachHost(needs = Host.Can.DISCONNECTED)
    void theApplicationCanAskWhetherTheClientHasLeft(Host host) throws Exception {
        var answers = new ConcurrentLinkedQueue<Boolean>();
        try (var running = host.start((environ, start) -> {
            BooleanSupplier disconnected = Environ.DISCONNECTED.of(environ);
            answers.add(disconnected.getAsBoolean());
            Write write = start.start("200 OK");
            try {
                write.write(bytes("a"));
            } catch (ClientDisconnected left) {
                // it says so too
            }
            long end = System.nanoTime() + Wire.PATIENCE.toNanos();
            while (!disconnected.getAsBoolean() && System.nanoTime() < end) Thread.onSpinWait();
            answers.add(disconnected.getAsBoolean());
            return blocks();
        })) {
            running.ask(Ask.get("/"), _ -> false);
        }
        assertEquals(List.of(false, true), List.copyOf(answers));
    }

    @Verifies(extension = ExtensionRule.DISCONNECTED)
    @OnEachHost(needs = {Host.Can.DISCONNECTED, Host.Can.CONNECTIONS})
    void askingTakesNothingFromContentOrNextRequest(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            String before = Environ.DISCONNECTED.of(environ).getAsBoolean() + " " + (char) environ.input().read();
            boolean between = Environ.DISCONNECTED.of(environ).getAsBoolean();
            return start.text("200 OK", before + new String(environ.input().readAllBytes()) + " " + between);
        }); Wire wire = Wire.to(running)) {
            wire.send("POST / HTTP/1.1\nHost: x\nContent-Length: 7\n\ncontent"
                + "POST / HTTP/1.1\nHost: x\nContent-Length: 4\n\nnext");
            assertEquals("false content false", wire.read().text());
            assertEquals("false next false", wire.read().text());
        }
    }

    // gateway.on_finished

    @Verifies(extension = ExtensionRule.FINISHED)
    @OnEachHost
    void hooksRunOnceTheLastFirstBehindCloseOnTheSameThread(Host host) throws Exception {
        var events = new ConcurrentLinkedQueue<String>();
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        final class Closing implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                return blocks("a", "b").iterator();
            }

            @Override
            public void close() {
                events.add("closed");
            }
        }
        host.ask((environ, start) -> {
            threads.add(Thread.currentThread());
            for (String hook : List.of("first", "second")) Environ.ON_FINISHED.of(environ).add(finished -> {
                threads.add(Thread.currentThread());
                events.add(hook + " " + finished.status().map(Status::code).orElse(0) + finished.error().isPresent());
            });
            start.start("201 Created");
            return new Closing();
        }, Ask.get("/"));
        assertEquals(List.of("closed", "second 201false", "first 201false"), List.copyOf(events));
        assertEquals(1, threads.size());
    }

    @Verifies(extension = ExtensionRule.FINISHED)
    @OnEachHost
    void hooksHearHowACallEnded(Host host) throws Exception {
        var failure = new IllegalStateException("on purpose");
        var finished = new AtomicReference<OnFinished.Finished>();
        try (var running = host.start((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(finished::set);
            start.start("200 OK", "X-Own", "1");
            return switch (environ.path()) {
                case "/whole" -> blocks("content");
                case "/early" -> failing(failure);
                case "/late" -> failing(failure, "half");
                default -> Bodies.endless();
            };
        })) {
            running.ask(Ask.get("/whole"));
            assertEquals(Optional.of("1"), finished.get().headers().get("X-Own"));
            assertEquals(Optional.empty(), finished.get().error());
            running.ask(Ask.get("/early"));
            assertEquals(500, finished.get().status().orElseThrow().code());
            assertSame(failure, finished.get().error().orElseThrow());
            running.ask(Ask.get("/late"));
            assertEquals(200, finished.get().status().orElseThrow().code());
            assertSame(failure, finished.get().error().orElseThrow());
            running.ask(Ask.get("/left"), _ -> false);
            assertInstanceOf(ClientDisconnected.class, finished.get().error().orElseThrow());
        }
    }

    @Verifies(extension = ExtensionRule.FINISHED_THROWS)
    @OnEachHost
    void aHookThatThrowsIsReportedAndTheOthersRun(Host host) throws Exception {
        var failure = new IllegalStateException("hook");
        var ran = new AtomicBoolean();
        Reply reply = host.ask((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> ran.set(true));
            Environ.ON_FINISHED.of(environ).add(_ -> {
                throw failure;
            });
            return start.text("200 OK", "content");
        }, Ask.get("/"));
        assertEquals("content", reply.text());
        assertSame(failure, reply.failures().getFirst());
        assertTrue(ran.get());
    }

    @Verifies(extension = ExtensionRule.FINISHED)
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void theClientNeedNotWaitForHooks(Host host) throws Exception {
        var answered = new CountDownLatch(1);
        try (var running = host.start((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> Bodies.await(answered));
            start.start("200 OK");
            return blocks("con", "tent");
        })) {
            for (Ask ask : List.of(Ask.get("/"), Ask.get("/").old()))
                try (Wire wire = Wire.to(running)) {
                    wire.send(ask.bytes());
                    assertEquals("content", wire.read().text());
                }
            answered.countDown();
        }
    }

    // gateway.early_hints

    @Verifies(extension = ExtensionRule.HINTS)
    @Tag("facts-38")
    @OnEachHost(needs = Host.Can.HINTS)
    void hintsGoBeforeTheResponseAndAreNoPartOfIt(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            Environ.EARLY_HINTS.of(environ).send("Link", "</a.css>; rel=preload", "X-Hint", "1");
            Environ.EARLY_HINTS.of(environ).send("Link", "</b.css>; rel=preload");
            start.start("200 OK", "X-Own", "1");
            return made(Stream.of(Optional.of("content"), Optional.<String>empty()).iterator()::next);
        }, Ask.get("/"));
        assertEquals(List.of("</a.css>; rel=preload", "</b.css>; rel=preload"),
            reply.hints().stream().map(hint -> hint.get("Link").orElseThrow()).toList());
        assertEquals(2, reply.hints().getFirst().size());
        assertFalse(reply.headers().contains("Link"));
        assertEquals("content", reply.text());
    }

    @Verifies(extension = ExtensionRule.HINTS)
    @Tag("facts-38")
    @OnEachHost(needs = {Host.Can.HINTS, Host.Can.CONNECTIONS})
    void aHintGoesOutAtOnce(Host host) throws Exception {
        var arrived = new CountDownLatch(1);
        try (var running = host.start((environ, start) -> {
            Environ.EARLY_HINTS.of(environ).send("Link", "</a.css>; rel=preload");
            Bodies.await(arrived);
            return start.text("200 OK", "content");
        }); Wire wire = Wire.to(running)) {
            wire.send(Ask.get("/").bytes());
            wire.awaitMore();
            arrived.countDown();
            assertEquals(1, wire.read().hints().size());
        }
    }

    @Verifies(extension = ExtensionRule.HINTS)
    @Tag("facts-38")
    @OnEachHost(needs = Host.Can.HINTS)
    void hintsBehindTheHeadAreIgnored(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            start.start("200 OK").write(bytes("con"));
            Environ.EARLY_HINTS.of(environ).send("Link", "</a.css>; rel=preload");
            return blocks("tent");
        }, Ask.get("/"));
        assertEquals(List.of(), reply.hints());
        assertEquals("content", reply.text());
        assertTrue(reply.complete());
    }

    @Verifies(extension = ExtensionRule.HINT_FIELDS)
    @Tag("facts-38")
    @OnEachHost(needs = Host.Can.HINTS)
    void aHintCannotFrameOrSplit(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            for (String name : List.of("Connection", "transfer-encoding", "Content-Length", "CONTENT-TYPE", "a b", "a\r\nb"))
                assertThrows(Violation.class, () -> Environ.EARLY_HINTS.of(environ).send(name, "1"), name);
            assertThrows(Violation.class, () -> Environ.EARLY_HINTS.of(environ).send("Link", "a\r\nSet-Cookie: b"));
            return start.text("200 OK", "refused");
        }, Ask.get("/"));
        assertEquals(List.of(), reply.hints());
        assertEquals("refused", reply.text());
    }

    // gateway.trailers

    private static final Application CHECKED = (environ, start) -> {
        var done = new AtomicBoolean();
        Environ.TRAILERS.of(environ).add("X-Done", () -> Boolean.toString(done.get()));
        start.start("200 OK");
        var left = new ArrayDeque<>(List.of("con", "tent"));
        return made(() -> {
            done.set(left.isEmpty());
            return Optional.ofNullable(left.poll());
        });
    };

    @Verifies(extension = ExtensionRule.TRAILERS)
    @Tag("facts-39")
    @OnEachHost(needs = Host.Can.TRAILERS)
    void trailersComeBehindTheContentForWhoTakesThem(Host host) throws Exception {
        Reply reply = host.ask(CHECKED, Ask.get("/", "TE: trailers", "Connection: TE"));
        assertEquals("content", reply.text());
        assertEquals(List.of("X-Done: true"), reply.trailers().list().stream().map(Header::toString).toList());
        assertEquals(List.of("x-done"), reply.headers().tokens("Trailer"));
        assertFalse(reply.headers().contains("X-Done"));
    }

    @Verifies(extension = ExtensionRule.TRAILERS)
    @Tag("facts-39")
    @OnEachHost(needs = Host.Can.TRAILERS)
    void forOthersTheyAreDropped(Host host) throws Exception {
        Reply reply = host.ask(CHECKED, Ask.get("/", "TE: gzip", "Connection: TE"));
        assertEquals("content", reply.text());
        assertEquals(0, reply.trailers().size());
        assertFalse(reply.headers().contains("Trailer"));
    }

    @Verifies(extension = ExtensionRule.TRAILER_FIELDS)
    @Tag("facts-39")
    @OnEachHost(needs = Host.Can.TRAILERS)
    void whatMustBeKnownEarlierIsNoTrailer(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            for (String name : List.of("Content-Length", "transfer-encoding", "HOST", "Authorization", "Set-Cookie",
                "Content-Type", "Trailer", "a b"))
                assertThrows(Violation.class, () -> Environ.TRAILERS.of(environ).add(name, () -> "1"), name);
            return start.text("200 OK", "refused");
        }, Ask.get("/", "TE: trailers", "Connection: TE"));
        assertEquals("refused", reply.text());
    }

    @Verifies(extension = ExtensionRule.TRAILERS_APART)
    @Tag("facts-39")
    @OnEachHost(needs = {Host.Can.TRAILERS, Host.Can.CONNECTIONS})
    void trailersOfARequestStayApartFromItsHead(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            Trailers trailers = Environ.TRAILERS.of(environ);
            assertEquals(0, trailers.received().size(), "before the end");
            environ.input().readAllBytes();
            assertEquals(Optional.of("late"), trailers.received().get("X-Late"));
            assertEquals(Optional.empty(), environ.header("X-Late"));
            assertFalse(environ.headers().contains("X-Late"));
            return start.text("200 OK", "apart");
        }, Ask.post("content").chunked("X-Late: late"));
        assertEquals("apart", reply.text());
    }

    // gateway.upgrade

    @Verifies(extension = ExtensionRule.UPGRADE)
    @Tag("facts-40")
    @OnEachHost(needs = Host.Can.UPGRADE)
    void aConversationBeginsRightBehindTheRequest(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            assertEquals(List.of("echo", "other/2"), Environ.UPGRADE.of(environ).protocols());
            start.start("101 Switching Protocols", "X-Own", "1");
            return new Body.Upgrade("echo", (in, out) -> out.write(in.readNBytes(5)));
        }, Ask.get("/", "Connection: keep-alive, Upgrade", "Upgrade: Echo, other/2").followedBy("early"));
        assertEquals(101, reply.code());
        assertEquals(Optional.of("1"), reply.header("X-Own"));
        assertEquals("early", reply.text());
        if (host.can().contains(Host.Can.CONNECTIONS)) {
            assertEquals(List.of("echo"), reply.headers().tokens("Upgrade"));
            assertEquals(List.of("upgrade"), reply.headers().tokens("Connection"));
        }
    }

    @Verifies(extension = ExtensionRule.OFFERED)
    @Tag("facts-40")
    @OnEachHost
    void whatWasNotOfferedIsNotSpoken(Host host) throws Exception {
        for (Ask ask : List.of(Ask.get("/"), Ask.get("/", "Upgrade: echo"),
            Ask.get("/", "Connection: Upgrade", "Upgrade: b"))) {
            Reply reply = host.ask((_, start) -> {
                start.start("101 Switching Protocols");
                return new Body.Upgrade("echo", (_, _) -> {
                    throw new AssertionError("nobody asked for it");
                });
            }, ask);
            assertEquals(500, reply.code());
            assertEquals(ExtensionRule.OFFERED, assertInstanceOf(Violation.class, reply.failures().getFirst()).rule());
        }
    }
}

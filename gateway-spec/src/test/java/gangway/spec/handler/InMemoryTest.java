package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.EarlyHints;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Trailers;
import gangway.spec.Violation;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server without a network, and what it offers beside the response: hints, trailers, the client's leaving.
class InMemoryTest {

    /// Makes a call, and throws what an assertion within the application threw.
    private static Exchange call(Application application, String... fields) {
        Exchange exchange = InMemory.call(application, Environs.of("GET", "/", fields));
        for (Throwable error : exchange.reported()) if (error instanceof AssertionError failed) throw failed;
        return exchange;
    }

    // Exchanges.

    @Test
    void anExchangeHoldsTheWholeResponse() {
        Exchange exchange = call((_, start) -> {
            start.start("201 Created", "X-A", "1");
            return List.of("a".getBytes(), new byte[0], "\u00E9".getBytes(StandardCharsets.UTF_8));
        });
        assertEquals(201, exchange.code());
        assertEquals("X-A: 1\r\n\r\n", exchange.headers().toString());
        assertEquals(List.of("a", "\u00E9"), exchange.blocks().stream().map(String::new).toList());
        assertEquals("a\u00E9", exchange.text());
        assertArrayEquals(new byte[] {'a', (byte) 0xC3, (byte) 0xA9}, exchange.content());
        assertTrue(exchange.complete());
        assertEquals(List.of(), exchange.reported());
    }

    @Test
    void aBlockIsKeptAsItWasWhenItWasSent() {
        Exchange exchange = call((_, start) -> {
            byte[] reused = new byte[1];
            start.start("200 OK");
            return () -> Stream.of("a", "b").map(text -> {
                reused[0] = (byte) text.charAt(0);
                return reused;
            }).iterator();
        });
        assertEquals("ab", exchange.text());
    }

    @Tag("facts-1")
    @Verifies(call = CallRule.REPEATABLE)
    @Test
    void anApplicationMayBeCalledAgain() {
        Application hello = (_, start) -> start.text("200 OK", "hello");
        assertEquals(call(hello).text(), call(hello).text());
    }

    // A client that leaves.

    /// Takes so many blocks.
    private static InMemory.Client taking(int blocks) {
        var left = new AtomicInteger(blocks);
        return new InMemory.Client() {
            @Override
            public boolean takes(byte[] block) {
                return left.getAndDecrement() > 0;
            }
        };
    }

    @Verifies(http = HttpRule.CLIENT_GONE)
    @Test
    void aClientThatLeavesBreaksTheResponseOffWithoutAFailure() {
        Exchange exchange = InMemory.call((_, start) -> {
            start.start("200 OK");
            return () -> Stream.generate("x"::getBytes).iterator();
        }, Environs.of("GET", "/"), taking(2));
        assertEquals("xx", exchange.text());
        assertFalse(exchange.complete());
        assertEquals(List.of(), exchange.reported());
    }

    @Verifies(extension = ExtensionRule.DISCONNECTED)
    @Test
    void anApplicationCanAskWhetherTheClientHasLeft() {
        var asked = new ArrayList<Boolean>();
        InMemory.call((environ, start) -> {
            BooleanSupplier gone = Environ.DISCONNECTED.of(environ);
            asked.add(gone.getAsBoolean());
            Environ.ON_FINISHED.of(environ).add(_ -> asked.add(gone.getAsBoolean()));
            return start.text("200 OK", "x");
        }, Environs.of("GET", "/"), taking(0));
        assertEquals(List.of(false, true), asked);
    }

    // Early hints.

    @Verifies(extension = ExtensionRule.HINTS)
    @Tag("facts-38")
    @Test
    void hintsGoOutOneByOneBeforeTheResponse() {
        Exchange exchange = call((environ, start) -> {
            EarlyHints hints = Environ.EARLY_HINTS.of(environ);
            hints.send("Link", "</a>; rel=preload", "X", "1");
            hints.send("Link", "</b>; rel=preload");
            return start.text("200 OK", "x");
        });
        assertEquals(List.of("Link: </a>; rel=preload\r\nX: 1\r\n\r\n", "Link: </b>; rel=preload\r\n\r\n"),
            exchange.hints().stream().map(Headers::toString).toList());
        assertFalse(exchange.headers().contains("Link"));
    }

    @Verifies(extension = ExtensionRule.HINTS)
    @Tag("facts-38")
    @Test
    void behindTheHeadAHintIsIgnored() {
        Exchange exchange = call((environ, start) -> {
            start.start("200 OK").write("x".getBytes());
            Environ.EARLY_HINTS.of(environ).send("Link", "</a>");
            return List.of();
        });
        assertEquals(List.of(), exchange.hints());
        assertTrue(exchange.complete());
    }

    @Test
    void afterStartAHintStillGoesOutBecauseNothingWasSent() {
        assertEquals(1, call((environ, start) -> {
            start.start("200 OK");
            Environ.EARLY_HINTS.of(environ).send("Link", "</a>");
            return List.of("x".getBytes());
        }).hints().size());
    }

    @Verifies(extension = ExtensionRule.HINT_FIELDS)
    @Tag("facts-38")
    @ParameterizedTest
    @ValueSource(strings = {"Connection", "transfer-encoding", "Content-Length", "content-type", "a b", "a:"})
    void aHintThatIsNoneIsRefused(String name) {
        call((environ, start) -> {
            EarlyHints hints = Environ.EARLY_HINTS.of(environ);
            assertThrows(Violation.class, () -> hints.send("Link", "</a>", name, "x"));
            return start.text("200 OK", "x");
        });
    }

    @Verifies(extension = ExtensionRule.HINT_FIELDS)
    @Test
    void aHintCannotBeginAnotherField() {
        call((environ, start) -> {
            assertThrows(Violation.class, () -> Environ.EARLY_HINTS.of(environ).send("Link", "a\r\nSet-Cookie: b"));
            return start.text("200 OK", "x");
        });
    }

    // Trailers.

    private static Exchange trailing(String... fields) {
        return call((environ, start) -> {
            var sum = new CRC32();
            Environ.TRAILERS.of(environ).add("X-Sum", () -> Long.toHexString(sum.getValue()));
            start.start("200 OK");
            return Body.map(List.of("a".getBytes(), "b".getBytes()), block -> {
                sum.update(block);
                return block;
            });
        }, fields);
    }

    @Verifies(extension = ExtensionRule.TRAILERS)
    @Tag("facts-39")
    @Test
    void trailersAreAnnouncedAndComputedBehindTheContent() {
        var sum = new CRC32();
        sum.update("ab".getBytes());
        Exchange exchange = trailing("TE", "gzip, Trailers");
        assertEquals("X-Sum: " + Long.toHexString(sum.getValue()) + "\r\n\r\n", exchange.trailers().toString());
        assertEquals("Trailer: X-Sum\r\n\r\n", exchange.headers().toString());
        assertEquals("ab", exchange.text());
    }

    @Verifies(extension = ExtensionRule.TRAILERS)
    @Tag("facts-39")
    @Test
    void aClientThatDoesNotTakeTrailersGetsNone() {
        Exchange exchange = trailing();
        assertEquals(0, exchange.trailers().size() + exchange.headers().size());
        assertEquals("ab", exchange.text());
    }

    @Test
    void aBodyOfOneBlockHasTrailersInsteadOfALength() {
        Exchange exchange = call((environ, start) -> {
            Environ.TRAILERS.of(environ).add("X", () -> "1");
            return start.text("200 OK", "x");
        }, "TE", "trailers");
        assertFalse(exchange.headers().contains("Content-Length"));
        assertEquals(Optional.of("1"), exchange.trailers().get("X"));
    }

    @Test
    void behindAnAnnouncedLengthThereAreNoTrailers() {
        Exchange exchange = call((environ, start) -> {
            Environ.TRAILERS.of(environ).add("X", () -> "1");
            start.start("200 OK", "Content-Length", "1");
            return List.of("x".getBytes());
        }, "TE", "trailers");
        assertEquals(0, exchange.trailers().size());
        assertEquals("Content-Length: 1\r\n\r\n", exchange.headers().toString());
    }

    @Test
    void aTrailerThatComesBehindTheHeadIsRefused() {
        call((environ, start) -> {
            start.start("200 OK").write("x".getBytes());
            assertThrows(IllegalStateException.class, () -> Environ.TRAILERS.of(environ).add("X", () -> "1"));
            return List.of();
        }, "TE", "trailers");
    }

    @Verifies(extension = ExtensionRule.TRAILER_FIELDS)
    @Tag("facts-39")
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "content-type", "Host", "Authorization", "Set-Cookie", "Connection", "Trailer",
        "TRANSFER-ENCODING", "Cache-Control", "Date", "a b"})
    void aTrailerThatWouldComeTooLateIsRefused(String name) {
        call((environ, start) -> {
            assertThrows(Violation.class, () -> Environ.TRAILERS.of(environ).add(name, () -> "x"));
            return start.text("200 OK", "x");
        }, "TE", "trailers");
    }

    @Test
    void aTrailerWhoseValueIsMalformedBreaksTheResponseOff() {
        Exchange exchange = call((environ, start) -> {
            Environ.TRAILERS.of(environ).add("X", () -> "a\nb");
            return start.text("200 OK", "x");
        }, "TE", "trailers");
        assertFalse(exchange.complete());
        assertEquals(1, exchange.reported().size());
    }

    // What it is given.

    @Test
    void whatTheEnvironHasAlreadyIsLeftThere() {
        var sent = new ArrayList<List<Header>>();
        Environ environ = Environs.of("GET", "/");
        var hints = new EarlyHints(sent::add);
        var trailers = new Trailers(() -> Headers.of("X-Sum", "7"), false);
        Environ.EARLY_HINTS.put(environ, hints);
        Environ.TRAILERS.put(environ, trailers);
        InMemory.call((told, start) -> {
            Environ.EARLY_HINTS.of(told).send("Link", "</a>");
            return start.text("200 OK", "x");
        }, environ);
        assertEquals(1, sent.size());
        assertSame(trailers, Environ.TRAILERS.of(environ));
    }

    @Verifies(extension = ExtensionRule.TRAILERS_APART)
    @Test
    void trailersOfTheRequestAreNoVariables() {
        Environ environ = Environs.of("GET", "/");
        Environ.TRAILERS.put(environ, new Trailers(() -> Headers.of("Host", "evil"), false));
        InMemory.call((_, start) -> start.text("200 OK", "x"), environ);
        assertFalse(environ.containsKey("HTTP_HOST"));
        assertEquals(Optional.of("evil"), Environ.TRAILERS.of(environ).received().get("host"));
    }

    // Other protocols.

    @Verifies(extension = ExtensionRule.UPGRADE)
    @Test
    void aConversationHearsTheClientAndIsHeard() {
        Exchange exchange = InMemory.call((_, start) -> {
            start.start("101 Switching Protocols", "X", "1");
            return new Body.Upgrade("ECHO", (in, out) -> {
                out.write('>');
                out.write(in.readAllBytes());
            });
        }, Environs.of("GET", "/", "Connection", "upgrade", "Upgrade", "echo"), new InMemory.Client() {
            @Override
            public InputStream says() {
                return new ByteArrayInputStream("hello".getBytes());
            }
        });
        assertEquals(101, exchange.code());
        assertEquals(Optional.of("1"), exchange.headers().get("X"));
        assertEquals(List.of(">", "hello"), exchange.blocks().stream().map(String::new).toList());
    }

    @Verifies(body = BodyRule.WRITE_SAME)
    @Test
    void whatIsWrittenIsABlockLikeAnyOther() {
        Exchange exchange = call((_, start) -> {
            start.start("200 OK").write("a".getBytes());
            return List.of("b".getBytes());
        });
        assertEquals(List.of("a", "b"), exchange.blocks().stream().map(String::new).toList());
    }

    @Test
    void withoutAStatusTheCodeIsZero() {
        var nothing = new Exchange(List.of(), Optional.empty(), Headers.of(), List.of(), Headers.of(), false, List.of());
        assertEquals(0, nothing.code());
        assertEquals("", nothing.text());
    }
}

package gangway.server;

import module java.base;

import gangway.spec.Application;
import gangway.spec.BadRequest;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Clients that make the server wait, without a socket and in no time.
class SlowClientTest {

    private static final Duration MOMENT = Duration.ofSeconds(1), HOUR = Duration.ofHours(1);
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(75),
        Duration.ofSeconds(20), 100, Duration.ofSeconds(30), Timeouts.NEVER);
    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n";
    private static final String POST = "POST / HTTP/1.1\nHost: x\nContent-Length: 1000\n\n";

    private final SlowDuplex client = new SlowDuplex();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private String serve(Application application) throws Exception {
        Deployment deployment = Deployment.open(application);
        var settings = Settings.loopback().with(TIMEOUTS).with(new Log() {
            @Override
            public void failure(Environ environ, Throwable error) {
                failures.add(error);
            }

            @Override
            public void refusal(Refusal refusal) {
                refusals.add(refusal);
            }
        });
        client.run(new Gateway(settings, () -> deployment, InstantSource.system()), settings);
        for (Throwable error : failures) if (error instanceof AssertionError failed) throw failed;
        return client.written();
    }

    private static final Application HELLO = (_, start) -> start.text("200 OK", "hello");
    private static final Application COUNT = (environ, start) ->
        start.text("200 OK", environ.input().readAllBytes().length + " bytes");

    // Nothing at all.

    @Test
    @Tag("facts-61")
    void aNewConnectionThatSaysNothingIsClosedWithoutAByte() throws Exception {
        client.waits();
        assertEquals("", serve(HELLO));
        assertEquals(TIMEOUTS.head(), client.elapsed());
    }

    @Test
    @Tag("facts-61")
    void aConnectionThatSaysNothingMoreIsClosedWithoutAByte() throws Exception {
        client.sends(MOMENT, GET).waits();
        assertTrue(serve(HELLO).endsWith("\r\n\r\nhello"));
        assertEquals(MOMENT.plus(TIMEOUTS.idle()), client.elapsed());
    }

    @Test
    void eachIdlenessHasItsOwnTime() throws Exception {
        for (int i = 0; i < 10; i++) client.sends(Duration.ofSeconds(i == 0 ? 9 : 74), GET);
        assertEquals(10, serve(HELLO).split("hello", -1).length - 1);
    }

    // Heads.

    @Test
    @Tag("facts-61")
    void aHeadThatIsSpelledOutIsRefusedWhenItsTimeIsOver() throws Exception {
        client.spellsOut(MOMENT, GET).waits();
        String answer = serve(HELLO);
        assertTrue(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertTrue(answer.contains("408 Request Timeout: no whole head within 10000 ms of its first byte"), answer);
        assertEquals(408, refusals.getFirst().status().code());
    }

    @Test
    void itsTimeBeginsWithItsFirstByteAndEndsWhateverComes() throws Exception {
        client.sends(MOMENT, "G").spellsOut(Duration.ofMillis(2500), "ET / HTTP/1.1\nHost: x\n\n");
        assertTrue(serve(HELLO).startsWith("HTTP/1.1 408 "));
        assertEquals(Duration.ofMillis(1000 + 10_000 + 5000), client.elapsed(), "first byte, head, lingering");
    }

    @Test
    void aSlowHeadThatIsWholeInTimeIsServed() throws Exception {
        client.spellsOut(Duration.ofMillis(300), GET);
        assertTrue(serve(HELLO).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void anEmptyLineBeforeTheRequestIsABeginningToo() throws Exception {
        client.sends(MOMENT, "\n").waits();
        assertTrue(serve(HELLO).startsWith("HTTP/1.1 408 "));
        assertEquals(MOMENT.plus(TIMEOUTS.head()).plusSeconds(5), client.elapsed(), "and the rest may still come");
    }

    @Test
    void theNextHeadHasItsOwnTime() throws Exception {
        client.spellsOut(Duration.ofMillis(300), GET).spellsOut(Duration.ofMillis(300), GET).sends(MOMENT, "GET").waits();
        String answers = serve(HELLO);
        assertEquals(3, answers.split("HTTP/1.1 ", -1).length - 1, answers);
        assertTrue(answers.contains("HTTP/1.1 408 "), answers);
    }

    // Content.

    @Test
    @Tag("facts-61")
    void contentBelowTheMinimumRateIsRefused() throws Exception {
        client.sends(MOMENT, POST).spellsOut(MOMENT, "x".repeat(1000));
        String answer = serve(COUNT);
        assertTrue(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertEquals(List.of(), failures);
    }

    @Test
    void contentAtTheMinimumRateMayTakeAnyTime() throws Exception {
        client.sends(MOMENT, POST.replace("1000", "100000"));
        for (int i = 0; i < 1000; i++) client.sends(Duration.ofSeconds(1), "x".repeat(100));
        assertTrue(serve(COUNT).endsWith("100000 bytes"));
    }

    @Test
    void aSlowApplicationIsNotTheClientsFault() throws Exception {
        client.sends(MOMENT, POST);
        for (int i = 0; i < 10; i++) client.sends(MOMENT, "x".repeat(100));
        assertTrue(serve((environ, start) -> {
            int bytes = 0;
            for (byte[] some = environ.input().readBytes(100); some.length > 0; some = environ.input().readBytes(100)) {
                client.pass(HOUR);
                bytes += some.length;
            }
            return start.text("200 OK", bytes + " bytes");
        }).endsWith("1000 bytes"));
    }

    @Test
    void anApplicationMayAnswerContentThatDoesNotComeButTheConnectionEnds() throws Exception {
        client.sends(MOMENT, POST).sends(MOMENT, "some").sends(HOUR, GET);
        String answer = serve((environ, start) -> {
            try {
                environ.input().readAllBytes();
                return start.text("200 OK", "all");
            } catch (BadRequest slow) {
                return start.text("202 Accepted", "some");
            }
        });
        assertTrue(answer.startsWith("HTTP/1.1 202 "), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n") && answer.endsWith("\r\n\r\nsome"), answer);
    }

    @Test
    @Verifies(http = HttpRule.ABORT)
    void contentThatStopsBehindTheBeginningOfTheResponseCutsIt() throws Exception {
        client.sends(MOMENT, POST).sends(MOMENT, "some").waits();
        String answer = serve((environ, start) -> {
            start.start("200 OK").write("begun".getBytes(UTF_8));
            return start.bytes("200 OK", "text/plain", environ.input().readAllBytes());
        });
        assertTrue(answer.endsWith("\r\n\r\n5\r\nbegun\r\n"), answer);
    }

    @Test
    void contentThatNobodyReadsIsNotWaitedForLongerEither() throws Exception {
        client.sends(MOMENT, POST).sends(MOMENT, "some").waits();
        assertTrue(serve(HELLO).endsWith("\r\n\r\nhello"));
        assertEquals(Duration.ofMillis(1000 + 20_040 + 5000), client.elapsed(), "head, content, lingering");
    }

    // Responses.

    @Test
    @Verifies(http = HttpRule.CLIENT_GONE, body = BodyRule.CLOSED)
    void aClientThatTakesNothingIsCutAndTheApplicationTold() throws Exception {
        var told = new AtomicReference<Throwable>();
        client.sends(MOMENT, GET).takes(HOUR);
        assertEquals("reset", serve((_, start) -> {
            start.start("200 OK");
            return new Body.Push(out -> {
                try {
                    out.write(new byte[10]);
                } catch (ClientDisconnected gone) {
                    told.set(gone);
                    throw gone;
                }
            });
        }));
        assertInstanceOf(ClientDisconnected.class, told.get());
        assertTrue(told.get().getCause().getMessage().contains("took nothing for 30000 ms"), "and why");
        assertEquals(MOMENT.plus(TIMEOUTS.write()), client.elapsed());
        assertEquals(List.of(), failures);
    }

    @Test
    void whoTakesSomethingMayTakeAnyTime() throws Exception {
        client.sends(MOMENT, GET).takes(Duration.ofSeconds(29));
        assertTrue(serve((_, start) -> {
            start.start("200 OK");
            return Collections.nCopies(100, "block".getBytes(UTF_8));
        }).endsWith("0\r\n\r\n"));
    }

    @Test
    void aSlowProducerIsNotTheClientsFault() throws Exception {
        client.sends(MOMENT, GET);
        assertTrue(serve((_, start) -> {
            start.start("200 OK");
            return new Body.Push(out -> {
                for (int i = 0; i < 3; i++) {
                    out.write("block".getBytes(UTF_8));
                    client.pass(HOUR);
                }
            });
        }).endsWith("0\r\n\r\n"));
    }

    // Other protocols, and the end.

    @Test
    void anotherProtocolMaySayNothingForAsLongAsItLikes() throws Exception {
        client.sends(MOMENT, "GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: echo\n\n")
            .sends(HOUR, "late").sends(HOUR, "r");
        assertTrue(serve((_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", InputStream::transferTo);
        }).endsWith("\r\n\r\nlater"));
    }

    @Test
    void anotherProtocolMustTakeWhatItIsSent() throws Exception {
        client.sends(MOMENT, "GET / HTTP/1.1\nHost: x\nConnection: upgrade\nUpgrade: echo\n\n").waits();
        assertTrue(serve((_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", (_, out) -> {
                client.takes(HOUR);
                out.write(1);
            });
        }).endsWith("reset"));
    }

    @Test
    @Tag("facts-36")
    void whoSendsOnBehindARefusalIsListenedToForAWhile() throws Exception {
        client.sends(MOMENT, "nonsense\n\n").sendsForEver();
        assertTrue(serve(HELLO).startsWith("HTTP/1.1 400 "));
        assertEquals(MOMENT.plusSeconds(5), client.elapsed());
    }

    @Test
    void whoHasSaidAllIsNotListenedToAnyLonger() throws Exception {
        client.sends(MOMENT, "GET / HTTP/1.1\nHost: x\nConnection: close\n\n").waits();
        serve(HELLO);
        assertEquals(MOMENT, client.elapsed());
        assertFalse(client.written().contains("reset"));
    }
}

package gangway.server;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Kernel;
import gangway.coroutine.testing.Seeds;
import gangway.coroutine.testing.TestHub;
import gangway.coroutine.testing.TestListener;
import gangway.coroutine.testing.TestNetwork;
import gangway.coroutine.testing.TestSocket;
import gangway.coroutine.testing.Weather;
import gangway.spec.Application;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server's connection loop, run by coroutines over a network that exists only in the test: each client, each delay and
/// each torn read comes from the seed, and so a failure of the server can be seen again.
@Timeout(60)
class ReplayTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /// Answers with what it was sent.
    private static final Application ECHO = (environ, start) -> {
        var content = environ.input().readAllBytes();
        return start.text("200 OK", new String(content, ISO_8859_1));
    };

    /// A server on a test's hub.
    private record Site(TestHub test, TestNetwork network) {

        static Site open(TestHub test, Weather weather) throws Exception {
            var site = new Site(test, new TestNetwork(test, weather));
            var listener = site.network().listen(80);
            var deployment = Deployment.open(ECHO);
            InstantSource clock = () -> NOON.plus(test.now());
            var gateway = new Gateway(Settings.loopback(), () -> deployment, clock);
            Coroutine.spawn("server", () -> site.serve(listener, gateway));
            return site;
        }

        private void serve(TestListener listener, Gateway gateway) throws IOException {
            while (true) {
                var client = listener.accept();
                var connection = new Connection(new NetworkDuplex(client), gateway, Settings.loopback(),
                    () -> test.now().toNanos());
                Coroutine.spawn("connection of " + client.peerPort(), connection::run);
            }
        }

        TestSocket connect() throws IOException {
            return network.connect(80);
        }
    }

    private static String post(String content) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n%s".formatted(content.length(), content);
    }

    private static void send(TestSocket socket, String text) throws IOException {
        socket.output().write(text.getBytes(ISO_8859_1));
    }

    private static String all(TestSocket socket) throws IOException {
        return new String(socket.input().readAllBytes(), ISO_8859_1);
    }

    private static Seeds seeds(int count) {
        return Seeds.of("server", count).on(Kernel.CONTINUATION);
    }

    @Test
    void eachClientGetsItsOwnAnswersInRoughWeather() {
        seeds(100).search(test -> {
            var site = Site.open(test, Weather.ROUGH);
            var clients = IntStream.range(0, 4).mapToObj(i -> Coroutine.spawn("client " + i, () -> {
                try (var socket = site.connect()) {
                    send(socket, post("first of " + i) + post("second of " + i));
                    socket.endOutput();
                    var answers = all(socket);
                    assertEquals(2, answers.split("HTTP/1.1 200 OK", -1).length - 1, answers);
                    assertTrue(answers.indexOf("first of " + i) < answers.indexOf("second of " + i), answers);
                }
            })).toList();
            clients.forEach(Coroutine::join);
        });
    }

    @Test
    void connectionsThatBreakBreakNothingElse() {
        seeds(100).search(test -> {
            var site = Site.open(test, Weather.STORM);
            var clients = IntStream.range(0, 4).mapToObj(i -> Coroutine.spawn("client " + i, () -> {
                try (var socket = site.connect()) {
                    send(socket, post("hello"));
                    socket.endOutput();
                    assertTrue(all(socket).endsWith("hello"));
                } catch (IOException broken) {
                    // the weather
                }
            })).toList();
            clients.forEach(Coroutine::join);
        });
    }

    @Test
    void aClientThatSendsItsHeadByteByByteIsRefusedAfterTenSecondsThatTakeNoTime() throws Exception {
        TestHub.builder(1).kernel(Kernel.CONTINUATION).run(test -> {
            try (var socket = Site.open(test, Weather.CALM).connect()) {
                Coroutine.spawn("slow client", () -> {
                    while (true) {
                        Coroutine.sleep(Duration.ofSeconds(3));
                        send(socket, "x");
                    }
                });
                assertTrue(all(socket).startsWith("HTTP/1.1 408 "));
            }
        });
    }

    @Test
    void theSameSeedGivesTheSameExchange() throws Exception {
        var traces = new HashSet<String>();
        for (int i = 0; i < 3; i++) traces.add(TestHub.builder(42).kernel(Kernel.CONTINUATION).run(test -> {
            try (var socket = Site.open(test, Weather.ROUGH).connect()) {
                send(socket, post("hello"));
                socket.endOutput();
                test.note(all(socket));
            }
        }).toString());
        assertEquals(1, traces.size());
        assertTrue(traces.iterator().next().contains("Date: Thu, 01 Jan 2026 12:00:00 GMT"));
    }
}

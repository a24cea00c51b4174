package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Kernel;
import gangway.coroutine.WouldBlockForever;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(20)
class TestNetworkTest {

    static final List<Weather> WEATHERS = List.of(Weather.CALM, Weather.ROUGH, Weather.STORM);

    /// A server and a client that are connected.
    record Ends(TestSocket server, TestSocket client) {

        static Ends on(TestNetwork network) throws IOException {
            var listener = network.listen(0);
            var accepted = Coroutine.spawn("accepting", () -> listener.accept());
            var client = network.connect(listener.port());
            return new Ends(accepted.get(), client);
        }
    }

    /// Something to be done with two ends in calm weather.
    interface Body {
        void run(TestHub test, Ends ends) throws Exception;
    }

    private static void calmly(Body body) throws Exception {
        for (long seed = 0; seed < 20; seed++) TestHub.run(seed, test -> body.run(test, Ends.on(new TestNetwork(test))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private static String read(TestSocket socket) throws IOException {
        var into = new byte[100];
        int count = socket.read(into, 0, into.length);
        return count < 0 ? "the end" : new String(into, 0, count, US_ASCII);
    }

    // ---- Bytes. ----

    @Test
    void whatIsWrittenHereIsReadThere() throws Exception {
        calmly((_, ends) -> {
            ends.client().output().write(bytes("hello"));
            assertEquals("hello", read(ends.server()));
            ends.server().output().write(bytes("goodbye"));
            assertEquals("goodbye", read(ends.client()));
        });
    }

    @Test
    void whoReadsWaitsForBytes() throws Exception {
        calmly((test, ends) -> {
            var reader = Coroutine.spawn(() -> read(ends.server()));
            Coroutine.sleep(Duration.ofSeconds(3));
            ends.client().output().write(bytes("x"));
            assertEquals("x", reader.get());
            assertEquals(Duration.ofSeconds(3), test.now());
        });
    }

    @Test
    void whoWritesWaitsForRoom() throws Exception {
        TestHub.run(1, test -> {
            var ends = Ends.on(new TestNetwork(test, new Weather(Duration.ZERO, Duration.ZERO, false, 10, 0)));
            var writer = Coroutine.spawn(() -> ends.client().output().write(new byte[25]));
            test.runCurrent();
            assertEquals(10, ends.server().available());
            ends.server().input().readNBytes(15);
            test.runCurrent();
            assertEquals(10, ends.server().available());
            assertTrue(writer.ready());
        });
    }

    @ParameterizedTest
    @FieldSource("WEATHERS")
    void noByteIsLostDoubledOrOvertakenInAnyWeather(Weather weather) {
        Seeds.of("network", 60).on(Kernel.CONTINUATION).search(test -> {
            var sent = new byte[test.random().nextInt(3000)];
            test.random().nextBytes(sent);
            var ends = Ends.on(new TestNetwork(test, weather));
            var writer = Coroutine.spawn(() -> {
                try (var client = ends.client()) {
                    client.output().write(sent);
                } catch (SocketException e) {
                    assertEquals("Connection reset", e.getMessage());
                }
            });
            var received = new ByteArrayOutputStream();
            try {
                ends.server().input().transferTo(received);
                assertArrayEquals(sent, received.toByteArray());
            } catch (SocketException e) {
                assertEquals("Connection reset", e.getMessage());
                assertTrue(weather.resets() > 0);
                assertArrayEquals(Arrays.copyOf(sent, received.size()), received.toByteArray());
            }
            writer.join();
        });
    }

    @Test
    void bytesAreTornInRoughWeather() throws Exception {
        var pieces = new TreeSet<String>();
        for (long seed = 0; seed < 100; seed++) TestHub.run(seed, test -> {
            var ends = Ends.on(new TestNetwork(test, Weather.ROUGH));
            ends.client().output().write(bytes("abc"));
            pieces.add(read(ends.server()));
        });
        assertEquals(Set.of("a", "ab", "abc"), pieces);
    }

    @Test
    void bytesTakeTheirTime() throws Exception {
        TestHub.run(1, test -> {
            var second = Duration.ofSeconds(1);
            var ends = Ends.on(new TestNetwork(test, new Weather(second, second, false, 100, 0)));
            assertEquals(Duration.ofSeconds(2), test.now());
            ends.client().output().write(bytes("x"));
            assertEquals(Duration.ofSeconds(2), test.now());
            assertEquals("x", read(ends.server()));
            assertEquals(Duration.ofSeconds(3), test.now());
        });
    }

    // ---- Ends. ----

    @Test
    void theEndIsReadBehindTheLastByte() throws Exception {
        calmly((_, ends) -> {
            ends.client().output().write(bytes("last"));
            ends.client().close();
            assertEquals("last", read(ends.server()));
            assertEquals("the end", read(ends.server()));
            assertEquals("the end", read(ends.server()));
        });
    }

    @Test
    void whoHasEndedItsOutputCanStillRead() throws Exception {
        calmly((_, ends) -> {
            ends.client().endOutput();
            assertEquals("the end", read(ends.server()));
            ends.server().output().write(bytes("answer"));
            assertEquals("answer", read(ends.client()));
            var refused = assertThrows(SocketException.class, () -> ends.client().output().write(1));
            assertEquals("Socket output is shutdown", refused.getMessage());
        });
    }

    @Test
    void aResetIsFoundByWhoReadsAndByWhoWrites() throws Exception {
        calmly((test, ends) -> {
            var reader = Coroutine.spawn(() -> assertThrows(SocketException.class, () -> read(ends.server())).getMessage());
            test.runCurrent();
            ends.client().reset();
            assertEquals("Connection reset", reader.get());
            var refused = assertThrows(SocketException.class, () -> ends.server().output().write(1));
            assertEquals("Connection reset", refused.getMessage());
        });
    }

    @Test
    void closingWithUnreadBytesResets() throws Exception {
        calmly((_, ends) -> {
            ends.client().output().write(bytes("x"));
            ends.server().close();
            assertThrows(SocketException.class, () -> read(ends.client()));
        });
    }

    @Test
    void whoWritesToAClosedEndIsResetOnce() throws Exception {
        calmly((_, ends) -> {
            ends.server().close();
            ends.client().output().write(bytes("x"));          // TCP learns of it by the answer to this
            var refused = assertThrows(SocketException.class, () -> ends.client().output().write(bytes("y")));
            assertEquals("Connection reset", refused.getMessage());
        });
    }

    @Test
    void closingWakesWhoReadsAndWhoWritesAtTheSameEnd() throws Exception {
        calmly((test, ends) -> {
            var reader = Coroutine.spawn(() -> assertThrows(SocketException.class, () -> read(ends.client())).getMessage());
            var writer = Coroutine.spawn(() -> assertThrows(SocketException.class,
                () -> ends.client().output().write(new byte[100_000])).getMessage());
            test.runCurrent();
            ends.client().close();
            assertEquals("Socket closed", reader.get());
            assertEquals("Socket closed", writer.get());
        });
    }

    @Test
    void aReadWaitsNoLongerThanItIsAllowedTo() throws Exception {
        calmly((test, ends) -> {
            ends.server().timeout(Duration.ofMillis(50));
            var late = assertThrows(SocketTimeoutException.class, () -> read(ends.server()));
            assertEquals("Read timed out", late.getMessage());
            assertEquals(Duration.ofMillis(50), test.now());
            ends.client().output().write(bytes("x"));
            assertEquals("x", read(ends.server()));
        });
    }

    @Test
    void aReadThatIsKilledLosesNoByte() throws Exception {
        calmly((test, ends) -> {
            var reader = Coroutine.spawn(() -> read(ends.server()));
            test.runCurrent();
            reader.kill();
            ends.client().output().write(bytes("x"));
            assertEquals("x", read(ends.server()));
        });
    }

    @Test
    void whoReadsFromSomebodyWhoDoesNotWriteWouldBlockForever() {
        assertThrows(WouldBlockForever.class, () -> calmly((_, ends) -> read(ends.client())));
    }

    // ---- Connecting. ----

    @Test
    void whereNobodyListensClientsAreRefused() throws Exception {
        TestHub.run(1, test -> {
            var refused = assertThrows(ConnectException.class, () -> new TestNetwork(test).connect(80));
            assertEquals("Connection refused: port 80", refused.getMessage());
        });
    }

    @Test
    void clientsBeyondTheBacklogAreRefused() throws Exception {
        TestHub.run(1, test -> {
            var network = new TestNetwork(test);
            network.listen(80, 1);
            network.connect(80);
            assertThrows(ConnectException.class, () -> network.connect(80));
        });
    }

    @Test
    void aPortHasOneListener() throws Exception {
        TestHub.run(1, test -> {
            var network = new TestNetwork(test);
            var first = network.listen(80);
            assertThrows(BindException.class, () -> network.listen(80));
            first.close();
            network.listen(80).close();
        });
    }

    @Test
    void closingAListenerWakesWhoAcceptsAndResetsWhoIsNotAccepted() throws Exception {
        TestHub.run(1, test -> {
            var network = new TestNetwork(test);
            var listener = network.listen(80);
            var accepting = Coroutine.spawn(() -> assertThrows(SocketException.class, listener::accept).getMessage());
            test.runCurrent();
            listener.close();
            assertEquals("Socket closed", accepting.get());
            var other = network.listen(80);
            var client = network.connect(80);
            other.close();
            assertThrows(SocketException.class, () -> read(client));
        });
    }

    @Test
    void whoAcceptsWaitsNoLongerThanTold() throws Exception {
        TestHub.run(1, test -> {
            var listener = new TestNetwork(test).listen(80);
            assertThrows(SocketTimeoutException.class, () -> listener.accept(Duration.ofSeconds(9)));
            assertEquals(Duration.ofSeconds(9), test.now());
        });
    }

    @Test
    void aClientThatIsKilledWhileItConnectsIsResetAtTheServer() throws Exception {
        TestHub.run(1, test -> {
            var second = Duration.ofSeconds(1);
            var network = new TestNetwork(test, new Weather(second, second, false, 100, 0));
            var listener = network.listen(80);
            var client = Coroutine.spawn(() -> network.connect(80));
            var server = listener.accept();
            client.kill();
            assertThrows(SocketException.class, () -> read(server));
        });
    }

    // ---- Replaying. ----

    /// What three clients and a server that answers each line do in bad weather.
    private static void conversation(TestHub test) throws Exception {
        var network = new TestNetwork(test, Weather.STORM);
        var listener = network.listen(7);
        Coroutine.spawn("server", () -> {
            while (true) {
                var client = listener.accept();
                Coroutine.spawn(() -> echo(client));
            }
        });
        var clients = IntStream.range(0, 3).mapToObj(i -> Coroutine.spawn("client " + i, () -> ask(network, i))).toList();
        clients.forEach(Coroutine::join);
    }

    private static void echo(TestSocket client) {
        try (client) {
            client.input().transferTo(client.output());
        } catch (IOException e) {
            // the weather
        }
    }

    private static void ask(TestNetwork network, int number) {
        try (var socket = network.connect(7)) {
            socket.output().write(bytes("question " + number));
            socket.endOutput();
            assertEquals("question " + number, new String(socket.input().readAllBytes(), US_ASCII));
        } catch (IOException e) {
            // the weather
        }
    }

    @Test
    void theSameSeedGivesTheSameConversationOnBothKernels() throws Exception {
        for (long seed = 0; seed < 50; seed++) {
            var first = TestHub.builder(seed).kernel(Kernel.VIRTUAL).run(TestNetworkTest::conversation).toString();
            assertEquals(first, TestHub.builder(seed).kernel(Kernel.VIRTUAL).run(TestNetworkTest::conversation).toString());
            assertEquals(first, TestHub.builder(seed).kernel(Kernel.CONTINUATION).run(TestNetworkTest::conversation).toString());
        }
    }
}

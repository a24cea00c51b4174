package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.server.Worker;
import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.StartResponse;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// An application is opened before its first request and closed behind its last.
@Timeout(60)
@Tag("facts-43")
@Verifies(extension = ExtensionRule.OPENED)
class LifespanTest {

    /// Tries, while it is opened, whether its port answers already; then it fails.
    private static final String FAILS_TO_OPEN = """
        import module java.base;
        import module gangway.spec;

        record Web() implements Application {
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception { return List.of(); }

            public AutoCloseable open(Map<String, Object> state) throws Exception {
                try (var socket = new Socket("127.0.0.1", %s)) {
                    throw new IllegalStateException("somebody listens");
                } catch (ConnectException refused) {
                    throw new IllegalStateException("no database");
                }
            }
        }
        void main() { }
        """;

    @Test
    void whatFailsToOpenEndsWith3AndItsPortIsNeverBound(@TempDir Path directory) throws Throwable {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Path file = Files.writeString(directory.resolve("Web.java"), FAILS_TO_OPEN.formatted(port));
        var terminal = new Recorder();
        assertEquals(Optional.of(Exit.LOAD),
            Main.run(List.of("serve", file.toString(), "-p", Integer.toString(port)), terminal.console()));
        assertTrue(terminal.complained().contains("no database"), terminal.complained());
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    }

    @ParameterizedTest
    @EnumSource
    void atAStopItIsClosedBehindItsLastResponse(Worker worker) throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var closed = new AtomicBoolean();
        Deployment deployment = Deployment.open(new Application() {
            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
                entered.countDown();
                go.await();
                assertFalse(closed.get());
                return start.text("200 OK", "open: " + !closed.get());
            }

            @Override
            public AutoCloseable open(Map<String, Object> state) {
                return () -> closed.set(true);
            }
        });
        Server server = Server.start(Settings.loopback().with(worker), () -> deployment);
        InetSocketAddress address = server.addresses().getFirst();
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
            entered.await();
            deployment.close();
            assertFalse(closed.get());
            go.countDown();
            server.stop(Duration.ofSeconds(30));
            assertTrue(deployment.awaitClosed(Duration.ofSeconds(30)));
            assertTrue(new String(socket.getInputStream().readAllBytes(), ISO_8859_1).endsWith("open: true"));
            assertTrue(closed.get());
        }
    }
}

package gangway.load;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Clients that come only to leave.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class StormTest {

    @Tag("facts-62")
    @Test
    void tenThousandResetConnectionsLeaveNothingBehind() throws Exception {
        storm("virtual");
    }

    @Tag("facts-62")
    @Tag("long")
    @Test
    void theSameWithThreads() throws Exception {
        storm("thread");
    }

    private static void storm(String worker) throws Exception {
        try (var server = ServerProcess.start("", "-k", worker)) {
            assertEquals("hello", server.get("/"));
            int most = server.descriptors() + 10;              // the JVM opens some of its own when there is more to do
            try (var clients = Executors.newFixedThreadPool(4)) {
                List<Callable<Void>> storm = Collections.nCopies(4, () -> {
                    for (int i = 0; i < 2500; i++) connectAndReset(server.address());
                    return null;
                });
                for (Future<Void> client : clients.invokeAll(storm)) client.get();
            }
            assertEquals("hello", server.get("/"));
            server.await("only " + most + " descriptors", () -> server.descriptors() <= most);
            server.awaitIdle();
            assertEquals("hello", server.get("/"));
            assertEquals(List.of(), server.complaints());
        }
    }

    private static void connectAndReset(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoLinger(true, 0);                       // closing then sends RST
            socket.connect(address, 10_000);
        }
    }
}

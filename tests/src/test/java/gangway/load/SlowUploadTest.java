package gangway.load;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// More uploads at a time than the heap has room for. Each holds what a request takes, and none of them ever ends.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class SlowUploadTest {

    private static final int CROWD = 5000;

    @Tag("facts-83")
    @ParameterizedTest
    @ValueSource(strings = {"virtual", "thread"})
    void theMemoryIsNotUsedUpAndAllIsWellOnceTheyAreGone(String worker) throws Exception {
        ServerProcess.needDescriptors(CROWD + 500);
        try (ServerProcess server = ServerProcess.start("-Xmx64m", "--body-timeout", "100", "-k", worker)) {
            var uploads = new ArrayList<Socket>();
            try {
                for (int i = 0; i < CROWD; i++) begin(server, uploads);
            } finally {
                for (Socket socket : uploads) socket.close();
            }
            server.await("an answer", () -> isServed(server));
            List<String> complaints = server.complaints();
            assertTrue(complaints.stream().allMatch(line -> line.startsWith("refused ")), complaints::toString);
            assertTrue(complaints.stream().anyMatch(line -> line.contains("memory")), complaints::toString);
        }
    }

    private static void begin(ServerProcess server, List<Socket> uploads) {
        try {
            uploads.add(server.connect());
            ServerProcess.send(uploads.getLast(), "POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nxxx");
        } catch (IOException turnedAway) {
            // where even refusing takes too much, connections are reset
        }
    }

    private static boolean isServed(ServerProcess server) {
        try {
            return server.get("/open").equals("0");
        } catch (IOException | AssertionError full) {
            return false;
        }
    }
}

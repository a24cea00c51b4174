package gangway.load;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A process that has no file descriptor left.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class DescriptorsTest {

    private static final int MOST = 60, RESERVED = 10;

    @Tag("facts-63")
    @ParameterizedTest
    @ValueSource(strings = {"virtual", "thread"})
    void withoutDescriptorsAcceptingPausesAndRecovers(String worker) throws Exception {
        var crowd = new ArrayList<Socket>();
        try (var server = ServerProcess.startWithDescriptors(MOST, "-k", worker); Socket kept = server.connect()) {
            server.get("/");
            ask(kept, "/", "hello\n");
            server.awaitIdle();                                // what the JVM opens once is open
            for (int i = 0; i < MOST; i++) crowd.add(server.connect());   // some of them wait in the operating system's queue
            server.await("a shortage", () -> server.descriptors() >= MOST - RESERVED);
            ask(kept, "/", "hello\n");
            server.awaitIdle();
            ask(kept, "/file?gangway", "Main \"$@\"\n");         // the launcher, which must be opened for that
            for (Socket socket : crowd) socket.close();
            assertEquals("hello", server.get("/"));
            ask(kept, "/", "hello\n");
            List<String> complaints = server.complaints();     // not ten in each second
            assertTrue(complaints.size() < 6 && complaints.getFirst().contains("Too many open files"), complaints::toString);
            assertEquals("gangway: takes connections again", complaints.getLast());
        } finally {
            for (Socket socket : crowd) socket.close();
        }
    }

    private static void ask(Socket socket, String path, String end) throws IOException {
        ServerProcess.send(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        ServerProcess.awaitText(socket, end);
    }
}

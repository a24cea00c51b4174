package gangway.load;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// What leaves together leaves in one call of the operating system. Two would meet Nagle's algorithm, or cost twice.
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class WritesTest {

    @Tag("facts-64")
    @ParameterizedTest
    @ValueSource(strings = {"virtual", "thread"})
    void aSmallResponseIsOneWriteOfTheProcess(String worker) throws Exception {
        try (var server = ServerProcess.start("", "-k", worker); Socket socket = server.connect()) {
            ask(socket, 10);                                   // whatever is done only once is done
            long before = server.writes();
            ask(socket, 1000);
            long writes = server.writes() - before;
            assertTrue(writes >= 1000 && writes < 1100, writes + " writes");   // some are the JVM's own
        }
    }

    private static void ask(Socket socket, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            ServerProcess.send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            ServerProcess.awaitText(socket, "\r\n\r\nhello\n");
        }
    }
}

package gangway.cli;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The flight recorder, from the command line to the file.
@Timeout(120)
class BadRequestLogTest {

    private static final String BAD = "GET /\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    private Path directory;

    /// Sends a bad request to the demo, then stops it.
    ///
    /// @return what the client got, then what the terminal showed
    private List<String> refused() throws Exception {
        try (Gangway gangway = Gangway.start(directory, "serve", "demo", "-p", "0", "--bad-request-log", "refused.log")) {
            URI address = URI.create(gangway.url());
            String answer;
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream().write(BAD.getBytes(ISO_8859_1));
                answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            }
            gangway.signal("TERM");
            assertEquals(0, gangway.exit());
            return List.of(answer, gangway.complaint());
        }
    }

    @Test
    void aRefusalIsTheSameInTheResponseOnTheTerminalAndInTheFile() throws Exception {
        List<String> seen = refused();
        String answer = seen.getFirst().lines().toList().getLast();
        String reason = answer.substring("400 Bad Request: ".length());
        assertTrue(reason.startsWith("path with \"\\xe9\" (RFC 3986 §3): "), answer);
        List<String> file = Files.readAllLines(directory.resolve("refused.log"));
        assertTrue(file.getFirst().matches("[0-9-]{10}T[0-9:.]+Z 127\\.0\\.0\\.1:[0-9]+ 400, 28 bytes: .*"), file::toString);
        assertTrue(file.getFirst().endsWith(": " + reason), file::toString);
        assertEquals(List.of("    GET /\\xe9 HTTP/1.1\\r\\n", "    Host: x\\r\\n", "    \\r\\n"),
            file.subList(1, file.size()));
        assertTrue(seen.getLast().matches("(?s).*refused 127\\.0\\.0\\.1:[0-9]+: 400 path with \"\\\\xe9\" \\(RFC 3986 .*"),
            seen::toString);
    }

    @Test
    void aFileThatCannotBeWrittenIsMisuse() throws Exception {
        try (Gangway gangway = Gangway.start(directory, "serve", "demo", "-p", "0", "--bad-request-log", "missing/file")) {
            assertEquals(2, gangway.exit());
            String complaint = gangway.complaint();
            assertTrue(complaint.contains("gangway: --bad-request-log missing/file cannot be written (NoSuchFileException): name a "), complaint);
        }
    }
}

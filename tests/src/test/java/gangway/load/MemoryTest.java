package gangway.load;

import module java.base;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// More bytes than the heap of the server has, and more connections than it could have buffers of the usual size for.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class MemoryTest {

    private static final int SIZE = 200 * 1024 * 1024, PIECE = 64 * 1024, CROWD = 5000;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start("-Xmx64m", "--header-timeout", "100");
    }

    @AfterAll
    static void stop() throws Exception {
        try (var ending = server) {
            assertEquals(List.of(), ending.complaints());
        }
    }

    @Tag("facts-83")
    @Test
    void twoHundredMegabytesGoUpAndDown(@TempDir Path directory) throws Exception {
        assertEquals(Integer.toString(SIZE), upload("Content-Length: " + SIZE, new byte[PIECE], ""));
        byte[] chunk = ("10000\r\n" + "x".repeat(PIECE) + "\r\n").getBytes(ISO_8859_1);
        assertEquals(Integer.toString(SIZE), upload("Transfer-Encoding: chunked", chunk, "0\r\n\r\n"));
        assertEquals(SIZE, download("/blocks"));
        Path file = directory.resolve("large");
        try (var empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(SIZE);                             // a hole: it takes no room on the disk
        }
        assertEquals(SIZE, download("/file?" + file));
        assertEquals("0", server.get("/open"));
    }

    /// @return how much the application counted
    private String upload(String framing, byte[] piece, String end) throws IOException {
        try (Socket socket = server.connect()) {
            ServerProcess.send(socket, "POST /count HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + framing + "\r\n\r\n");
            for (int i = 0; i < SIZE / PIECE; i++) socket.getOutputStream().write(piece);
            ServerProcess.send(socket, end);
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
    }

    /// @return how many bytes of content came; in HTTP/1.0, where they end with the connection
    private long download(String path) throws IOException {
        try (Socket socket = server.connect()) {
            ServerProcess.send(socket, "GET " + path + " HTTP/1.0\r\n\r\n");
            ServerProcess.awaitText(socket, "\r\n\r\n");
            return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    @Tag("facts-84")
    @Test
    void tenThousandTinyChunksLeaveNothingInMemory() throws Exception {
        try (Socket socket = server.connect()) {
            String head = "POST /growth HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
            ServerProcess.send(socket, head + "1\r\nx\r\n".repeat(10_000) + "0\r\n\r\n");
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1).strip();
            long growth = Long.parseLong(answer.substring(answer.lastIndexOf('\n') + 1));
            assertTrue(growth < 512 * 1024, growth + " bytes for 9 000 chunks");
        }
        try (Socket socket = server.connect()) {
            ServerProcess.send(socket, "GET /bytes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertTrue(answer.endsWith("\r\n\r\n" + "1\r\n\0\r\n".repeat(10_000) + "0\r\n\r\n"));
        }
        assertEquals("0", server.get("/open"));
    }

    @Tag("facts-61")
    @Test
    void fiveThousandIdleAndSlowClientsAreServedInTheEndAndNewOnesAtOnce() throws Exception {
        ServerProcess.needDescriptors(CROWD + 500);
        String begun = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nA: ";
        long before = Long.parseLong(server.get("/heap"));
        var idle = new ArrayList<Socket>();
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < CROWD / 2; i++) {
                idle.add(server.connect());
                slow.add(server.connect());
                ServerProcess.send(slow.getLast(), begun);
            }
            for (Socket socket : slow) ServerProcess.send(socket, "x");
            long each = (Long.parseLong(server.get("/heap")) - before) / CROWD;
            assertTrue(each < 12_000, each + " bytes of heap for a connection");
            for (Socket socket : idle) ServerProcess.send(socket, begun + "\r\n\r\n");
            for (Socket socket : slow) ServerProcess.send(socket, "\r\n\r\n");
            for (Socket socket : idle) assertServed(socket);
            for (Socket socket : slow) assertServed(socket);
        } finally {
            for (Socket socket : idle) socket.close();
            for (Socket socket : slow) socket.close();
        }
    }

    private static void assertServed(Socket socket) throws IOException {
        String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("\r\n\r\nhello\n"), answer);
    }
}

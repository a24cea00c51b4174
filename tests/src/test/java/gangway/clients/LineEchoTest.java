package gangway.clients;

import module java.base;

import gangway.cli.Gangway;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The example of an upgrade, served from the command line, over the wire.
@Tag("facts-40")
@Timeout(120)
class LineEchoTest {

    private static final String GET = "GET / HTTP/1.1\nHost: x\n";
    private static final String OFFER = GET + "Connection: upgrade\nUpgrade: line-echo\n\n";

    private static Gangway gangway;
    private static URI url;
    private Socket socket;

    @BeforeAll
    static void serve() throws Exception {
        gangway = Gangway.start(Gangway.ROOT, "serve", "reference-server/examples/LineEcho.java", "-p", "0");
        url = URI.create(gangway.url());
    }

    @AfterAll
    static void end() {
        gangway.close();
    }

    @BeforeEach
    void connect() throws IOException {
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(30_000);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    /// What comes until it ends so.
    private String until(String end) throws IOException {
        String text = "";
        for (int next = 0; !text.endsWith(end.replace("\n", "\r\n")); text += (char) next) {
            next = socket.getInputStream().read();
            if (next < 0) throw new EOFException("closed behind " + text);
        }
        return text.replace("\r\n", "\n");
    }

    private String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1).replace("\r\n", "\n");
    }

    private void assertSwitches() throws IOException {
        String head = until("\n\n");
        assertTrue(head.startsWith("HTTP/1.1 101 Switching Protocols\n"), head);
        assertTrue(head.contains("\nConnection: upgrade\nUpgrade: line-echo\n"), head);
    }

    @Test
    void eachLineComesBackBeforeTheNextIsSent() throws Exception {
        send(OFFER);
        assertSwitches();
        for (String line : List.of("one\n", "\n", "three, which is longer\n")) {
            send(line);
            assertEquals(line, until("\n"));
        }
    }

    @Test
    void whatCameWithTheRequestComesFirst() throws Exception {
        send(OFFER + "early\nhalf");
        assertSwitches();
        assertEquals("early\n", until("\n"));
        send(" a line\n");
        assertEquals("half a line\n", until("\n"));
    }

    @Test
    void theSwitchComesBehindTheContentOfTheRequest() throws Exception {
        send(OFFER.replace("GET", "POST").replace("\n\n", "\nContent-Length: 5\n\n"));
        send("no\n1");                                         // five bytes, as its line end is two
        assertSwitches();
        send("a line\n");
        assertEquals("a line\n", until("\n"));
    }

    @Test
    void aClientThatSaysNoMoreHearsTheRestAndThenTheEnd() throws Exception {
        send(OFFER + "a line\nand a half");
        socket.shutdownOutput();
        assertSwitches();
        assertEquals("a line\nand a half", rest());
    }

    @Test
    void theProtocolIsOneOfThoseOfferedInWhateverCase() throws Exception {
        send(GET + "Connection: keep-alive, Upgrade\nUpgrade: h2c, Line-Echo\nUpgrade: websocket\n\n");
        assertSwitches();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        GET + "\n",
        GET + "Connection: upgrade\nUpgrade: websocket\n\n",
        GET + "Upgrade: line-echo\n\n",
        "GET / HTTP/1.0\nConnection: upgrade\nUpgrade: line-echo\n\n"})
    void whoOffersNothingOfUseIsToldWhatWouldBe(String request) throws Exception {
        send(request);
        String head = until("\n\n");
        assertTrue(head.startsWith("HTTP/1.1 426 Upgrade Required\n"), head);
        assertTrue(head.contains("\nUpgrade: line-echo\n") && head.contains("\nConnection: upgrade\n"), head);
        assertEquals("only line-echo is spoken here: ask for it in an Upgrade field", until("field"));
    }
}

package gangway.server.cli;

import module java.base;

import gangway.server.Refusal;
import gangway.spec.Peer;
import gangway.spec.Status;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// What people read of a refused request.
class RefusalTextTest {

    private static final String REASON = "field name \"Host \" (RFC 9110 §5.1): use letters";

    private static Refusal refusal(Peer peer, String reason, String received, long size) {
        return new Refusal(peer, Instant.parse("2026-11-22T17:00:00.25Z"), Status.BAD_REQUEST, reason, received, size);
    }

    private static final Peer PEER = new Peer("127.0.0.1", 4711);

    @Test
    void theTerminalGetsALine() {
        assertEquals("refused 127.0.0.1:4711: 400 " + REASON, RefusalText.line(refusal(PEER, REASON, "GET", 3)));
        assertEquals("refused [::1]:80: 400 x", RefusalText.line(refusal(new Peer("::1", 80), "x", "", 0)));
    }

    @Test
    void aReasonCannotForgeALineOrSpeakToTheTerminal() {
        assertEquals("refused 127.0.0.1:4711: 400 a\\x0d\\x0arefused \\x1b[2J\\x9b2J\\u202e…",
            RefusalText.line(refusal(PEER, "a\r\nrefused \u001b[2J\u009b2J\u202e…", "", 0)));
    }

    @Test
    void aRecordHasTheRequestLineByLine() {
        assertEquals("""
            2026-11-22T17:00:00.250Z 127.0.0.1:4711 400, 28 bytes: field name "Host " (RFC 9110 §5.1): use letters
                GET / HTTP/1.1\\r\\n
                Host : x\\r\\n
                \\r\\n
            """, RefusalText.record(refusal(PEER, REASON, "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 28)));
    }

    @Test
    void aRecordSaysHowMuchOfTheRequestItHas() {
        assertEquals("2026-11-22T17:00:00.250Z 127.0.0.1:4711 400, the first 3 of 9000 bytes: x\n    GET\n",
            RefusalText.record(refusal(PEER, "x", "GET", 9000)));
        assertEquals("2026-11-22T17:00:00.250Z 127.0.0.1:4711 400, 0 bytes: x\n",
            RefusalText.record(refusal(PEER, "x", "", 0)));
    }

    @Test
    void bytesCannotForgeARecordOrSpeakToTheTerminal() {
        assertEquals("""
            2026-11-22T17:00:00.250Z 127.0.0.1:4711 400, 37 bytes: x
                a\\n
                2026-11-22 "\\\\n"\\t\\x00\\x1b[2J\\x85\\xa7\\x7f
            """, RefusalText.record(refusal(PEER, "x", "a\n2026-11-22 \"\\n\"\t\0\u001b[2J\u0085\u00a7\u007f", 37))
            .replace("the first 26 of ", ""));
    }
}

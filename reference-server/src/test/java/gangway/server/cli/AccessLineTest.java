package gangway.server.cli;

import module java.base;

import gangway.server.Access;
import gangway.spec.Peer;
import gangway.spec.Status;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The access log's format.
class AccessLineTest {

    private static String line(String request, boolean complete) {
        return new AccessLine(ZoneOffset.UTC).of(new Access(new Peer("127.0.0.1", 9), Instant.parse("2026-11-22T17:00:00Z"),
            request, Status.OK, 13, Duration.ofNanos(449_999), complete));
    }

    @Test
    void aLineIsTheCommonLogFormatAndADuration() {
        assertEquals("127.0.0.1 - - [22/Nov/2026:17:00:00 +0000] \"GET / HTTP/1.1\" 200 13 0.4ms",
            line("GET / HTTP/1.1", true));
    }

    @Test
    void monthsAreEnglishInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("127.0.0.1 - - [22/Nov/2026:17:00:00 +0000] \"-\" 200 13 0.4ms", line("", true));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aResponseThatIsIncompleteIsMarked() {
        assertTrue(line("GET / HTTP/1.1", false).endsWith(" 13 0.4ms cut"));
    }

    @Test
    void aClientCannotForgeALineOrSpeakToTheTerminal() {
        assertEquals("GET /\\\" 200\\x0d\\x0a\\x1b[2J\\\\\\xe9\\x7f HTTP/1.1",
            AccessLine.escape("GET /\" 200\r\n\u001b[2J\\\u00e9\u007f HTTP/1.1"));
    }
}

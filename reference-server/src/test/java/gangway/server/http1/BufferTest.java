package gangway.server.http1;

import module java.base;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// How much memory a connection takes.
class BufferTest {

    private static final int SMALL = 1024, ORDINARY = 16 * 1024;

    private final Buffer buffer = new Buffer(ORDINARY, new Recording(0));
    private final List<Integer> rooms = new ArrayList<>();

    /// Receives as from a source that has more than anybody wants.
    private int flood() throws IOException {
        return buffer.receive((into, offset, length) -> {
            rooms.add(length);
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
        });
    }

    private int receive(int count) throws IOException {
        return buffer.receive((_, _, length) -> {
            rooms.add(length);
            return Math.min(count, length);
        });
    }

    @Test
    void whoSaysLittleTakesLittle() throws Exception {
        for (int i = 0; i < 10; i++) {
            receive(500);
            buffer.take(500);
        }
        assertEquals(Collections.nCopies(10, SMALL), rooms);
    }

    @Test
    void muchIsSoonReadInLargePieces() throws Exception {
        for (int i = 0; i < 7; i++) {
            flood();
            buffer.take(Long.MAX_VALUE);
        }
        assertEquals(List.of(1024, 2048, 4096, 8192, ORDINARY, ORDINARY, ORDINARY), rooms);
    }

    @Test
    void noMoreIsReadAheadThanItsOrdinarySize() throws Exception {
        int count = 0;
        while (buffer.hasRoom()) count += flood();
        assertEquals(ORDINARY, count);
    }

    @Test
    void aLineMayMakeItLarger() throws Exception {
        while (buffer.hasRoom()) flood();
        assertTrue(buffer.line(1 << 20, () -> BadMessage.of("too long", "RFC", "send less")).isEmpty());
        flood();
        assertEquals(2 * ORDINARY, buffer.take(Long.MAX_VALUE).remaining());
    }

    @Test
    void whatALargeMessageTookIsGivenBackBehindTheNextSmallOne() throws Exception {
        while (buffer.hasRoom()) flood();
        for (int i = 0; i < 3; i++) {
            buffer.take(Long.MAX_VALUE);
            buffer.shrink();
            rooms.clear();
            receive(1);
        }
        assertEquals(List.of(SMALL), rooms);
    }

    @Test
    void whoseMessagesAreAllLargeHasThemReadInOnePiece() throws Exception {
        for (int i = 0; i < 5; i++) {
            rooms.clear();
            for (int left = 5000; left > 0; ) left -= receive(left);
            buffer.take(Long.MAX_VALUE);
            buffer.shrink();
        }
        assertEquals(List.of(8192), rooms);
    }

    @Test
    void whatHasArrivedIsNotGivenBack() throws Exception {
        flood();
        flood();
        buffer.take(2000);
        buffer.shrink();
        assertEquals(48, buffer.take(Long.MAX_VALUE).remaining());
    }

    @Test
    void whatIsLeftMovesAlong() throws Exception {
        var text = new StringBuilder();
        byte[] counting = IntStream.range(0, 20_000).mapToObj(i -> String.valueOf(100_000 + i)).collect(Collectors.joining())
            .getBytes(US_ASCII);
        var source = new ByteArrayInputStream(counting);
        while (buffer.receive(source::read) > 0 || !buffer.isEmpty())
            text.append(US_ASCII.decode(buffer.take(777)));
        assertEquals(new String(counting, US_ASCII), text.toString());
        assertFalse(text.isEmpty());
    }

    @Test
    void aSmallOrdinarySizeIsKeptTo() throws Exception {
        var tiny = new Buffer(16, new Recording(0));
        assertEquals(16, tiny.receive((_, _, length) -> length));
        assertFalse(tiny.hasRoom());
    }
}

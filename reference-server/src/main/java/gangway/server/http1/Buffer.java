package gangway.server.http1;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Bytes that have arrived and are not understood yet. Owned by one connection; not thread-safe.
///
/// It begins small, since most connections are idle most of the time, and holds most heads even so. It doubles when a read
/// has filled it, because then more is waiting, up to its ordinary size; beyond that only a longer line makes it grow, and
/// a line over its limit is refused before the buffer is full. A size that a message did not need is given back behind it:
/// so a client whose messages are all large has them read in one piece each.
final class Buffer {

    private static final int SMALL = 1024;

    private final int small, ordinary;
    private final Recording recording;
    private byte[] bytes;
    private int start, scanned, end, mostHeld;
    private boolean filled;

    /// @param ordinary  the most bytes to read ahead of what is understood
    /// @param recording of what is taken
    Buffer(int ordinary, Recording recording) {
        this.ordinary = ordinary;
        this.recording = recording;
        small = Math.min(SMALL, ordinary);
        bytes = new byte[small];
    }

    /// Reads once from a source.
    ///
    /// @return how many bytes came; -1 at the end
    int receive(Http1.Source source) throws IOException {
        if (isEmpty()) start = scanned = end = 0;
        if (filled && bytes.length < ordinary) moveTo(new byte[Math.min(bytes.length * 2, ordinary)]);
        if (end == bytes.length) moveTo(start > 0 ? bytes : new byte[bytes.length * 2]);
        int room = bytes.length - end, count = source.read(bytes, end, room);
        filled = count == room;
        end += Math.max(0, count);
        mostHeld = Math.max(mostHeld, end);
        return count;
    }

    /// @return whether more can be received without exceeding the ordinary size
    boolean hasRoom() {
        return end - start < ordinary;
    }

    private void moveTo(byte[] target) {
        System.arraycopy(bytes, start, target, 0, end - start);
        bytes = target;
        scanned -= start;
        end -= start;
        start = 0;
    }

    /// Gives back what was not needed since the last time, if nothing is in it.
    void shrink() {
        int enough = small;
        while (enough <= mostHeld) enough *= 2;                // a read that fills it would make it grow
        mostHeld = 0;
        if (!isEmpty() || enough >= bytes.length) return;
        bytes = new byte[enough];
        start = scanned = end = 0;
        filled = false;
    }

    boolean isEmpty() {
        return start == end;
    }

    /// Looks at the next byte.
    ///
    /// @return 0 to 255, or -1 if none is there
    int peek() {
        return isEmpty() ? -1 : bytes[start] & 0xFF;
    }

    /// Takes the next line, which ends with CRLF. A lone CR is refused, and so is a lone LF: the RFC would let a server take
    /// it for a line end, but whoever stands in front of this server may not (RFC 9112 §2.2).
    ///
    /// @param limit   how many bytes the line may have
    /// @param tooLong the error if it has more
    /// @return the line without its CRLF, a character for each byte; empty if its end is not there yet
    Optional<String> line(int limit, Supplier<BadMessage> tooLong) throws BadMessage {
        while (scanned < end) {
            byte next = bytes[scanned];
            if (next == '\n') throw loneOf("LF");
            if (next == '\r') {
                if (scanned + 1 == end) return Optional.empty();
                if (bytes[scanned + 1] != '\n') throw loneOf("CR");
                String line = new String(bytes, start, scanned - start, ISO_8859_1);
                recording.add(bytes, start, scanned + 2 - start);
                start = scanned += 2;
                return Optional.of(line);
            }
            if (++scanned - start > limit) throw tooLong.get();
        }
        return Optional.empty();
    }

    private static BadMessage loneOf(String half) {
        return BadMessage.of("half a line end, " + half, "RFC 9112 §2.2", "end each line with CR LF");
    }

    /// What was taken, and what is still there.
    Recording.Received received() {
        return recording.with(bytes, start, end - start);
    }

    /// Takes what is there.
    ///
    /// @param most the most bytes to take
    /// @return a view that is valid until more is received
    ByteBuffer take(long most) {
        int count = (int) Math.min(most, end - start);
        var view = ByteBuffer.wrap(bytes, start, count).slice();
        recording.add(bytes, start, count);
        start += count;
        scanned = start;
        return view;
    }
}

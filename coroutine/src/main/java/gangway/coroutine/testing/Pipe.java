package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.WaitQueue;

/// Bytes on their way from one end of a connection to the other, in their order. Nothing moves them: each piece has the time
/// from which on it can be read. Owned by the two ends.
final class Pipe {

    /// Some bytes that left together.
    ///
    /// @param bytes what has not been read of them
    /// @param at    when they are there
    private record Piece(ByteBuffer bytes, long at) {}

    final WaitQueue readers = new WaitQueue("bytes from the other end");
    final WaitQueue writers = new WaitQueue("room for bytes to the other end");
    private final Air air;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int unread;
    private long last;
    private long endsAt = Air.NEVER;
    private boolean abandoned;

    Pipe(Air air) {
        this.air = air;
    }

    /// @return how many bytes went in: 0 if there is no room
    int write(ByteBuffer bytes) {
        int room = Math.min(bytes.remaining(), air.weather().buffer() - unread);
        if (room <= 0) return 0;
        int count = air.piece(room);
        var copy = ByteBuffer.allocate(count).put(0, bytes, bytes.position(), count);
        bytes.position(bytes.position() + count);
        pieces.add(new Piece(copy, leave()));
        unread += count;
        wake();
        return count;
    }

    /// @return when something arrives that leaves now, behind all that left before
    private long leave() {
        return last = Math.max(last, air.arrival());
    }

    /// @return how many bytes have been read; 0 if there are none yet, -1 if there will never be any
    int read(ByteBuffer into) {
        if (pieces.isEmpty()) return air.now() >= endsAt ? -1 : 0;
        int wanted = Math.min(into.remaining(), available());
        if (wanted == 0) return 0;
        int count = air.piece(wanted);
        for (int left = count; left > 0; ) left -= take(into, left);
        unread -= count;
        writers.wakeAll(true);
        return count;
    }

    private int take(ByteBuffer into, int most) {
        var first = pieces.getFirst().bytes();
        int count = Math.min(most, first.remaining());
        into.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        if (!first.hasRemaining()) pieces.removeFirst();
        return count;
    }

    /// @return how many bytes have arrived
    int available() {
        long now = air.now();
        return pieces.stream().filter(piece -> piece.at() <= now).mapToInt(piece -> piece.bytes().remaining()).sum();
    }

    /// @return when there will be something to be read that is on its way already
    long next() {
        return pieces.isEmpty() ? endsAt : pieces.getFirst().at();
    }

    /// Nothing more will be written.
    void end() {
        if (endsAt == Air.NEVER) endsAt = leave();
        wake();
    }

    boolean hasEnded() {
        return endsAt != Air.NEVER;
    }

    /// Nobody will read any more; what is on its way goes nowhere.
    void abandon() {
        abandoned = true;
        pieces.clear();
        unread = 0;
        wake();
    }

    boolean isAbandoned() {
        return abandoned;
    }

    void wake() {
        readers.wakeAll(true);
        writers.wakeAll(true);
    }
}

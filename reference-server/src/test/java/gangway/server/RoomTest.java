package gangway.server;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What there is room for in a heap.
class RoomTest {

    @Test
    void whatIsTakenIsGoneUntilItIsGivenBack() {
        var room = new Room(Room.PROGRAM + 2 * Room.REQUEST);
        assertTrue(room.take(Room.REQUEST));
        assertTrue(room.take(Room.REQUEST));
        assertFalse(room.take(1));
        room.give(Room.REQUEST);
        assertFalse(room.take(Room.REQUEST + 1), "what was refused is not taken either");
        assertTrue(room.take(Room.REQUEST));
    }

    @Test
    void inTheSmallestHeapThereIsRoomForOneClient() {
        var room = new Room(0);
        assertTrue(room.take(Room.CONNECTION));
        assertTrue(room.take(Room.REQUEST));
        assertFalse(room.take(Room.CONNECTION));
    }

    @Test
    void in64MegabytesFiveThousandConnectionsHaveRoomAndAFewRequests() {
        var room = new Room(64 << 20);
        for (int i = 0; i < 5000; i++) assertTrue(room.take(Room.CONNECTION));
        for (int i = 0; i < 50; i++) assertTrue(room.take(Room.REQUEST));
    }
}

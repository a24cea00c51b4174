package gangway.server;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The thread that looks at all connections.
class TimekeeperTest {

    @Test
    @Timeout(60)
    void itGoesOnLookingWhereThereIsNoMemoryForIt() throws Exception {
        var looks = new CountDownLatch(3);
        Collection<Connection> connections = new AbstractCollection<>() {
            @Override
            public Iterator<Connection> iterator() {
                looks.countDown();
                throw new OutOfMemoryError("Java heap space");
            }

            @Override
            public int size() {
                return Math.toIntExact(looks.getCount());      // the thread ends with the last one
            }
        };
        new Timekeeper(connections, Log.SILENT).wake();
        looks.await();
    }
}

package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// How many lines a second are written.
class FloodTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Flood flood = new Flood(100, nanos::get);

    /// @return how many of so many lines may be written
    private long admitted(int lines) {
        return IntStream.range(0, lines).filter(_ -> flood.add() == 0).count();
    }

    @Test
    void aHundredLinesASecondAreAdmitted() {
        assertEquals(100, admitted(250));
        nanos.addAndGet(999_999_999);
        assertEquals(0, admitted(1), "it is still the same second");
        nanos.addAndGet(1);
        assertEquals(100, admitted(101));
    }

    @Test
    void whatIsNotAdmittedIsCounted() {
        admitted(103);
        assertEquals(4, flood.add(), "with this one");
        assertEquals(4, flood.takeDropped());
        assertEquals(1, flood.add());
        nanos.addAndGet(1_000_000_000);
        assertEquals(0, flood.add());
        assertEquals(1, flood.takeDropped(), "the next second loses none of the one before");
    }
}

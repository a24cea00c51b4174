package gangway.server;

import module java.base;

import gangway.server.Admission.Decision;
import gangway.server.http1.Limits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Who is let in, without a socket.
class AdmissionTest {

    private static Admission admission(int all, int perPeer) {
        return new Admission(Limits.DEFAULT.withConnections(all, perPeer), Room.ofProcess());
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    private static Admission.Place in(Admission admission, String peer) {
        return assertInstanceOf(Decision.Served.class, admission.decide(address(peer))).place();
    }

    private static Decision.Refused out(Admission admission, String peer) {
        return assertInstanceOf(Decision.Refused.class, admission.decide(address(peer)));
    }

    @Test
    void beyondTheLimitInAllNobodyComesInUntilSomebodyLeaves() {
        Admission admission = admission(2, 2);
        Admission.Place first = in(admission, "192.0.2.1");
        in(admission, "192.0.2.2");
        out(admission, "192.0.2.3");
        first.leave();
        in(admission, "192.0.2.3");
        out(admission, "192.0.2.4");
    }

    @Test
    void beyondItsOwnLimitAnAddressKeepsNobodyElseOut() {
        Admission admission = admission(10, 2);
        Admission.Place first = in(admission, "192.0.2.1");
        in(admission, "192.0.2.1");
        out(admission, "192.0.2.1");
        in(admission, "192.0.2.2");
        first.leave();
        in(admission, "192.0.2.1");
    }

    @Test
    void whereTheHeapHasNoRoomNobodyComesInUntilSomebodyLeaves() {
        var admission = new Admission(Limits.DEFAULT, new Room(Room.PROGRAM + Room.REQUEST + 2 * Room.CONNECTION));
        Admission.Place first = in(admission, "192.0.2.1");
        while (admission.decide(address("192.0.2.2")) instanceof Decision.Served) assertTrue(admission.peers() <= 2);
        first.leave();
        in(admission, "192.0.2.3");
        assertTrue(out(admission, "192.0.2.4").why().getMessage().contains("memory"));
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        Admission admission = admission(2, 2);
        Admission.Place first = in(admission, "192.0.2.1");
        in(admission, "192.0.2.1");
        first.leave();
        first.leave();
        in(admission, "192.0.2.1");
        out(admission, "192.0.2.1");
    }

    @Test
    void whoHasLeftIsForgotten() {
        Admission admission = admission(10_000, 10_000);
        List<Admission.Place> places = IntStream.range(0, 1000)
            .mapToObj(i -> in(admission, "192.0." + i / 250 + "." + i % 250)).toList();
        assertEquals(1000, admission.peers());
        places.forEach(Admission.Place::leave);
        assertEquals(0, admission.peers());
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, ::ffff:192.0.2.1", "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff", "::1, ::1"})
    void theseCountAsOne(String one, String other) {
        Admission admission = admission(10, 1);
        in(admission, one);
        out(admission, other);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "::ffff:192.0.2.1, ::ffff:192.0.2.2", "2001:db8:0:1::1, 2001:db8:0:2::1",
        "::1, ::ffff:0.0.0.1"})
    void theseCountAsTwo(String one, String other) {
        Admission admission = admission(10, 1);
        in(admission, one);
        in(admission, other);
    }

    @Test
    void anAddressThatIsStillMappedCountsAsItsIpv4() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = -1;
        System.arraycopy(address("192.0.2.1").getAddress(), 0, mapped, 12, 4);
        Admission admission = admission(10, 1);
        in(admission, "192.0.2.1");
        assertInstanceOf(Decision.Refused.class, admission.decide(Inet6Address.getByAddress("", mapped, 0)));
    }

    @Test
    void aRefusalSaysWhichLimitAndWhenToComeAgain() {
        Admission admission = admission(2, 1);
        in(admission, "192.0.2.1");
        var own = out(admission, "192.0.2.1").why();
        in(admission, "192.0.2.2");
        var all = out(admission, "192.0.2.3").why();
        assertEquals("the limit of 1 connections from one address is reached (RFC 9110 §15.6.4): close one of yours first",
            own.getMessage());
        assertEquals("the limit of 2 connections in all is reached (RFC 9110 §15.6.4): try again later", all.getMessage());
        for (var why : List.of(own, all)) {
            assertEquals(503, why.status().code());
            assertTrue(why.fields().getFirst().is("Retry-After"));
        }
    }

    @Test
    void beyondSomeRefusalsAtATimeTheRestIsDropped() {
        Admission admission = admission(1, 1);
        in(admission, "192.0.2.1");
        Admission.Place first = out(admission, "192.0.2.2").place();
        for (int i = 1; i < Admission.REFUSED_AT_A_TIME; i++) out(admission, "192.0.2.2");
        assertInstanceOf(Decision.Dropped.class, admission.decide(address("192.0.2.2")));
        first.leave();
        out(admission, "192.0.2.2");
    }

    @Test
    void whoIsRefusedTakesNobodysPlace() {
        Admission admission = admission(1, 1);
        Admission.Place first = in(admission, "192.0.2.1");
        out(admission, "192.0.2.2").place().leave();
        first.leave();
        in(admission, "192.0.2.2");
        assertEquals(1, admission.peers());
    }

    @Test
    void manyThreadsAtOnceLeaveNothingBehind() throws Exception {
        Admission admission = admission(50, 20);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> tasks = IntStream.range(0, 4).<Callable<Void>>mapToObj(n -> () -> {
                for (int i = 0; i < 5000; i++)
                    if (admission.decide(address("192.0.2." + (n + i) % 5)) instanceof Decision.Served(Admission.Place place))
                        place.leave();
                return null;
            }).toList();
            for (Future<Void> task : threads.invokeAll(tasks)) task.get();
        }
        assertEquals(0, admission.peers());
        for (int i = 0; i < 50; i++) in(admission, "198.51.100." + i);
        out(admission, "198.51.100.99");
    }
}

package gangway.server;

import module java.base;

import gangway.server.http1.Limits;
import gangway.spec.BadRequest;
import gangway.spec.Header;
import gangway.spec.Status;

/// Counts who is connected, and decides about who comes next: some are served, then some are told why they are not, and
/// beyond those nobody is heard. So what it costs to be popular is bounded too. Thread-safe; knows no sockets.
final class Admission {

    /// How many connections at a time may be on their way out with an answer.
    static final int REFUSED_AT_A_TIME = 64;

    private static final Status UNAVAILABLE = new Status(503, "Service Unavailable");
    private static final Header RETRY_AFTER = new Header("Retry-After", "5");   // seconds (RFC 9110 §10.2.3)
    private static final int NETWORK = 8;

    private final Limits limits;
    private final Room room;
    private final Map<ByteBuffer, Integer> served = new HashMap<>();
    private int all, refused;

    /// What is to become of a connection.
    sealed interface Decision {

        /// It is served.
        record Served(Place place) implements Decision { }

        /// It is told why it is not served.
        record Refused(Place place, BadRequest why) implements Decision { }

        /// It is closed without a word.
        record Dropped(BadRequest why) implements Decision { }
    }

    /// What a connection takes up until it leaves. Leaving again means nothing.
    final class Place {
        private Runnable leave;

        private Place(Runnable leave) {
            this.leave = leave;
        }

        void leave() {
            synchronized (Admission.this) {
                leave.run();
                leave = () -> { };
            }
        }
    }

    Admission(Limits limits, Room room) {
        this.limits = limits;
        this.room = room;
    }

    /// Decides about a connection from that address.
    synchronized Decision decide(InetAddress address) {
        ByteBuffer network = network(address);
        if (all >= limits.connections())
            return refuse("the limit of %s connections in all is reached (RFC 9110 §15.6.4): try again later"
                .formatted(limits.connections()));
        if (served.getOrDefault(network, 0) >= limits.connectionsPerPeer())
            return refuse("the limit of %s connections from one address is reached (RFC 9110 §15.6.4): close one of yours first"
                .formatted(limits.connectionsPerPeer()));
        if (!room.take(Room.CONNECTION))
            return refuse("there is no memory for another connection (RFC 9110 §15.6.4): try again later");
        var place = new Place(() -> {
            room.give(Room.CONNECTION);
            all--;
            served.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);   // null takes it out
        });
        served.merge(network, 1, Integer::sum);
        all++;
        return new Decision.Served(place);
    }

    private Decision refuse(String reason) {
        var why = new BadRequest(UNAVAILABLE, reason, List.of(RETRY_AFTER));
        if (refused >= REFUSED_AT_A_TIME) return new Decision.Dropped(why);
        refused++;
        return new Decision.Refused(new Place(() -> refused--), why);
    }

    /// @return how many addresses are kept in memory
    synchronized int peers() {
        return served.size();
    }

    /// Whom an address counts as. IPv4 as itself, also where it is mapped into IPv6 (RFC 4291 §2.5.5.2); IPv6 by its network
    /// of 64 bits (ibid. §2.5.1), since who has one address there can have them all.
    private static ByteBuffer network(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean isMapped = bytes.capacity() == 16 && bytes.getLong(0) == 0 && bytes.getInt(8) == 0xFFFF;
        if (isMapped) return bytes.slice(12, 4);
        return bytes.slice(0, Math.min(bytes.capacity(), NETWORK));
    }
}

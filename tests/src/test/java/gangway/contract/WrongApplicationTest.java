package gangway.contract;

import module java.base;

import gangway.server.Worker;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Applications that do wrong by chance: whatever they do, on the wire there is a well-formed response to the request, or
/// one that can be seen to be cut, and then the end of the connection.
///
/// `-Dgangway.seed=N` tries others, `-Dgangway.calls=N` more of them; what fails tells its own seed.
@Timeout(300)
class WrongApplicationTest {

    private static final long SEED = Long.getLong("gangway.seed", 3333);
    private static final long CALLS = Long.getLong("gangway.calls", 3000);

    @TempDir
    private Path directory;

    /// A request and what came of it.
    private record Exchange(long seed, Ask ask, Reply reply) {
    }

    @ParameterizedTest
    @EnumSource
    void nothingWrongComesOverTheWire(Worker worker) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "of some bytes");
        var calls = new ConcurrentHashMap<Long, WrongCall>();
        var exchanges = new ArrayList<Exchange>();
        try (var running = new SocketHost(worker).start((environ, start) -> {
            long seed = Long.parseLong(environ.query());
            var call = new WrongCall(seed, file);
            calls.put(seed, call);
            return call.answer(environ, start);
        })) {
            for (long seed = SEED; seed < SEED + CALLS; seed += 3) exchanges.addAll(converse(running, seed));
        }
        for (Exchange exchange : exchanges) assertRight(exchange, calls);
    }

    /// Sends three requests over a connection, and reads as many answers as come.
    private static List<Exchange> converse(Host.Running running, long seed) throws IOException {
        var exchanges = new ArrayList<Exchange>();
        try (Wire wire = Wire.to(running)) {
            var asks = asks(seed);
            boolean isPipelined = seed % 2 == 0;
            if (isPipelined) wire.send(all(asks));
            for (Ask ask : asks) {
                if (!isPipelined) wire.send(ask.bytes());
                if (ask == asks.getLast()) wire.endOutput();
                Reply reply = read(wire, ask);
                exchanges.add(new Exchange(Long.parseLong(ask.target().substring(2)), ask, reply));
                if (!reply.kept()) break;
            }
            assertEquals("", wire.rest(), () -> "behind " + exchanges.getLast());
        }
        return exchanges;
    }

    /// Three, or fewer if one offers to end HTTP.
    private static List<Ask> asks(long seed) {
        var asks = new ArrayList<Ask>();
        for (long n = 0; n < 3; n++)
            if (asks.isEmpty() || !asks.getLast().headers().contains("Upgrade")) asks.add(ask(seed + n));
        return asks;
    }

    /// In one piece: of an answer that is cut by a reset only the next to read or send hears, and that is to be the reader.
    private static byte[] all(List<Ask> asks) {
        var bytes = new ByteArrayOutputStream();
        for (Ask ask : asks) bytes.writeBytes(ask.bytes());
        return bytes.toByteArray();
    }

    private static Reply read(Wire wire, Ask ask) throws IOException {
        try {
            return wire.read(ask.method(), Host.Client.PATIENT);
        } catch (AssertionError | IOException wrong) {
            throw new AssertionError("in answer to " + ask + ": " + wrong, wrong);
        }
    }

    /// A right request.
    private static Ask ask(long seed) {
        var dice = new Random(~seed);
        String target = "/?" + seed;
        var lines = new ArrayList<String>();
        if (dice.nextInt(3) == 0) lines.add("TE: trailers");
        if (dice.nextInt(9) == 0) lines.addAll(List.of("Connection: upgrade", "Upgrade: echo"));
        String[] fields = lines.toArray(String[]::new);
        byte[] content = new byte[dice.nextInt(3000)];
        return switch (dice.nextInt(7)) {
            case 0 -> Ask.of("HEAD", target, fields);
            case 1 -> Ask.get(target, fields).old();
            case 2 -> Ask.get(target, "Connection: keep-alive").old();
            case 3 -> to(target, Ask.post(content, fields));
            case 4 -> to(target, Ask.post(content, "Expect: 100-continue"));
            case 5 -> to(target, Ask.post(content, fields)).chunked();
            default -> Ask.get(target, fields);
        };
    }

    private static Ask to(String target, Ask ask) {
        return new Ask(ask.method(), target, ask.version(), ask.lines(), ask.content(), ask.chunks(), ask.trailers(),
            ask.sent(), ask.behind());
    }

    private static void assertRight(Exchange exchange, Map<Long, WrongCall> calls) {
        Reply reply = exchange.reply();
        WrongCall call = calls.get(exchange.seed()), before = calls.get(exchange.seed() - 1);
        String told = exchange + ": " + call;
        if (call == null) {
            assertTrue(before.hasFailed(), () -> "never called: " + told + ", though nothing was wrong before: " + before);
            return;
        }
        assertTrue(call.isClosedOnce(), () -> "not closed once: " + told);
        if (reply.code() == 0) assertTrue(call.isExcused() && call.hasFailed(), () -> "no response: " + told);
        else if (reply.header(WrongCall.OWN).isEmpty()) assertIsTheServers(reply, told);
        else {
            Set<String> owners = Set.copyOf(reply.headers().all(WrongCall.OWN));
            assertEquals(Set.of(Long.toString(exchange.seed())), owners, told);
            if (reply.code() != 101) assertHasWhatWasGiven(exchange, call.given(), told);
        }
    }

    private static void assertIsTheServers(Reply reply, String told) {
        assertTrue(Set.of(400, 404, 422, 500).contains(reply.code()), told);
        assertTrue(reply.complete(), told);
    }

    /// No more, and if it is whole no less.
    private static void assertHasWhatWasGiven(Exchange exchange, byte[] given, String told) {
        Reply reply = exchange.reply();
        int length = reply.content().length;
        boolean hasContent = !exchange.ask().method().equals("HEAD") && !Set.of(204, 205, 304).contains(reply.code());
        boolean isAll = hasContent && reply.complete() && !reply.headers().contains("Content-Length");
        assertTrue(length <= given.length, told);
        assertArrayEquals(Arrays.copyOf(given, isAll ? given.length : length), reply.content(), told);
    }
}

package gangway.wire;

import module java.base;

import gangway.server.Refusal;
import gangway.server.Worker;
import gangway.wire.Cases.Case;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The conformance cases against our server over real sockets, however the bytes of a request arrive.
@Timeout(300)
class CasesTest {

    /// What is not as the case would have it, and why it stays so. At most six.
    private static final Map<String, String> WARNINGS = Map.of();

    /// A condition that does not hold and a range that is not there are none: the request was understood, and 412 or 416 is
    /// what it asked for.
    private static final Pattern REFUSAL = Pattern.compile("(?!41[26])[45]\\d\\d [A-Za-z ]+: .*\n");

    /// `what (RFC …): fix`, in one line.
    private static final Pattern REASON = Pattern.compile("[ -~…]* \\(.*RFC [0-9]{4} §[0-9.]+.*\\): [ -~]+");

    /// How many cases are played at once: they mostly wait.
    private static final int AT_ONCE = 24;

    @TempDir
    private Path directory;

    static List<Case> cases() {
        return Cases.all().stream().filter(test -> !test.needs().contains("slow")).toList();
    }

    @ParameterizedTest
    @CsvSource({"WHOLE, VIRTUAL", "WHOLE, THREAD", "BYTE_BY_BYTE, VIRTUAL", "IN_TWO, VIRTUAL"})
    void eachCaseIsMet(Delivery delivery, Worker worker) throws Exception {
        long seed = Long.getLong("gangway.seed", new Random().nextLong());
        Map<Case, Player.Outcome> outcomes;
        ProbeServer server = ProbeServer.start(worker, directory);
        try (server) {
            outcomes = play(new Player(server.address(), macros(server), delivery, seed), cases());
        }
        var faults = new StringJoiner("\n", "\n", "").setEmptyValue("");
        outcomes.forEach((test, outcome) -> faults(test, outcome, server).forEach(faults::add));
        assertEquals("", faults.toString(), () -> "again with -Dgangway.seed=" + seed);
        assertEquals(List.of(), server.troubles());
    }

    private static Macros macros(ProbeServer server) {
        return Macros.of("127.0.0.1:" + server.address().getPort()).with("etag", ProbeServer.ETAG)
            .with("lastmod", ProbeServer.LAST_MODIFIED);
    }

    private static Map<Case, Player.Outcome> play(Player player, List<Case> cases) throws Exception {
        var outcomes = new LinkedHashMap<Case, Future<Player.Outcome>>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Case test : cases) outcomes.put(test, threads.submit(() -> player.play(test)));
        }
        var played = new LinkedHashMap<Case, Player.Outcome>();
        for (var outcome : outcomes.entrySet()) played.put(outcome.getKey(), outcome.getValue().get());
        return played;
    }

    private static List<String> faults(Case test, Player.Outcome outcome, ProbeServer server) {
        var faults = new ArrayList<>(outcome.faults());
        Judge.Verdict verdict = outcome.verdict();
        boolean expected = verdict.verdict().equals("warn") && WARNINGS.containsKey(test.id());
        if (!expected && !Set.of("pass", "info").contains(verdict.verdict()))
            faults.add(verdict.verdict() + ": " + verdict.why());
        faults.addAll(unexplained(outcome, server));
        return faults.stream().map(fault -> test + ": " + fault + " " + outcome.answers()).toList();
    }

    /// A refusal names its rule in one line, which the client and the log get alike. The log may have others of the same
    /// port, which the operating system gives to one client after another.
    private static List<String> unexplained(Player.Outcome outcome, ProbeServer server) {
        var faults = new ArrayList<String>();
        var lines = new HashSet<String>();
        for (int port : outcome.ports()) {
            for (Refusal refusal : server.refusals(port)) {
                if (!REASON.matcher(refusal.reason()).matches()) faults.add("no rule in the log: " + refusal.reason());
                lines.add(line(refusal));
            }
        }
        for (Answer answer : outcome.answers())
            if (answer.isNumber() && REFUSAL.matcher(answer.body()).matches() && !lines.contains(answer.body()))
                faults.add("the log has " + lines + ", the client " + answer.body());
        return faults;
    }

    /// What the client gets; of its bytes, each is a character.
    private static String line(Refusal refusal) {
        String line = refusal.status().code() + " " + refusal.status().reason() + ": " + refusal.reason() + "\n";
        return new String(line.getBytes(UTF_8), ISO_8859_1);
    }

    /// A judge who never finds anything would prove nothing.
    @Test
    void aServerThatTakesEverythingIsFound() throws Exception {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> takeEverything(listener));
            var address = (InetSocketAddress) listener.getLocalSocketAddress();
            var player = new Player(address, Macros.of("x"), Delivery.WHOLE, 0);
            List<Case> strict = cases().stream().filter(test -> Set.of("host", "field", "te").contains(test.category())
                && test.level().equals("MUST") && !test.rules().toString().matches(".*(2xx|value=2|any).*")).toList();
            assertTrue(strict.size() > 20, strict::toString);
            play(player, strict).forEach((test, outcome) -> assertEquals("fail", outcome.verdict().verdict(), test::id));
        }
    }

    private static void takeEverything(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> takeEverything(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void takeEverything(Socket client) {
        try (client) {
            while (client.getInputStream().read(new byte[8192]) > 0)
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        } catch (IOException closed) {
            // the client has seen enough
        }
    }

    @Test
    void atMostSixCasesAreMetWithAWarning() {
        assertTrue(WARNINGS.size() <= 6, WARNINGS::toString);
    }
}

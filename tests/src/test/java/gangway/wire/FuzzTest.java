package gangway.wire;

import module java.base;

import gangway.server.http1.Limits;
import gangway.spec.Violation;
import gangway.wire.Cases.Step;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/// Requests that somebody made up, against the parser: it never fails or runs on, says the same however they arrive, and
/// understands exactly what an [Oracle] does.
///
/// A run takes two seconds for each test; `-Dgangway.fuzz.seconds=600` has it take longer, and `-Dgangway.seed=…`, which a
/// failure prints, repeats it.
class FuzzTest {

    private static final long SEED = Long.getLong("gangway.seed", new Random().nextLong());
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("gangway.fuzz.seconds", 2));

    private static final Macros MACROS = Macros.of("x");
    /// Longer ones are about limits, which an oracle does not have.
    private static final int MOST = 4000;

    /// What the cases send.
    private static final List<String> TEXTS = Cases.all().stream()
        .flatMap(test -> test.steps().stream().filter(Step.Send.class::isInstance).map(Step.Send.class::cast))
        .map(send -> MACROS.expand(send.text())).filter(text -> text.length() < MOST).toList();

    /// Tries inputs until the time is over.
    ///
    /// @param input  makes one of a source of chance
    /// @param faults what is wrong with it; nothing if all is well
    private static void fuzz(Function<Random, String> input, Function<String, Optional<String>> faults) {
        long start = System.nanoTime(), tried = 0;
        while (System.nanoTime() - start < TIME.toNanos() || tried < 100) {
            String text = input.apply(new Random(SEED + tried++));
            if (faults.apply(text).isEmpty()) continue;
            String shrunk = shrunk(text, faults);
            fail(faults.apply(shrunk).orElseThrow() + "\nof " + shrunk.chars().mapToObj(FuzzTest::visible)
                .collect(Collectors.joining()) + "\nagain with -Dgangway.seed=" + (SEED + tried - 1));
        }
    }

    private static String visible(int c) {
        String quoted = Violation.quote(Character.toString(c));
        return quoted.substring(1, quoted.length() - 1);
    }

    /// The shortest text that still has a fault, as far as leaving out pieces finds it.
    private static String shrunk(String text, Function<String, Optional<String>> faults) {
        String shortest = text;
        for (int size = text.length() / 2; size > 0; size /= 2)
            for (int at = 0; at + size <= shortest.length(); ) {
                String shorter = shortest.substring(0, at) + shortest.substring(at + size);
                if (faults.apply(shorter).isPresent()) shortest = shorter;
                else at += size;
            }
        return shortest;
    }

    private static Optional<String> faults(String text) {
        try {
            Meaning whole = Meaning.of(text, Limits.DEFAULT);
            int[] single = IntStream.generate(() -> 1).limit(text.length()).toArray();
            int[] several = new Random(text.hashCode()).ints(10, 1, 30).toArray();
            for (int[] pieces : List.of(single, several)) {
                Meaning torn = Meaning.of(text, Limits.DEFAULT, pieces);
                if (!torn.isSameAs(whole)) return Optional.of("whole it is " + whole + ",\nin pieces " + torn);
                if (torn.calls() > 4 * text.length() + 10) return Optional.of(torn.calls() + " steps");
            }
            if (whole.isRefused() && !whole.end().matches("(?s)(400|413|414|417|431|501|505) .*\\(.*RFC .*\\): .*"))
                return Optional.of("refused with " + whole.end());
            Meaning literal = Oracle.read(text);
            boolean agree = whole.messages().equals(literal.messages())
                && literal.end().equals(whole.isRefused() ? "refused" : whole.end());
            return agree ? Optional.empty() : Optional.of("it is " + whole + ",\nby the letter " + literal);
        } catch (RuntimeException | StackOverflowError failure) {
            return Optional.of(failure.toString());
        }
    }

    @Test
    void whatTheGrammarMakesIsUnderstoodByTheLetter() {
        fuzz(random -> new Requests(random).connection(), FuzzTest::faults);
    }

    @Test
    void whatHappenedToARequestIsUnderstoodByTheLetter() {
        fuzz(random -> new Requests(random).mutated(any(random), any(random)), FuzzTest::faults);
    }

    @Test
    void whatHappenedToAMadeUpRequestIsUnderstoodByTheLetter() {
        fuzz(random -> {
            var requests = new Requests(random);
            return requests.mutated(requests.connection(), any(random));
        }, FuzzTest::faults);
    }

    private static String any(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /// The content is itself a request, in whatever state, and so may be its chunks' ends.
    @Test
    void noContentBecomesARequest() {
        fuzz(FuzzTest::any, FuzzTest::smuggled);
    }

    private static Optional<String> smuggled(String content) {
        String last = "GET /last HTTP/1.1\r\nHost: x\r\n\r\n", head = "POST / HTTP/1.1\r\nHost: x\r\n";
        int cut = Math.floorMod(content.hashCode(), content.length() + 1);
        String sized = head + "Content-Length: " + content.length() + "\r\n\r\n" + content + last;
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n" + chunk(content.substring(0, cut))
            + chunk(content.substring(cut)) + "0\r\n\r\n" + last;
        for (String text : List.of(sized, chunked)) {
            Meaning meaning = Meaning.of(text, Limits.DEFAULT, 40, cut, 1, 1, 1);
            List<String> expected = List.of("POST / HTTP/1.1 " + content, "GET /last HTTP/1.1 ");
            boolean parted = meaning.end().equals("closed") && meaning.messages().stream()
                .map(message -> message.line() + " " + message.content()).toList().equals(expected);
            if (!parted) return Optional.of(meaning.toString());
        }
        return Optional.empty();
    }

    private static String chunk(String data) {
        return data.isEmpty() ? "" : Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    /// The search finds something where there is something to find, and leaves only that.
    @Test
    void aFaultIsFoundAndShrunk() {
        assertEquals("\0\n", shrunk("GET / HTTP/1.1\r\n\0A: b\r\n\r\n", text ->
            text.indexOf('\0') >= 0 && text.indexOf('\n', text.indexOf('\0')) > 0 ? Optional.of("both") : Optional.empty()));
    }

    /// Else an oracle that always says the same would do.
    @Test
    void whatIsMadeUpIsAcceptedAndRefusedOften() {
        List<Meaning> meanings = IntStream.range(0, 1000)
            .mapToObj(i -> Meaning.of(new Requests(new Random(i)).connection(), Limits.DEFAULT)).toList();
        long refused = meanings.stream().filter(Meaning::isRefused).count();
        assertTrue(refused > 200 && refused < 800, refused + " of 1000");
    }
}

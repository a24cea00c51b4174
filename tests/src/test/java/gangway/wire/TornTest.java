package gangway.wire;

import module java.base;

import gangway.server.http1.Limits;
import gangway.wire.Cases.Case;
import gangway.wire.Cases.Step;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// What a request means does not depend on how its bytes are cut: what each case sends, accepted or refused, gives the same
/// events, or the same error, whole, byte by byte, and cut in two at every place.
///
/// The few texts of more than 4 KB are cut only where something begins or ends: around each CR, LF, colon and semicolon of
/// their first 2 KB and their last 200 bytes, around each limit of the parser and each size of its buffer, and at 100 places
/// taken at random; of more than 128 KB of them, only the first 128 KB are sent, which no head may have.
class TornTest {

    private static final int SHORT = 4096, LONGEST = 131_072;
    private static final Macros MACROS = Macros.of("127.0.0.1:8000");

    /// What is sent on one connection.
    private record Sent(String name, String text) {
    }

    private static List<Sent> sent() {
        var all = new ArrayList<Sent>();
        for (Case test : Cases.all()) {
            var text = new StringBuilder();
            for (Step step : test.steps()) {
                if (step instanceof Step.Send(String more, int times, _)) text.append(MACROS.expand(more).repeat(times));
                if (step instanceof Step.Reconnect || step instanceof Step.Abort) flush(test, text, all);
            }
            flush(test, text, all);
        }
        return all;
    }

    private static void flush(Case test, StringBuilder text, List<Sent> all) {
        if (!text.isEmpty()) all.add(new Sent(test.id(), text.substring(0, Math.min(text.length(), LONGEST))));
        text.setLength(0);
    }

    @TestFactory
    Stream<DynamicTest> aCutMakesNoDifference() {
        Map<String, List<Sent>> byCategory = sent().stream().collect(Collectors.groupingBy(
            sent -> sent.name().substring(0, sent.name().indexOf('/')), LinkedHashMap::new, Collectors.toList()));
        return byCategory.entrySet().stream().map(category ->
            DynamicTest.dynamicTest(category.getKey(), () -> category.getValue().forEach(TornTest::assertUncuttable)));
    }

    private static void assertUncuttable(Sent sent) {
        String text = sent.text();
        Meaning whole = Meaning.of(text, Limits.DEFAULT);
        assertSame(whole, sent, "byte by byte", IntStream.generate(() -> 1).limit(text.length()).toArray());
        IntStream cuts = text.length() <= SHORT ? IntStream.range(1, text.length()) : cuts(text);
        cuts.forEach(cut -> assertSame(whole, sent, "cut at " + cut, cut));
    }

    private static void assertSame(Meaning whole, Sent sent, String how, int... pieces) {
        Meaning torn = Meaning.of(sent.text(), Limits.DEFAULT, pieces);
        if (!whole.isSameAs(torn))                             // else a million strings are compared for one message
            assertEquals(whole.toString(), torn.toString(), sent.name() + " " + how);
    }

    /// Where long texts are cut.
    private static IntStream cuts(String text) {
        Limits limits = Limits.DEFAULT;
        IntStream structure = IntStream.concat(IntStream.range(0, 2048), IntStream.range(text.length() - 200, text.length()))
            .filter(at -> "\r\n:;".indexOf(text.charAt(at)) >= 0);
        int head = text.indexOf("\r\n\r\n") + 4, line = text.indexOf("\r\n") + 2;
        IntStream sizes = IntStream.of(limits.requestLine(), limits.fieldLine(), line + limits.fieldLine(), limits.head(),
            head + limits.chunkLine(), head + limits.trailers(), 16_384, 32_768, 65_536);
        IntStream around = IntStream.concat(structure, sizes).flatMap(at -> IntStream.rangeClosed(at - 2, at + 2));
        return IntStream.concat(around, new Random(text.hashCode()).ints(100, 1, text.length()))
            .filter(at -> at > 0 && at < text.length()).distinct();
    }
}

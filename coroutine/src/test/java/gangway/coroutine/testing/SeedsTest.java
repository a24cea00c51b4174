package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.WouldBlockForever;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(20)
class SeedsTest {

    private final List<Long> seen = new ArrayList<>();

    /// Adds up numbers, and fails from ten on.
    private final class Sum implements Program<Integer> {

        @Override
        public Integer operation(RandomGenerator random) {
            return random.nextInt(5);
        }

        @Override
        public void run(TestHub test, List<Integer> operations) {
            seen.add(test.seed());
            int sum = operations.stream().mapToInt(Integer::intValue).sum();
            if (sum >= 10) throw new ArithmeticException("ten or more");
        }
    }

    private final Properties options = (Properties) System.getProperties().clone();

    @BeforeEach
    void forgetOptions() {
        System.clearProperty(Seeds.ONE);
        System.clearProperty(Seeds.MANY);
    }

    @AfterEach
    void rememberOptions() {
        System.setProperties(options);
    }

    @Test
    void aProgramIsRunOnceForEachSeed() {
        Seeds.of("nothing", 5).search(test -> seen.add(test.seed()));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), seen);
    }

    @Test
    void theFirstFailureEndsTheSearchAndTellsHowToSeeItAgain() {
        var failure = assertThrows(SeedFailure.class, () -> Seeds.of("sum", 100).search(new Sum()));
        assertInstanceOf(ArithmeticException.class, failure.getCause());
        assertTrue(failure.getMessage().startsWith("sum: seed %s fails: java.lang.ArithmeticException: ten or more"
            .formatted(failure.seed())), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("to replay: -Dgangway.seed=" + failure.seed()), failure.getMessage());
        assertEquals(failure.seed(), Collections.max(seen));
    }

    @Test
    void noOperationOfTheProgramThatIsShownCanBeLeftOut() {
        var failure = Seeds.of("sum", 100).find(new Sum()).orElseThrow();
        var numbers = failure.operations().stream().map(Integer.class::cast).toList();
        int sum = numbers.stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum >= 10 && numbers.stream().allMatch(number -> sum - number < 10), numbers.toString());
    }

    @Test
    void oneSeedCanBeRunAlone() {
        System.setProperty(Seeds.ONE, "17");
        Seeds.of("nothing", 5).search(test -> seen.add(test.seed()));
        assertEquals(List.of(17L), seen);
    }

    @Test
    void aReplayDrawsTheSameProgram() {
        var first = Seeds.of("sum", 100).find(new Sum()).orElseThrow();
        System.setProperty(Seeds.ONE, Long.toString(first.seed()));
        var second = Seeds.of("sum", 100).find(new Sum()).orElseThrow();
        assertEquals(first.getMessage(), second.getMessage());
    }

    @Test
    void howManyAreRunCanBeSaid() {
        System.setProperty(Seeds.MANY, "3");
        Seeds.of("nothing", 500).search(test -> seen.add(test.seed()));
        assertEquals(3, seen.size());
    }

    @Test
    void whoCannotGoOnFailsTheSeed() {
        var failure = assertThrows(SeedFailure.class, () -> Seeds.of("event", 1).search(_ -> new Event().await()));
        assertInstanceOf(WouldBlockForever.class, failure.getCause());
        assertTrue(failure.getMessage().contains("0s main waits for Event-1"), failure.getMessage());
    }

    @Test
    void whatComesOutOfACoroutineFailsTheSeed() {
        var error = new IllegalStateException("broken");
        var failure = assertThrows(SeedFailure.class, () -> Seeds.of("coroutine", 5).search(_ -> Coroutine.spawn(() -> {
            throw error;
        }).join()));
        assertSame(error, failure.getCause().getCause());
    }
}

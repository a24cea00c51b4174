package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Kernel;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.SeedFailure;
import gangway.coroutine.testing.Seeds;
import gangway.coroutine.testing.TestHub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The search finds the bugs of [Planted], and nothing where there is none.
@Timeout(60)
class PlantedBugsTest {

    /// @param seeds so many are enough
    record Bug(String name, int seeds, Program<Operation> program) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Bug> BUGS = List.of(
        new Bug("a missing wake-up", 20, new QueueProgram(Planted.MissingWakeUp::new)),
        new Bug("a double resume", 20, new QueueProgram(_ -> new Planted.DoubleResume())),
        new Bug("a timeout that eats a value", 50, new QueueProgram(Planted.EatenValue::new)),
        new Bug("an unfair queue", 20, new SemaphoreProgram(2, Planted.Unfair::new)),
        new Bug("a leak", 50, new SemaphoreProgram(2, (_, total) -> new Planted.Leak(total))));

    static SeedFailure find(Bug bug) {
        return Seeds.of(bug.name(), bug.seeds()).find(bug.program()).orElseThrow(() ->
            new AssertionError(bug + " is not found in " + bug.seeds() + " seeds"));
    }

    @ParameterizedTest
    @FieldSource("BUGS")
    void isFound(Bug bug) {
        var failure = find(bug);
        assertTrue(failure.getMessage().endsWith("to replay: -Dgangway.seed=" + failure.seed()), failure.getMessage());
    }

    @ParameterizedTest
    @FieldSource("BUGS")
    void replaysOnBothKernels(Bug bug) {
        var failure = find(bug);
        @SuppressWarnings("unchecked")
        var operations = (List<Operation>) failure.operations();
        for (var kernel : Kernel.values()) {
            var test = TestHub.builder(failure.seed()).kernel(kernel).open();
            var again = assertThrows(AssertionError.class, () -> {
                try (test) {
                    bug.program().run(test, operations);
                }
            });
            assertEquals(failure.getCause().getMessage(), again.getMessage());
            assertEquals(failure.trace(), test.trace());
        }
    }

    /// Without the last operation, too, it would not fail.
    @Test
    void aFailingProgramIsMadeAsSmallAsItGets() {
        var failure = find(BUGS.getFirst());
        assertEquals(2, failure.operations().stream().filter(each -> ((Operation) each).is("put")).count());
        assertEquals(2, failure.operations().stream().filter(each -> ((Operation) each).is("get")).count());
    }

    @Test
    void nothingIsFoundWhereThereIsNoBug() {
        Seeds.of("hand over", 500).search(new QueueProgram(_ -> new HandOver()));
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static gangway.coroutine.Generator.State.CLOSED;
import static gangway.coroutine.Generator.State.CREATED;
import static gangway.coroutine.Generator.State.RUNNING;
import static gangway.coroutine.Generator.State.SUSPENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Python's rules, one by one.
@Timeout(30)
class GeneratorTest {

    private final List<Object> trace = new ArrayList<>();

    private Generator<Integer, Integer, Integer> upTo(int last) {
        return Generator.of(y -> {
            trace.add("begins");
            try {
                for (int i = 1; i <= last; i++) trace.add(Optional.ofNullable(y.yield(i)));
                return 99;
            } finally {
                trace.add("finally");
            }
        });
    }

    private static String message(Class<? extends Throwable> type, org.junit.jupiter.api.function.Executable does) {
        return assertThrows(type, does).getMessage();
    }

    private static void assertEnded(Generator<?, ?, ?> generator) {
        assertNull(assertThrows(StopIteration.class, generator::next).value());
        assertEquals(CLOSED, generator.state());
    }

    @Tag("coroutine-1")
    @Test
    void makingOneRunsNothing() {
        var generator = upTo(1);
        assertEquals(List.of(), trace);
        assertEquals(CREATED, generator.state());
    }

    @Test
    void nextRunsToTheNextYield() {
        var generator = upTo(2);
        assertEquals(1, generator.next());
        assertEquals(List.of("begins"), trace);
        assertEquals(SUSPENDED, generator.state());
        assertEquals(2, generator.next());
        assertEquals(List.of("begins", Optional.empty()), trace);
    }

    @Test
    void whatIsSentIsWhatYieldReturns() {
        var generator = upTo(2);
        generator.next();
        assertEquals(2, generator.send(7));
        assertEquals(Optional.of(7), trace.getLast());
    }

    @Tag("coroutine-2")
    @Test
    void nothingCanBeSentToOneThatHasNotBegun() {
        var generator = upTo(2);
        assertTrue(message(IllegalStateException.class, () -> generator.send(5))
            .startsWith("can't send non-null value to a just-started generator"));
        assertEquals(CREATED, generator.state());
        assertEquals(1, generator.next());
    }

    @Test
    void nullMayBeSentToBegin() {
        assertEquals(1, upTo(2).send(null));
    }

    @Tag("coroutine-3")
    @Test
    void theResultIsToldOnce() {
        var generator = upTo(2);
        generator.next();
        generator.next();
        assertEquals(Optional.empty(), generator.result());
        assertEquals(99, assertThrows(StopIteration.class, generator::next).value());
        assertEnded(generator);
        assertEquals(Optional.of(99), generator.result());
    }

    @Tag("coroutine-4")
    @Test
    void stopIterationInTheBodyIsAnError() {
        var stop = new StopIteration();
        var generator = Generator.<Integer>yielding(_ -> { throw stop; });
        var error = assertThrows(IllegalStateException.class, generator::next);
        assertEquals("generator raised StopIteration", error.getMessage());
        assertSame(stop, error.getCause());
        assertEnded(generator);
    }

    @Tag("coroutine-5")
    @Test
    void itCannotAskItself() {
        var self = new AtomicReference<Generator<String, Void, Void>>();
        self.set(Generator.yielding(y -> {
            y.yield(message(IllegalStateException.class, self.get()::next));
            y.yield(message(IllegalStateException.class, self.get()::close));
            y.yield(message(IllegalStateException.class, self.get()::hasNext));
            y.yield(message(IllegalStateException.class, () -> y.yieldFrom(self.get())));
            y.yield(message(IllegalStateException.class, () -> self.get().raise(new IOException())));
            y.yield(message(IllegalStateException.class, () -> self.get().forEach(_ -> {})));
        }));
        for (int i = 0; i < 6; i++) assertTrue(self.get().next().startsWith("generator already executing"));
        assertFalse(self.get().hasNext());
    }

    @Tag("coroutine-6")
    @Test
    void closingOneThatHasNotBegunRunsNothing() {
        var generator = upTo(2);
        generator.close();
        assertEnded(generator);
        assertEquals(List.of(), trace);
    }

    @Tag("coroutine-7")
    @Test
    void closingRunsFinallyOnce() {
        var generator = upTo(2);
        generator.next();
        generator.close();
        generator.close();
        assertEquals(List.of("begins", "finally"), trace);
        assertEnded(generator);
    }

    @Tag("coroutine-8")
    @Test
    void oneThatIsClosedMustNotYield() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } catch (GeneratorExit e) {
                y.yield(2);
            }
        });
        generator.next();
        assertTrue(message(IllegalStateException.class, generator::close).startsWith("generator ignored GeneratorExit"));
        assertEquals(SUSPENDED, generator.state());
    }

    @Tag("coroutine-9")
    @Test
    void whatComesOutWhileItIsClosedComesOutOfClose() {
        var error = new IOException("in finally");
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } finally {
                raise(error);
            }
        });
        generator.next();
        assertSame(error, assertThrows(IOException.class, generator::close));
        assertEnded(generator);
    }

    private static void raise(Throwable error) throws Throwable {
        throw error;
    }

    @Test
    void oneThatReturnsWhenItIsClosedKeepsItsResult() {
        Generator<Integer, Void, String> generator = Generator.of(y -> {
            try {
                y.yield(1);
            } catch (GeneratorExit e) {
                return "closed";
            }
            return "not reached";
        });
        generator.next();
        generator.close();
        assertEquals(Optional.of("closed"), generator.result());
    }

    @Tag("coroutine-10")
    @Test
    void raisingInOneThatHasNotBegunEndsIt() {
        var error = new IOException();
        var generator = upTo(2);
        assertSame(error, assertThrows(IOException.class, () -> generator.raise(error)));
        assertEquals(List.of(), trace);
        assertEnded(generator);
    }

    @Test
    void raisingInOneThatHasEndedThrowsTheError() {
        var generator = upTo(0);
        assertThrows(StopIteration.class, generator::next);
        var error = new IOException();
        assertSame(error, assertThrows(IOException.class, () -> generator.raise(error)));
        assertEnded(generator);
    }

    @Tag("coroutine-11")
    @Test
    void aBodyMayCatchWhatIsRaisedAndGoOn() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } catch (IllegalArgumentException e) {
                y.yield(7);
            }
        });
        generator.next();
        assertEquals(7, generator.raise(new IllegalArgumentException()));
        assertEnded(generator);
    }

    @Test
    void stopIterationThatIsRaisedAndNotCaughtIsAnError() {
        var generator = upTo(2);
        generator.next();
        assertEquals("generator raised StopIteration",
            message(IllegalStateException.class, () -> generator.raise(new StopIteration())));
    }

    @Tag("coroutine-16")
    @Test
    void aCheckedExceptionComesOutAsItIs() {
        var error = new IOException("lost");
        var generator = Generator.<Integer>yielding(_ -> { throw error; });
        assertSame(error, assertThrows(IOException.class, generator::next));
        assertEnded(generator);
    }

    @Test
    void aYieldInFinallyIsLegal() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } finally {
                y.yield(2);
            }
        });
        assertEquals(List.of(1, 2), generator.stream().toList());
    }

    @Test
    void itYieldsNullAsAnyOtherValue() {
        var generator = Generator.<String>yielding(y -> y.yield(null));
        assertTrue(generator.hasNext());
        assertNull(generator.next());
        assertFalse(generator.hasNext());
    }

    // ---- Iteration. ----

    @Test
    void itStandsInAForLoop() {
        int sum = 0;
        for (int value : upTo(4)) sum += value;
        assertEquals(10, sum);
    }

    @Tag("coroutine-18")
    @Test
    void aLoopThatIsLeftClosesIt() {
        try (var generator = upTo(4)) {
            for (int value : generator) if (value == 2) break;
        }
        assertEquals("finally", trace.getLast());
    }

    @Test
    void hasNextMayBeAskedAgainAndAgain() {
        var generator = upTo(1);
        assertTrue(generator.hasNext());
        assertTrue(generator.hasNext());
        assertEquals(1, generator.next());
        assertFalse(generator.hasNext());
        assertFalse(generator.hasNext());
        assertEquals(Optional.of(99), generator.result());
    }

    @Test
    void whatComesOutOfTheBodyComesOutOfHasNext() {
        var generator = Generator.<Integer>yielding(_ -> { throw new IOException(); });
        assertThrows(IOException.class, generator::hasNext);
        assertFalse(generator.hasNext());
    }

    @Test
    void nothingIsSentPastAValueThatHasNextHasInHand() {
        var generator = upTo(3);
        generator.next();
        generator.hasNext();
        assertTrue(message(IllegalStateException.class, () -> generator.send(5)).startsWith("can't send while hasNext()"));
        assertEquals(2, generator.next());
        assertEquals(3, generator.send(5));
        assertEquals(Optional.of(5), trace.getLast());
    }

    @Test
    void closingDropsTheValueThatHasNextHasInHand() {
        var generator = upTo(3);
        generator.hasNext();
        generator.close();
        assertEnded(generator);
    }

    @Test
    void raisingDropsTheValueThatHasNextHasInHand() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } catch (IllegalArgumentException e) {
                y.yield(7);
                y.yield(8);
            }
        });
        generator.hasNext();
        assertEquals(7, generator.raise(new IllegalArgumentException()));
        assertEquals(8, generator.next());
    }

    @Test
    void aStreamTakesNoMoreThanItNeeds() {
        var generator = upTo(Integer.MAX_VALUE);
        assertEquals(List.of(1, 2, 3), generator.stream().limit(3).toList());
        assertEquals(4, generator.next());
    }

    @Test
    void closingAStreamClosesIt() {
        var generator = upTo(9);
        try (var values = generator.stream()) {
            assertEquals(1, values.findFirst().orElseThrow());
        }
        assertEquals("finally", trace.getLast());
    }

    @Test
    void aParallelStreamLosesNothing() {
        assertEquals(10_000L * 10_001 / 2, upTo(10_000).stream().parallel().mapToLong(value -> value).sum());
    }

    // ---- All at once. ----

    @Test
    void forEachTakesAllAndTellsTheResult() {
        var generator = upTo(3);
        generator.forEach(trace::add);
        assertEquals(List.of("begins", 1, Optional.empty(), 2, Optional.empty(), 3, Optional.empty(), "finally"), trace);
        assertEquals(Optional.of(99), generator.result());
        assertEnded(generator);
    }

    @Test
    void forEachTakesWhatIsLeftOfOneThatHasBegun() {
        var generator = upTo(4);
        generator.next();
        generator.hasNext();
        var left = new ArrayList<Integer>();
        generator.forEach(left::add);
        assertEquals(List.of(2, 3, 4), left);
    }

    @Test
    void forEachOfOneThatHasEndedTakesNothing() {
        var generator = upTo(1);
        generator.forEach(_ -> {});
        generator.forEach(value -> trace.add("again " + value));
        assertFalse(trace.contains("again 1"));
    }

    @Test
    void whileForEachRunsItIsRunningAndCannotBeAsked() {
        var generator = upTo(1);
        generator.forEach(_ -> {
            trace.add(generator.state());
            trace.add(message(IllegalStateException.class, generator::next).split(";")[0]);
        });
        assertEquals(List.of("begins", RUNNING, "generator already executing", Optional.empty(), "finally"), trace);
    }

    @Test
    void aConsumerThatFailsClosesItFirst() {
        var error = new IOException("full");
        var generator = upTo(3);
        assertSame(error, assertThrows(IOException.class, () -> generator.forEach(_ -> { throw Sneaky.raise(error); })));
        assertEquals(List.of("begins", "finally"), trace);
        assertEnded(generator);
    }

    @Test
    void aBodyFindsGeneratorExitAndNotTheConsumersError() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } catch (Throwable e) {
                trace.add(e.getClass());
                throw e;
            }
        });
        assertThrows(IllegalArgumentException.class, () -> generator.forEach(_ -> { throw new IllegalArgumentException(); }));
        assertEquals(List.of(GeneratorExit.class), trace);
    }

    @Test
    void whatFailsInFinallyAfterTheConsumerIsSuppressed() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } finally {
                raise(new IOException("in finally"));
            }
        });
        var error = assertThrows(IllegalArgumentException.class,
            () -> generator.forEach(_ -> { throw new IllegalArgumentException(); }));
        assertEquals("in finally", error.getSuppressed()[0].getMessage());
    }

    @Test
    void whatComesOutOfTheBodyComesOutOfForEach() {
        var generator = Generator.<Integer>yielding(y -> {
            y.yield(1);
            throw new StopIteration();
        });
        assertEquals("generator raised StopIteration",
            message(IllegalStateException.class, () -> generator.forEach(trace::add)));
        assertEquals(List.of(1), trace);
    }

    @Test
    void aYielderIsOfNoUseAfterForEach() {
        var kept = new AtomicReference<Yielder<Integer, Void>>();
        Generator.<Integer>yielding(kept::set).forEach(trace::add);
        assertThrows(IllegalStateException.class, () -> kept.get().yield(1));
        assertEquals(List.of(), trace);
    }

    // ---- What it looks like. ----

    @Test
    void itsStackIsTheBodysOwn() {
        var generator = Generator.<Integer>yielding(GeneratorTest::deep);
        assertEquals(List.of(), generator.stack());
        generator.next();
        assertEquals(List.of("deeper", "deep"), generator.stack().stream().map(StackTraceElement::getMethodName).toList());
        generator.close();
        assertEquals(List.of(), generator.stack());
    }

    private static void deep(Yielder<Integer, Void> y) {
        deeper(y);
    }

    private static void deeper(Yielder<Integer, Void> y) {
        y.yield(1);
    }

    @Test
    void itTellsItsStateWhenItIsPrinted() {
        assertEquals("Generator[CREATED]", upTo(1).toString());
    }

    @Test
    void aDeepRecursionIsLeftAndEnteredAgain() {
        var generator = Generator.<Integer>yielding(y -> count(y, 2000));
        assertEquals(2001, generator.stream().count());
    }

    private static void count(Yielder<Integer, Void> y, int depth) {
        y.yield(depth);
        if (depth > 0) count(y, depth - 1);
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Generators that give the values of other generators.
@Timeout(30)
class YieldFromTest {

    private final List<Object> trace = new ArrayList<>();

    private Generator<String, String, Integer> inner() {
        return Generator.of(y -> {
            try {
                trace.add("sent " + y.yield("a"));
                y.yield("b");
                return 42;
            } catch (IllegalArgumentException e) {
                return -1;
            } finally {
                trace.add("inner finally");
            }
        });
    }

    private Generator<String, String, Integer> outer(Generator<String, String, Integer> inner) {
        return Generator.of(y -> {
            try {
                int result = y.yieldFrom(inner);
                trace.add("result " + result);
                y.yield("end");
                return result + 1;
            } finally {
                trace.add("outer finally");
            }
        });
    }

    /// Generators inside each other, the innermost with the numbers from 1.
    private static Generator<Integer, Integer, String> nested(int depth) {
        return Generator.of(y -> {
            if (depth > 0) return y.yieldFrom(nested(depth - 1)) + "+";
            for (int i = 1; i <= 3; i++) y.yield(i);
            return "end";
        });
    }

    @Tag("coroutine-12")
    @Test
    void whatIsSentReachesTheInnerAndItsResultTheOuter() {
        var outer = outer(inner());
        assertEquals("a", outer.next());
        assertEquals("b", outer.send("x"));
        assertEquals("end", outer.next());
        assertEquals(List.of("sent x", "inner finally", "result 42"), trace);
        assertThrows(StopIteration.class, outer::next);
        assertEquals(Optional.of(43), outer.result());
    }

    @Tag("coroutine-12")
    @Test
    void whatIsRaisedReachesTheInner() {
        var outer = outer(inner());
        outer.next();
        assertEquals("end", outer.raise(new IllegalArgumentException()));
        assertEquals(List.of("inner finally", "result -1"), trace);
    }

    @Tag("coroutine-12")
    @Test
    void closingRunsFinallyFromTheInsideOut() {
        var inner = inner();
        var outer = outer(inner);
        outer.next();
        outer.close();
        assertEquals(List.of("inner finally", "outer finally"), trace);
        assertEquals(Generator.State.CLOSED, inner.state());
        assertEquals(Generator.State.CLOSED, outer.state());
    }

    @Test
    void raisingGeneratorExitClosesTheInner() {
        var outer = outer(inner());
        outer.next();
        assertThrows(GeneratorExit.class, () -> outer.raise(new GeneratorExit()));
        assertEquals(List.of("inner finally", "outer finally"), trace);
    }

    @Test
    void whatTheInnerDoesNotCatchComesToTheOuter() {
        var error = new IOException();
        var outer = Generator.<String>yielding(y -> {
            try {
                y.yieldFrom(Generator.<String>yielding(_ -> { throw error; }));
            } catch (Exception e) {
                trace.add(e);
                y.yield("caught");
            }
        });
        assertEquals("caught", outer.next());
        assertSame(error, trace.getFirst());
    }

    @Test
    void anInnerThatIgnoresItsClosingIsAnErrorInTheOuter() {
        Generator<String, Void, Void> inner = Generator.yielding(y -> {
            while (true) try {
                y.yield("again");
            } catch (GeneratorExit e) {
                trace.add("ignored");
            }
        });
        var outer = Generator.<String>yielding(y -> {
            try {
                y.yieldFrom(inner);
            } catch (IllegalStateException e) {
                trace.add(e.getMessage().split(";")[0]);
            }
        });
        outer.next();
        outer.close();
        assertEquals(List.of("ignored", "generator ignored GeneratorExit"), trace);
        assertEquals(Generator.State.SUSPENDED, inner.state());
    }

    @Test
    void anInnerThatFailsWhenItIsClosedFailsInTheOuter() {
        var outer = outer(Generator.of(y -> {
            try {
                y.yield("a");
                return 1;
            } finally {
                throwing(new IOException("inner"));
            }
        }));
        outer.next();
        assertEquals("inner", assertThrows(IOException.class, outer::close).getMessage());
        assertEquals(List.of("outer finally"), trace);
    }

    private static void throwing(Throwable error) throws Throwable {
        throw error;
    }

    @Test
    void oneThatHasBegunGivesWhatIsLeft() {
        var inner = inner();
        inner.next();
        assertEquals(List.of("b", "end"), outer(inner).stream().toList());
    }

    @Test
    void oneThatHasEndedGivesNothing() {
        var inner = inner();
        inner.forEach(_ -> {});
        Generator<String, String, Integer> outer = Generator.of(y -> y.yieldFrom(inner));
        assertFalse(outer.hasNext());
        assertEquals(Optional.empty(), outer.result());
    }

    @Test
    void oneThatHasAValueInHandGivesThatFirst() {
        var inner = inner();
        inner.hasNext();
        assertEquals(List.of("a", "b", "end"), outer(inner).stream().toList());
    }

    @Test
    void manyInsideEachOtherGiveTheirResultsOutwards() {
        var outermost = nested(500);
        assertEquals(List.of(1, 2, 3), outermost.stream().toList());
        assertEquals("end" + "+".repeat(500), outermost.result().orElseThrow());
    }

    @Test
    void theInnerIsRunOnTheSameStackHoweverDeepItIs() {
        var depth = new AtomicInteger();
        Generator<Integer, Void, Void> nested = Generator.yielding(y -> {
            y.yield(1);
            depth.set((int) StackWalker.getInstance().walk(Stream::count).longValue());
            y.yield(2);
        });
        for (int i = 0; i < 300; i++) {
            var inner = nested;
            nested = Generator.yielding(y -> y.yieldFrom(inner));
        }
        nested.next();
        nested.next();
        assertTrue(depth.get() < 150, depth::toString);
    }

    @Test
    void itShowsWhatItYieldsFrom() {
        var inner = inner();
        var outer = outer(inner);
        assertEquals(Optional.empty(), outer.delegate());
        outer.next();
        assertSame(inner, outer.delegate().orElseThrow());
        assertEquals("end", outer.stream().skip(1).findFirst().orElseThrow());
        assertEquals(Optional.empty(), outer.delegate());
    }

    @Test
    void itsStackGoesFromTheInnermostOutwards() {
        var outer = outer(inner());
        outer.next();
        var lines = outer.stack().stream().map(frame -> frame.getMethodName().replaceAll("\\d+$", "")).toList();
        assertEquals(List.of("lambda$inner$", "lambda$outer$"), lines);
    }

    @Test
    void theInnerMayBeAskedBySomebodyElseInBetween() {
        var inner = nested(2);
        var outer = nested(0);
        Generator<Integer, Integer, String> both = Generator.of(y -> y.yieldFrom(inner) + y.yieldFrom(outer));
        assertEquals(1, both.next());
        assertEquals(2, inner.next());
        assertEquals(3, both.next());
        assertEquals(1, both.next());
    }

    @Test
    void theInnerMayBeAskedToItsEndBySomebodyElse() {
        var inner = nested(2);
        Generator<Integer, Integer, String> outer = Generator.of(y -> "result " + y.yieldFrom(inner));
        outer.next();
        assertThrows(StopIteration.class, () -> {
            while (true) inner.next();
        });
        assertEquals("result null", assertThrows(StopIteration.class, outer::next).value());
    }

    @Test
    void theInnerMayGoOnToAnotherWhileSomebodyElseAsks() {
        Generator<Integer, Integer, String> middle = Generator.of(y -> y.yieldFrom(nested(0)) + y.yieldFrom(nested(1)));
        Generator<Integer, Integer, String> outer = Generator.of(y -> y.yieldFrom(middle));
        outer.next();
        for (int expected : List.of(2, 3, 1)) assertEquals(expected, middle.next());
        assertEquals(List.of(2, 3), outer.stream().toList());
        assertEquals("endend+", outer.result().orElseThrow());
    }

    @Test
    void whileTheInnerRunsTheOuterIsRunningToo() {
        var outer = new AtomicReference<Generator<Integer, Void, Void>>();
        Generator<Integer, Void, Void> inner = Generator.yielding(y -> {
            y.yield(1);
            trace.add(outer.get().state());
            assertThrows(IllegalStateException.class, outer.get()::next);
            y.yield(2);
        });
        Generator<Integer, Void, Void> middle = Generator.yielding(y -> y.yieldFrom(inner));
        outer.set(Generator.yielding(y -> y.yieldFrom(middle)));
        outer.get().next();
        assertEquals(2, outer.get().next());
        assertEquals(List.of(Generator.State.RUNNING), trace);
    }

    @Test
    void aRingIsRefused() {
        var first = new AtomicReference<Generator<Integer, Void, Void>>();
        Generator<Integer, Void, Void> second = Generator.yielding(y -> {
            y.yield(1);
            y.yieldFrom(first.get());
        });
        first.set(Generator.yielding(y -> y.yieldFrom(second)));
        first.get().next();
        assertTrue(assertThrows(IllegalStateException.class, first.get()::next).getMessage()
            .startsWith("generator already executing"));
        assertEquals(Generator.State.CLOSED, second.state());
    }

    // ---- From something else. ----

    @Test
    void anyIterableWillDo() {
        var outer = Generator.<Integer>yielding(y -> {
            y.yieldFrom(List.of(1, 2));
            y.yieldFrom(Set.of(3));
        });
        assertEquals(List.of(1, 2, 3), outer.stream().toList());
    }

    @Test
    void nothingCanBeSentToAnIterator() {
        Generator<Integer, Integer, Void> outer = Generator.of(y -> {
            y.yieldFrom(List.of(1, 2));
            return null;
        });
        outer.next();
        assertThrows(UnsupportedOperationException.class, () -> outer.send(7));
    }

    @Test
    void anIterableThatIsAGeneratorIsTreatedAsOne() {
        var inner = nested(0);
        Generator<Integer, Integer, Void> outer = Generator.of(y -> {
            Iterable<Integer> values = () -> inner;
            y.yieldFrom(values);
            return null;
        });
        outer.next();
        assertSame(inner, outer.delegate().orElseThrow());
        assertEquals(2, outer.send(7));
    }

    /// An iterator that notes its closing.
    private final class Closeable implements Iterator<Integer>, Iterable<Integer>, AutoCloseable {
        private int next;

        @Override
        public boolean hasNext() {
            return next < 3;
        }

        @Override
        public Integer next() {
            return next++;
        }

        @Override
        public Iterator<Integer> iterator() {
            return this;
        }

        @Override
        public void close() {
            trace.add("closed after " + next);
        }
    }

    @Test
    void anIteratorThatIsLeftInItsMiddleIsClosed() {
        var outer = Generator.<Integer>yielding(y -> y.yieldFrom(new Closeable()));
        outer.next();
        outer.close();
        assertEquals(List.of("closed after 1"), trace);
    }

    // ---- All at once. ----

    @Test
    void forEachOfNestedOnesGivesTheSame() {
        var all = new ArrayList<Integer>();
        var outermost = nested(50);
        outermost.forEach(all::add);
        assertEquals(List.of(1, 2, 3), all);
        assertEquals("end" + "+".repeat(50), outermost.result().orElseThrow());
    }

    @Test
    void forEachOfOneWhoseInnerHasBegunGivesWhatIsLeft() {
        var inner = inner();
        inner.next();
        outer(inner).forEach(trace::add);
        assertEquals(List.of("sent null", "b", "inner finally", "result 42", "end", "outer finally"), trace);
    }

    @Test
    void aConsumerThatFailsClosesFromTheInsideOut() {
        var outer = outer(inner());
        assertThrows(ArithmeticException.class, () -> outer.forEach(_ -> { throw new ArithmeticException(); }));
        assertEquals(List.of("inner finally", "outer finally"), trace);
    }

    @Test
    void aConsumerThatFailsClosesAnInnerThatHasBegunAndIterators() {
        var inner = inner();
        inner.next();
        assertThrows(ArithmeticException.class, () -> outer(inner).forEach(_ -> { throw new ArithmeticException(); }));
        assertEquals(List.of("sent null", "inner finally", "outer finally"), trace);
        var over = Generator.<Integer>yielding(y -> y.yieldFrom(new Closeable()));
        assertThrows(ArithmeticException.class, () -> over.forEach(_ -> { throw new ArithmeticException(); }));
        assertEquals("closed after 1", trace.getLast());
    }

    @Test
    void forEachOfARingIsRefused() {
        var self = new AtomicReference<Generator<Integer, Void, Void>>();
        self.set(Generator.yielding(y -> y.yieldFrom(self.get())));
        assertTrue(assertThrows(IllegalStateException.class, () -> self.get().forEach(_ -> {})).getMessage()
            .startsWith("generator already executing"));
    }
}

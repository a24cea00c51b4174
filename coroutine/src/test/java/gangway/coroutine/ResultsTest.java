package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ResultsTest {

    private final List<String> trace = new ArrayList<>();

    /// Lets time pass, counted in turns of the hub: a clock may be late.
    private static void turns(int number) {
        for (int i = 0; i < number; i++) Coroutine.yieldNow();
    }

    private static int slowest(int n) {
        turns(10 * (4 - n));
        return n;
    }

    private static <T> List<T> all(Results<T> results) {
        var all = new ArrayList<T>();
        results.forEach(all::add);
        return all;
    }

    @Tag("coroutine-59")
    @OnEachKernel
    void imapGivesResultsInTheOrderOfArguments() {
        assertEquals(List.of(1, 2, 3), all(new Pool(3).imap(ResultsTest::slowest, List.of(1, 2, 3))));
    }

    @Tag("coroutine-59")
    @OnEachKernel
    void imapUnorderedGivesResultsAsTheyCome() {
        assertEquals(List.of(3, 2, 1), all(new Pool(3).imapUnordered(ResultsTest::slowest, List.of(1, 2, 3))));
    }

    @OnEachKernel
    void nothingRunsBeforeSomebodyWaits() {
        var results = new Group().imap(n -> trace.add("ran " + n), List.of(1));
        assertEquals(List.of(), trace);
        results.close();
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void aFailureIsThrownInItsPlaceAndOthersComeBehindIt() {
        var error = new IOException();
        var results = new Group().imap(n -> {
            if (n == 2) throw error;
            return n;
        }, List.of(1, 2, 3));
        assertEquals(1, results.next());
        assertSame(error, assertThrows(IOException.class, results::next));
        assertEquals(3, results.next());
        assertFalse(results.hasNext());
    }

    @OnEachKernel
    void behindTheLastThereIsNoneHoweverOftenOneAsks() {
        var results = new Group().imap(n -> n, List.of(1));
        results.next();
        assertThrows(NoSuchElementException.class, results::next);
        assertThrows(NoSuchElementException.class, results::next);
        assertFalse(results.hasNext());
    }

    @OnEachKernel
    void whatTheArgumentsThrowComesBehindAllResults() {
        for (boolean ordered : List.of(true, false)) {
            var broken = Stream.of(1, 2).map(n -> {
                if (n == 2) throw new IllegalStateException("no more");
                return n;
            });
            Iterable<Integer> arguments = broken::iterator;
            var results = ordered ? new Group().imap(ResultsTest::slowest, arguments)
                : new Group().imapUnordered(ResultsTest::slowest, arguments);
            assertEquals(1, results.next());
            assertEquals("no more", assertThrows(IllegalStateException.class, results::next).getMessage());
            assertFalse(results.hasNext());
        }
    }

    @OnEachKernel
    void maxSizeBoundsHowFarTheWorkersAreAhead() {
        var results = new Group().imapUnordered(n -> trace.add("" + n), IntStream.range(0, 9).boxed().toList(), 2);
        for (int i = 0; i < 20; i++) Coroutine.yieldNow();
        assertEquals(2, trace.size());
        results.next();
        for (int i = 0; i < 20; i++) Coroutine.yieldNow();
        assertEquals(3, trace.size());
        assertEquals(8, all(results).size());
    }

    @OnEachKernel
    void aMaxSizeOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Group().imap(n -> n, List.of(1), 0));
    }

    @OnEachKernel
    void closedEarlyNothingOfItIsLeft() {
        var pool = new Pool(2);
        try (var results = pool.imap(n -> {
            if (n > 1) Coroutine.sleep(Duration.ofDays(1));
            return n;
        }, () -> IntStream.iterate(1, n -> n + 1).iterator())) {
            assertEquals(1, results.next());
        }
        assertEquals(List.of(), Hub.current().coroutines());
        Coroutine.yieldNow();
        assertEquals(2, pool.freeCount());
    }

    @OnEachKernel
    void aClosedOneIsOverForThoseWhoWait() {
        var results = new Group().imap(_ -> { Coroutine.sleep(Duration.ofDays(1)); return 1; }, List.of(1, 2));
        var taker = Coroutine.spawn(() -> results.hasNext());
        Coroutine.yieldNow();
        Coroutine.yieldNow();
        results.close();
        results.close();
        assertFalse(taker.get());
        assertFalse(results.hasNext());
    }

    @OnEachKernel
    void killedWhileItTakesTheTakerLosesNoResult() {
        var results = new Group().imap(ResultsTest::slowest, List.of(1, 2, 3));
        var taker = Coroutine.spawn(() -> results.next());
        Coroutine.yieldNow();
        taker.kill();
        assertEquals(List.of(1, 2, 3), all(results));
    }

    @OnEachKernel
    void severalTakersGetEachResultOnce() {
        var results = new Pool(3).imapUnordered(n -> { turns(n % 3); return n; },
            IntStream.range(0, 30).boxed().toList(), 2);
        var taken = new ArrayList<Integer>();
        var takers = IntStream.range(0, 4).mapToObj(_ -> Coroutine.spawn(() -> {
            try {
                while (true) taken.add(results.next());
            } catch (NoSuchElementException over) {
                trace.add("over");
            }
        })).toList();
        takers.forEach(Coroutine::join);
        assertEquals(30, Set.copyOf(taken).size());
        assertEquals(30, taken.size());
        assertEquals(4, trace.size());
    }

    @OnEachKernel
    void aCallThatIsKilledIsSeenWhereItsResultWouldBe() {
        var pool = new Group();
        var results = pool.imap(_ -> { Coroutine.sleep(Duration.ofDays(1)); return 1; }, List.of(1));
        Coroutine.yieldNow();
        Coroutine.yieldNow();
        pool.kill();
        assertThrows(CancellationException.class, results::next);
        assertFalse(results.hasNext());
    }

    @OnEachKernel
    void failuresOfCallsAreNotReportedASecondTime() {
        var reported = new ArrayList<Throwable>();
        Hub.current().onError((_, error) -> reported.add(error));
        var results = new Group().imap(_ -> { throw new IOException(); }, List.of(1, 2));
        assertThrows(IOException.class, results::next);
        assertThrows(IOException.class, results::next);
        assertEquals(List.of(), reported);
    }

    @OnEachKernel
    void aCallMayCloseWhatItsResultBelongsTo() {
        var mine = new AtomicReference<Results<Integer>>();
        mine.set(new Group().imap(n -> {
            if (n == 1) mine.get().close();
            trace.add("" + n);
            return n;
        }, List.of(1, 2)));
        assertFalse(mine.get().hasNext());
        assertEquals(List.of("1"), trace);
        assertTrue(Hub.current().coroutines().isEmpty());
    }
}

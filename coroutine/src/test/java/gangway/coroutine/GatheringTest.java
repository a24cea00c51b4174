package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Waiting for several, and killing several.
class GatheringTest {

    private final List<String> trace = new ArrayList<>();

    private Coroutine<String> after(int millis) {
        return Coroutine.spawn(millis + " ms", () -> {
            try {
                Coroutine.sleep(Duration.ofMillis(millis));
            } finally {
                trace.add("end " + millis);
            }
            return "after " + millis;
        });
    }

    private List<Coroutine<String>> three() {
        return List.of(after(30), after(10), after(20));
    }

    private static List<String> names(List<? extends Coroutine<?>> coroutines) {
        return coroutines.stream().map(Coroutine::name).toList();
    }

    private static Coroutine<Void> failing(int millis, Exception error) {
        Coroutine.current().hub().onError((_, _) -> {});
        return Coroutine.spawnLater(Duration.ofMillis(millis), () -> {
            throw error;
        });
    }

    @Tag("coroutine-38")
    @OnEachKernel(leaps = true)
    void joinAllGivesThemInTheOrderOfTheirEnds() {
        List<Coroutine<String>> ended = Coroutine.joinAll(three());
        assertEquals(List.of("10 ms", "20 ms", "30 ms"), names(ended));
    }

    @Tag("coroutine-38")
    @OnEachKernel(leaps = true)
    void joinAllWaitsForSoManyOnly() {
        assertEquals(List.of("10 ms"), names(Coroutine.joinAll(three(), JoinOption.count(1))));
        assertEquals(List.of("end 10"), trace);
        assertThrows(IllegalArgumentException.class, () -> JoinOption.count(0));
    }

    @Tag("coroutine-38")
    @OnEachKernel(leaps = true)
    void joinAllWaitsForNoMoreThanThereAre() {
        assertEquals(3, Coroutine.joinAll(three(), JoinOption.count(7)).size());
    }

    @Tag("coroutine-38")
    @OnEachKernel(leaps = true)
    void joinAllGivesThoseThatEndedInTime() {
        var all = three();
        assertEquals(List.of("10 ms", "20 ms"), names(Coroutine.joinAll(all, JoinOption.atMost(Duration.ofMillis(25)))));
        assertFalse(all.getFirst().ready());
        assertTrue(all.stream().allMatch(each -> each.linked() == 0));
    }

    @Tag("coroutine-38")
    @OnEachKernel(leaps = true)
    void joinAllThrowsTheFirstErrorAtOnceAndTheOthersGoOn() {
        var error = new IOException("first");
        var slow = after(30);
        var all = List.of(slow, failing(20, new IOException("second")), failing(10, error));
        assertSame(error, assertThrows(IOException.class, () -> Coroutine.joinAll(all, JoinOption.raiseError())));
        assertFalse(slow.ready());
        assertEquals(0, slow.linked());
        assertEquals("after 30", slow.get());
    }

    @Tag("coroutine-38")
    @OnEachKernel
    void joinAllThrowsNoErrorUnasked() {
        assertEquals(1, Coroutine.joinAll(List.of(failing(0, new IOException("mine")))).size());
    }

    @Tag("coroutine-38")
    @OnEachKernel
    void whoWasKilledIsNoErrorOfJoinAll() {
        var killed = after(10);
        killed.kill();
        assertEquals(List.of(killed), Coroutine.joinAll(List.of(killed), JoinOption.raiseError()));
    }

    @OnEachKernel(leaps = true)
    void thoseThatHaveEndedComeFirstInTheOrderGiven() {
        var all = three();
        Coroutine.sleep(Duration.ofMillis(25));
        assertEquals(List.of("20 ms", "10 ms", "30 ms"), names(Coroutine.joinAll(List.of(all.get(2), all.get(1), all.get(0)))));
    }

    @OnEachKernel(leaps = true)
    void noTimeStillGivesThoseThatAreReady() {
        var all = three();
        Coroutine.sleep(Duration.ofMillis(25));
        assertEquals(List.of("10 ms", "20 ms"), names(Coroutine.joinAll(all, JoinOption.atMost(Duration.ZERO))));
    }

    @OnEachKernel
    void nobodyIsJoinedAtOnce() {
        assertEquals(List.of(), Coroutine.joinAll(List.of()));
        assertEquals(List.of(), Coroutine.await(List.of()));
    }

    @OnEachKernel(leaps = true)
    void awaitTakesWhateverBecomesReady() {
        var event = new Event();
        var set = new Event();
        set.set();
        var coroutine = Coroutine.spawnLater(Duration.ofMillis(1), event::set);
        assertEquals(List.of(set, event, coroutine), Coroutine.await(coroutine, event, set));
    }

    @OnEachKernel
    void oneThatIsGivenTwiceIsAwaitedTwice() {
        var coroutine = Coroutine.spawn(() -> 1);
        assertEquals(List.of(coroutine, coroutine), Coroutine.await(coroutine, coroutine));
    }

    @Tag("coroutine-40")
    @OnEachKernel(leaps = true)
    void iawaitGivesEachAsItComesAndLeavesNoLinks() {
        var all = three();
        try (var each = Coroutine.iawait(all)) {
            for (var ended : each) {
                trace.add("got " + ended.get());
                break;
            }
            assertEquals(1, all.getFirst().linked());
        }
        assertEquals(List.of("end 10", "got after 10"), trace);
        assertEquals(List.of(0, 0, 0), all.stream().map(Coroutine::linked).toList());
    }

    @Tag("coroutine-40")
    @OnEachKernel(leaps = true)
    void iawaitThatIsExhaustedOrClosedGivesNoMore() {
        var each = Coroutine.iawait(three(), JoinOption.count(2));
        each.next();
        each.next();
        assertFalse(each.hasNext());
        assertThrows(NoSuchElementException.class, each::next);
        var closed = Coroutine.iawait(three());
        closed.close();
        closed.close();
        assertFalse(closed.hasNext());
    }

    @Tag("coroutine-40")
    @OnEachKernel(leaps = true)
    void theTimeOfIawaitIsForAllOfThem() {
        var each = Coroutine.iawait(three(), JoinOption.atMost(Duration.ofMillis(15)));
        each.next();
        Coroutine.sleep(Duration.ofMillis(3));
        assertFalse(each.hasNext());
        assertEquals(List.of("end 10"), trace);
    }

    @Tag("coroutine-40")
    @OnEachKernel(leaps = true)
    void aTimeoutWhileItIteratesLeavesTheIteratorUsable() {
        var all = three();
        try (var each = Coroutine.iawait(all)) {
            assertThrows(Timeout.class, () -> Timeout.call(Duration.ofMillis(5), each::next));
            assertEquals("10 ms", each.next().name());
        }
    }

    @Tag("coroutine-40")
    @OnEachKernel(leaps = true)
    void severalMayIterateAndEachIsGivenOnce() {
        var each = Coroutine.iawait(three());
        var readers = Stream.generate(() -> Coroutine.spawn(() -> {
            while (each.hasNext()) trace.add("got " + each.next().name());
        })).limit(2).toList();
        Coroutine.joinAll(readers);
        trace.removeIf(line -> !line.startsWith("got"));
        assertEquals(List.of("got 10 ms", "got 20 ms", "got 30 ms"), trace);
    }

    @OnEachKernel
    void oneOfAnotherHubIsRefusedAndTheOthersAreLetGo() throws InterruptedException {
        var mine = after(10);
        var refused = new AtomicReference<Throwable>();
        var theirs = new AtomicReference<Coroutine<?>>();
        Thread.ofPlatform().start(() -> {
            try (var hub = Hub.builder().open()) {
                theirs.set(hub.spawn(() -> {}));
            }
        }).join();
        refused.set(assertThrows(InvalidThreadUse.class, () -> Coroutine.joinAll(List.of(mine, theirs.get()))));
        assertEquals(0, mine.linked());
    }

    @Tag("coroutine-35")
    @OnEachKernel
    void killAllBeforeTheirFirstTurnsRunsNone() {
        var all = three();
        Coroutine.killAll(all);
        assertTrue(all.stream().allMatch(Coroutine::isCancelled));
        Coroutine.yieldNow();
        assertEquals(List.of(), trace);
    }

    @OnEachKernel(leaps = true)
    void killAllWaitsForThoseThatTakeTheirTime() {
        var slow = Coroutine.spawn(() -> {
            try {
                Coroutine.sleep(Duration.ofHours(1));
            } finally {
                Coroutine.sleep(Duration.ofMillis(5));
                trace.add("cleaned up");
            }
        });
        Coroutine.yieldNow();
        Coroutine.killAll(List.of(slow, after(10)));
        assertEquals(List.of("cleaned up"), trace);
    }

    @OnEachKernel(leaps = true)
    void killAllWithATimeLimitIsATimeoutWhenItIsOver() {
        var error = new GreenletExit("mine");
        var slow = Coroutine.spawn(() -> {
            try {
                Coroutine.sleep(Duration.ofHours(1));
            } finally {
                Coroutine.sleep(Duration.ofMillis(5));
            }
        });
        Coroutine.yieldNow();
        var timeout = assertThrows(Timeout.class, () -> Coroutine.killAll(List.of(slow), error, true, Duration.ofMillis(3)));
        assertEquals("0.003 seconds", timeout.getMessage());
        Coroutine.killAll(List.of(slow), error, false, Duration.ZERO);
        assertFalse(slow.ready());
        slow.join();
    }

    @OnEachKernel
    void killAllWithAnErrorThrowsItIntoEach() {
        Coroutine.current().hub().onError((_, _) -> {});
        var error = new IOException("mine");
        var all = three();
        Coroutine.yieldNow();
        Coroutine.killAll(all, error, true, Duration.ofSeconds(9));
        for (var each : all) assertSame(error, each.exception().orElseThrow());
    }

    @OnEachKernel
    void whoKillsAllAndIsAmongThemComesLast() {
        var all = new ArrayList<Coroutine<?>>(three());
        all.addFirst(Coroutine.spawn("killer", () -> {
            Coroutine.killAll(all);
            trace.add("not reached");
        }));
        Coroutine.yieldNow();
        Coroutine.joinAll(all);
        assertTrue(all.stream().allMatch(Coroutine::isCancelled));
        assertFalse(trace.contains("not reached"));
    }

    @OnEachKernel(leaps = true)
    void awaitWithoutAnythingWaitsUntilNothingIsLeftToDo() {
        var forever = Coroutine.spawn(() -> new Event().await());
        three();
        Coroutine.await();
        assertEquals(List.of("end 10", "end 20", "end 30"), trace);
        assertFalse(forever.ready());
        forever.kill();
    }

    @OnEachKernel(leaps = true)
    void awaitWithoutAnythingMayHaveATimeLimitThatDoesNotCountItself() {
        three();
        assertFalse(Coroutine.await(Duration.ofMillis(15)));
        assertTrue(Coroutine.await(Duration.ofHours(1)));
        assertEquals(30, TimeUnit.NANOSECONDS.toMillis(Coroutine.current().hub().loop().nanos() + 5));
    }

    @OnEachKernel(leaps = true)
    void aCoroutineMayWaitUntilNothingIsLeftToDoAswell() {
        three();
        Coroutine.spawn(() -> {
            Coroutine.await();
            trace.add("nothing left");
        }).join();
        assertEquals("nothing left", trace.getLast());
    }

    @OnEachKernel
    void idleWaitsUntilNobodyIsReady() {
        Coroutine.spawn(() -> {
            for (int i = 0; i < 100; i++) Coroutine.yieldNow();
            trace.add("yielded");
        });
        Coroutine.idle();
        assertEquals(List.of("yielded"), trace);
    }

    @OnEachKernel(leaps = true)
    void idleDoesNotWaitForTime() {
        after(10);
        Coroutine.idle();
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void allWhoWaitForAnIdleMomentGetTheSame() {
        for (var name : List.of("a", "b")) Coroutine.spawn(() -> {
            Coroutine.idle();
            trace.add(name);
        });
        Coroutine.current().hub().run();
        assertEquals(List.of("a", "b"), trace);
    }
}

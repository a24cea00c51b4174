package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GroupTest {

    private final List<String> trace = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    private void collectErrors() {
        Hub.current().onError((_, error) -> reported.add(error));
    }

    /// Lets time pass, counted in turns of the hub: a clock may be late.
    private static void turns(int number) {
        for (int i = 0; i < number; i++) Coroutine.yieldNow();
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @OnEachKernel
    void aMemberThatHasEndedIsNoMemberAnyMore() {
        var group = new Group();
        group.spawn(() -> trace.add("ran"));
        assertEquals(1, group.size());
        group.join();
        assertTrue(group.isEmpty());
        assertEquals(List.of("ran"), trace);
    }

    @OnEachKernel
    void joinOfAnEmptyGroupDoesNotWait() {
        new Group().join();
        assertTrue(new Group().join(Duration.ZERO));
    }

    @OnEachKernel
    void joinGivesUpInTime() {
        var group = new Group();
        var member = group.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        assertFalse(group.join(millis(1)));
        assertFalse(member.ready());
    }

    @OnEachKernel
    void joinThrowsNothingThatAMemberFailedWith() {
        collectErrors();
        var group = new Group();
        var error = new IOException();
        group.spawn(() -> { throw error; });
        group.join();
        assertEquals(List.of(error), reported);
    }

    @OnEachKernel
    void joinOrRaiseThrowsTheErrorOfTheFirstMemberThatFailed() {
        collectErrors();
        var group = new Group();
        var first = new IOException("first");
        group.spawn(() -> { Coroutine.yieldNow(); throw first; });
        group.spawn(() -> { throw new IOException("second"); });
        assertSame(first, assertThrows(IOException.class, group::joinOrRaise));
    }

    @OnEachKernel
    void joinOrRaiseThrowsWhatFailedEvenWhenOthersAreNotInTime() {
        collectErrors();
        var group = new Group();
        group.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        group.spawn(() -> { throw new IOException(); });
        assertThrows(IOException.class, () -> group.joinOrRaise(millis(1)));
    }

    @OnEachKernel
    void aStrangerCanBeAddedAndDiscarded() {
        var group = new Group();
        var stranger = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        group.add(stranger);
        group.add(stranger);
        assertTrue(group.contains(stranger));
        assertEquals(1, group.size());
        group.discard(stranger);
        group.discard(stranger);
        assertTrue(group.isEmpty());
        assertFalse(stranger.ready());
    }

    @OnEachKernel
    void oneThatHasEndedLeavesAgainWhenItIsAdded() {
        var ended = Coroutine.spawn(() -> {});
        ended.join();
        var group = new Group();
        group.add(ended);
        group.join();
        assertTrue(group.isEmpty());
    }

    @OnEachKernel
    void discardingTheLastMemberEndsTheJoin() {
        var group = new Group();
        var member = group.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        Coroutine.spawn(() -> group.discard(member));
        group.join();
        assertFalse(member.ready());
    }

    @OnEachKernel
    void killEndsAllAndWaitsForTheirFinallyBlocks() {
        var group = new Group();
        for (var name : List.of("a", "b")) group.spawn(() -> {
            try {
                Coroutine.sleep(Duration.ofDays(1));
            } finally {
                Coroutine.yieldNow();
                trace.add(name);
            }
        });
        Coroutine.yieldNow();
        group.kill();
        assertEquals(List.of("a", "b"), trace);
        assertTrue(group.isEmpty());
    }

    @OnEachKernel
    void killedBeforeTheyBeginMembersNeverRun() {
        var group = new Group();
        group.spawn(() -> trace.add("ran"));
        group.kill();
        Coroutine.yieldNow();
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void killEndsThoseTooThatComeMeanwhile() {
        var group = new Group();
        group.spawn(() -> {
            try {
                Coroutine.sleep(Duration.ofDays(1));
            } finally {
                group.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
            }
        });
        Coroutine.yieldNow();
        group.kill();
        assertTrue(group.isEmpty());
    }

    @OnEachKernel
    void aMemberThatKillsItsGroupEndsTheOthersFirst() {
        var group = new Group();
        var other = group.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        var killer = group.spawn(() -> group.kill());
        var last = group.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
        group.join();
        assertTrue(other.isCancelled() && killer.isCancelled() && last.isCancelled());
    }

    @OnEachKernel
    void killSaysThatSomebodyRefusesToDie() {
        var group = new Group();
        var go = new Event();
        group.spawn(() -> {
            try {
                Coroutine.sleep(Duration.ofDays(1));
            } catch (GreenletExit refused) {
                go.await();
            }
        });
        Coroutine.yieldNow();
        assertFalse(group.kill(new GreenletExit(), true, millis(5)));
        go.set();
        assertTrue(group.join(Duration.ofSeconds(5)));
    }

    @OnEachKernel
    void killedAgainByItsGroupAMemberMeetsOneErrorOnly() {
        var group = new Group();
        var member = group.spawn(() -> {
            try {
                Coroutine.sleep(Duration.ofDays(1));
            } finally {
                Coroutine.yieldNow();
                trace.add("cleaned up");
            }
        });
        Coroutine.yieldNow();
        group.kill(new GreenletExit(), false, Duration.ZERO);
        group.kill(new GreenletExit(), false, Duration.ZERO);
        member.join();
        assertEquals(List.of("cleaned up"), trace);
    }

    @Tag("coroutine-59")
    @OnEachKernel
    void mapKeepsTheOrderOfItsArguments() {
        var result = new Group().map(n -> {
            turns(10 * (4 - n));
            trace.add("" + n);
            return n * n;
        }, List.of(1, 2, 3));
        assertEquals(List.of(1, 4, 9), result);
        assertEquals(List.of("3", "2", "1"), trace);
    }

    @OnEachKernel
    void mapOfNothingIsNothing() {
        assertEquals(List.of(), new Group().map(n -> n, List.of()));
    }

    @Tag("coroutine-59")
    @OnEachKernel
    void mapThrowsTheFirstErrorInTheOrderOfArgumentsAndTheOthersGoOn() {
        collectErrors();
        var group = new Group();
        var first = new IOException("first");
        var last = new IOException("last");
        assertSame(first, assertThrows(IOException.class, () -> group.map(n -> switch (n) {
            case 0 -> trace.add("0");
            case 1 -> { Coroutine.yieldNow(); throw first; }
            case 2 -> throw new IOException("earlier, but behind");
            default -> { turns(10); trace.add("still here"); throw last; }
        }, List.of(0, 1, 2, 3))));
        group.join();
        assertEquals(List.of("0", "still here"), trace);
        assertEquals(List.of("earlier, but behind", "last"), reported.stream().map(Throwable::getMessage).toList());
    }

    @OnEachKernel
    void killedInMapTheCallsGoOnAndTheirFailuresAreReported() {
        collectErrors();
        var group = new Group();
        var error = new IOException();
        var mapping = Coroutine.spawn(() -> group.map(_ -> {
            turns(10);
            throw error;
        }, List.of(1)));
        Coroutine.yieldNow();
        Coroutine.yieldNow();
        mapping.kill();
        group.join();
        assertEquals(List.of(error), reported);
    }

    @OnEachKernel
    void aResultOfMapMayBeNull() {
        assertEquals(Arrays.asList(null, "b"), new Group().map(s -> s.equals("a") ? null : s, List.of("a", "b")));
    }

    @OnEachKernel
    void applyGivesTheResultAndThrowsTheVeryError() throws Exception {
        collectErrors();
        var group = new Group();
        assertEquals(7, group.<Integer>apply(() -> 7));
        var error = new IOException();
        assertSame(error, assertThrows(IOException.class, () -> group.apply(() -> { throw error; })));
        assertEquals(List.of(), reported);
    }

    @OnEachKernel
    void aMemberDoesItselfWhatItAppliesToItsGroup() {
        var group = new Pool(1);
        var member = group.spawn(() -> group.apply(Coroutine::current));
        assertSame(member, member.get());
    }

    @OnEachKernel
    void applyAsyncGivesWhatWillHaveTheResult() {
        var group = new Group();
        var result = group.applyAsync(() -> "later");
        assertFalse(result.ready());
        assertEquals("later", result.get());
    }

    @OnEachKernel
    void aGroupIsAlwaysAvailable() {
        var group = new Group();
        group.waitAvailable();
        assertTrue(group.waitAvailable(Duration.ZERO));
        assertFalse(group.isFull());
    }

    @OnEachKernel
    void anotherThreadIsRefused() throws Exception {
        var group = new Group();
        group.spawn(() -> {});
        var refused = new CompletableFuture<Throwable>();
        Thread.ofPlatform().start(() -> {
            try {
                group.spawn(() -> {});
                refused.complete(null);
            } catch (Throwable e) {
                refused.complete(e);
            }
        });
        assertTrue(refused.get(5, TimeUnit.SECONDS) instanceof InvalidThreadUse);
    }
}

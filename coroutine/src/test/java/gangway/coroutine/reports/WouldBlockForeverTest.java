package gangway.coroutine.reports;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.CoroutineInfo;
import gangway.coroutine.Event;
import gangway.coroutine.Hub;
import gangway.coroutine.Kernel;
import gangway.coroutine.OnEachKernel;
import gangway.coroutine.Report;
import gangway.coroutine.TestLock;
import gangway.coroutine.WouldBlockForever;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WouldBlockForeverTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    @Tag("coroutine-61")
    @OnEachKernel
    void waitingForWhatNobodyCanSetIsToldWithinAHundredMilliseconds() {
        var never = new Event();
        var helper = Coroutine.spawn("helper", () -> waitFor(never));
        long start = System.nanoTime();
        var error = assertThrows(WouldBlockForever.class, () -> helper.join());
        assertTrue(System.nanoTime() - start < 100_000_000, "took %s ns".formatted(System.nanoTime() - start));
        assertTrue(error.getMessage().startsWith("This operation would block forever\n"), error::getMessage);
        assertShows("""
              main waits for the end of helper, for T
                  at gangway.coroutine.reports.WouldBlockForeverTest.""", error);
        assertShows("""
              helper waits for Event[not set], for T
                  at gangway.coroutine.reports.WouldBlockForeverTest.waitFor(WouldBlockForeverTest.java:N)
                  at gangway.coroutine.reports.WouldBlockForeverTest.lambda""", error);
    }

    private static void waitFor(Event event) {
        event.await();
    }

    @Tag("coroutine-62")
    @OnEachKernel
    void twoLocksTakenInOppositeOrderAreShownAsACycle() {
        var x = new TestLock("X");
        var y = new TestLock("Y");
        var a = Coroutine.spawn("a", () -> lockBoth(x, y));
        Coroutine.spawn("b", () -> lockBoth(y, x));
        var error = assertThrows(WouldBlockForever.class, a::join);
        assertShows("  cycle: a waits for lock Y held by b, b waits for lock X held by a\n", error);
        assertShows("  a waits for lock Y held by b, for T\n", error);
        assertEquals(List.of("a", "b"), error.graph().cycle().stream().map(CoroutineInfo::name).toList());
    }

    private static void lockBoth(TestLock first, TestLock second) {
        first.lock();
        Coroutine.yieldNow();
        second.lock();
    }

    @OnEachKernel
    void twoThatJoinEachOtherAreACycle() {
        var other = new AtomicReference<Coroutine<?>>();
        var a = Coroutine.spawn("a", () -> other.get().join());
        other.set(Coroutine.spawn("b", () -> a.join()));
        var error = assertThrows(WouldBlockForever.class, a::join);
        assertShows("  cycle: a waits for the end of b, b waits for the end of a\n", error);
    }

    @OnEachKernel
    void whoWaitsForALockOfHisOwnIsACycleOfOne() {
        var lock = new TestLock("X");
        lock.lock();
        var error = assertThrows(WouldBlockForever.class, lock::lock);
        assertShows("  cycle: main waits for lock X held by main\n", error);
    }

    @OnEachKernel
    void aLineOfWaitersWithoutACircleIsNoCycle() {
        var lock = new TestLock("X");
        var never = new Event();
        var holder = Coroutine.spawn("holder", () -> {
            lock.lock();
            never.await();
        });
        Coroutine.spawn("next", lock::lock);
        var error = assertThrows(WouldBlockForever.class, holder::join);
        assertEquals(List.of(), error.graph().cycle());
        assertShows("  next waits for lock X held by holder, for T\n", error);
    }

    @OnEachKernel
    void afterwardsTheHubGoesOn() {
        var event = new Event();
        var waiter = Coroutine.spawn(() -> {
            event.await();
            return "done";
        });
        assertThrows(WouldBlockForever.class, waiter::join);
        assertThrows(WouldBlockForever.class, waiter::join);
        event.set();
        assertEquals("done", waiter.get());
    }

    @OnEachKernel
    void ofManyNotAllAreListed() {
        var never = new Event();
        for (int i = 0; i < 200; i++) Coroutine.spawn(() -> never.await());
        var error = assertThrows(WouldBlockForever.class, never::await);
        assertShows("\n  and 151 more", error);
        assertEquals(50, error.graph().waiters().size());
    }

    @OnEachKernel
    void aToStringThatFailsDoesNotHideTheReport() {
        var queue = new gangway.coroutine.WaitQueue(new Object() {
            @Override
            public String toString() {
                throw new UnsupportedOperationException("no words");
            }
        });
        var error = assertThrows(WouldBlockForever.class, queue::await);
        assertShows("whose toString fails with java.lang.UnsupportedOperationException: no words", error);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aThreadMadeInsideOneThatWaitsIsOneOfThoseWhoWait() {
        var never = new Event();
        Coroutine.spawn(() -> {
            Thread.ofVirtual().name("made").start(() -> never.await());
        });
        var error = assertThrows(WouldBlockForever.class, () -> never.await());
        assertShows("  made waits for Event[not set], for T\n", error);
        never.set();
    }

    @OnEachKernel
    void noAlarmWhileSomethingIsHeld() {
        var event = new Event();
        var hold = Hub.current().hold();
        var clock = Thread.ofPlatform().unstarted(() -> {
            LockSupport.parkNanos(100_000_000);
            hold.close();
        });
        clock.start();
        long start = System.nanoTime();
        assertThrows(WouldBlockForever.class, () -> event.await());
        assertTrue(System.nanoTime() - start > 90_000_000, "the alarm came while it was held");
    }

    // ---- No false alarm: somebody will wake. ----

    @OnEachKernel
    void aSleeperWillWakeTheOthers() {
        var event = new Event();
        Coroutine.spawnLater(Duration.ofMillis(60), () -> {
            event.set();
            return null;
        });
        event.await();
        assertTrue(event.isSet());
    }

    @OnEachKernel
    void aThreadThatWasStartedLaterMayWakeThem() throws InterruptedException {
        var event = new Event();
        var thread = Thread.ofPlatform().name("late").start(() -> {
            try {
                Thread.sleep(150);                             // longer than the hub is patient
            } catch (InterruptedException e) {
                return;
            }
            event.set();
        });
        event.await();
        thread.join();
    }

    @OnEachKernel
    void aThreadThatCallsInAndEndsIsNotMissed() {
        for (int i = 0; i < 200; i++) {
            var event = new Event();
            Thread.ofPlatform().start(event::set);
            event.await();
        }
    }

    @OnEachKernel
    void aVirtualThreadOfTheJdkMayWakeThem() throws Exception {
        var event = new Event();
        var outside = Thread.ofPlatform().start(() -> Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(150_000_000);
            event.set();
        }));
        outside.join();
        event.await();
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aCoroutineThatSleepsWithoutTheHubIsNotAtItsEnd() {
        var event = new Event();
        Coroutine.spawn(() -> {
            Thread.sleep(150);
            event.set();
        });
        event.await();
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aThreadMadeInsideOneMayWakeThem() {
        var event = new Event();
        Coroutine.spawn(() -> {
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(150_000_000);
                event.set();
            });
        });
        event.await();
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aCoroutineInALockOfTheJdkLeavesItUncertain() {
        Hub.current().close();
        try (var hub = Hub.builder().alone().grace(Duration.ofMillis(30)).open()) {
            var reports = new ArrayList<Report>();
            var event = new Event();
            hub.onReport(report -> {
                reports.add(report);
                event.set();
            });
            var queue = new SynchronousQueue<String>();
            var taker = Coroutine.spawn("taker", queue::take);
            event.await();
            assertEquals(1, reports.size());
            var text = reports.getFirst().toString();
            assertTrue(text.contains("may block forever"), text);
            assertTrue(text.contains("taker (it waits outside of the hub)"), text);
            assertTrue(text.contains("java.util.concurrent.SynchronousQueue.take"), text);
            Coroutine.spawn(() -> queue.put("there"));
            assertEquals("there", taker.get());
        }
    }

    // ---- Not certain: said once, after a time. ----

    @Timeout(20)
    @Test
    void whatAnotherThreadMightStillDoIsReportedOnceAndNotThrown() throws Exception {
        var gate = new CountDownLatch(1);
        var bystander = Thread.ofPlatform().name("bystander").start(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                return;
            }
        });
        var reports = new ArrayList<Report>();
        var work = new FutureTask<String>(() -> {
            try (var hub = Hub.builder().grace(Duration.ofMillis(50)).open()) {
                var event = new Event();
                hub.onReport(report -> {
                    reports.add(report);
                    Thread.ofPlatform().name("helper").start(event::set);
                });
                event.await();
                Coroutine.sleep(SHORT);
                return "woken";
            }
        });
        var thread = Thread.ofPlatform().name("hub").start(work);
        assertEquals("woken", work.get());
        thread.join();
        assertEquals(1, reports.size());
        var text = reports.getFirst().toString();
        assertTrue(text.startsWith("Hub[hub] may block forever: for "), text);
        assertTrue(text.contains("another OS thread might still wake this: "), text);
        assertTrue(text.contains("bystander (WAITING)"), text);
        assertTrue(text.contains("hub waits for Event[not set]"), text);
        assertFalse(text.contains("Reference Handler") || text.contains("Common-Cleaner"), text);
        gate.countDown();
        bystander.join();
    }

    @OnEachKernel
    void theSameErrorIsCaughtWhereItIsThrown() {
        var seen = new AtomicReference<Throwable>();
        try {
            new Event().await();
        } catch (WouldBlockForever e) {
            seen.set(e);
        }
        assertSame(WouldBlockForever.class, seen.get().getClass());
        assertTrue(Stream.of(seen.get().getStackTrace()).map(StackTraceElement::getMethodName)
            .anyMatch("theSameErrorIsCaughtWhereItIsThrown"::equals),
            "it has the stack of who waits");
    }

    /// Times are `T`, line numbers `N`, and indentation does not count.
    private static void assertShows(String expected, WouldBlockForever error) {
        var text = error.getMessage().replaceAll("for [0-9.]+ m?s", "for T").replaceAll("java:\\d+", "java:N");
        assertTrue(withoutIndentation(text + "\n").contains(withoutIndentation(expected)),
            () -> "not shown:\n" + expected + "\nin:\n" + text);
    }

    private static String withoutIndentation(String text) {
        return text.replaceAll("(?m)^ +", "");
    }
}

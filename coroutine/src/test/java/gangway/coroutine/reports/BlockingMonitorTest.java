package gangway.coroutine.reports;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.Hub;
import gangway.coroutine.Kernel;
import gangway.coroutine.OnEachKernel;
import gangway.coroutine.Report;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BlockingMonitorTest {

    /// When a report came, as `System.nanoTime`.
    private record Told(long when, Thread by, Report.Blocked report) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();

    private void listen() {
        Hub.current().onReport(report -> {
            if (report instanceof Report.Blocked blocked)
                told.add(new Told(System.nanoTime(), Thread.currentThread(), blocked));
        });
    }

    private static void busyFor(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) Thread.onSpinWait();
    }

    private static void busyUntil(BooleanSupplier condition) {
        for (int left = 100; left > 0 && !condition.getAsBoolean(); left--) busyFor(50);
    }

    @Tag("coroutine-67")
    @OnEachKernel
    void whoIsBusyForLongIsReportedWithNameAndStack() {
        listen();
        long took = Long.MAX_VALUE;
        for (int left = 5; left > 0 && took > 500_000_000; left--) {  // where all cores are taken, the monitor has to wait, too
            told.clear();
            long start = System.nanoTime();
            Coroutine.spawn("busy", () -> busyFor(300)).join();
            if (!told.isEmpty()) took = told.getFirst().when() - start;
        }
        assertEquals(1, told.size());
        var report = told.getFirst().report();
        assertTrue(took < 500_000_000, "took %s ns: %s".formatted(took, report));
        assertEquals("busy", report.coroutine());
        assertTrue(report.stack().stream().anyMatch(frame -> frame.getMethodName().equals("busyFor")), report::toString);
        assertTrue(report.time().compareTo(Duration.ofMillis(100)) >= 0, report::toString);
        assertTrue(report.toString().startsWith("Hub[main] is blocked: busy has run for "), report::toString);
        assertNotEquals(Thread.currentThread(), told.getFirst().by());
    }

    @OnEachKernel
    void eachStallIsReportedOnce() {
        listen();
        Coroutine.spawn("first", () -> {
            busyUntil(() -> told.size() == 1);
            busyFor(300);
        }).join();
        Coroutine.spawn("second", () -> busyUntil(() -> told.size() == 2)).join();
        assertEquals(List.of("first", "second"), told.stream().map(each -> each.report().coroutine()).toList());
    }

    @OnEachKernel
    void theMainCodeOutsideOfTheLoopIsNoStall() {
        listen();
        Coroutine.yieldNow();
        busyFor(300);
        assertEquals(List.of(), told);
    }

    @OnEachKernel
    void manyShortTurnsAreNoStall() {
        listen();
        Coroutine.spawn(() -> {
            for (int i = 0; i < 30; i++) {
                busyFor(10);
                Coroutine.yieldNow();
            }
        }).join();
        assertEquals(List.of(), told);
    }

    @OnEachKernel
    void aHubThatSleepsIsNotStalled() {
        listen();
        Coroutine.spawn(() -> Coroutine.sleep(Duration.ofMillis(300))).join();
        assertEquals(List.of(), told);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void whoBlocksItInTheSystemIsReported() throws Exception {
        listen();
        var pipe = new ProcessBuilder("sleep", "2").start();
        Coroutine.spawn("reader", () -> pipe.getInputStream().read()).join();
        assertEquals("reader", told.getFirst().report().coroutine());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aThreadThatSomeCoroutineMadeIsNamedToo() {
        listen();
        var done = new Event();
        Coroutine.spawn("maker", () -> {
            Thread.ofVirtual().name("made").start(() -> {
                busyUntil(() -> !told.isEmpty());
                done.set();
            });
        });
        done.await();
        assertEquals(List.of("made"), told.stream().map(each -> each.report().coroutine()).toList());
    }

    @OnEachKernel
    void aCallbackOfTheHubIsReported() {
        listen();
        var done = new Event();
        Hub.current().execute(() -> {
            busyUntil(() -> !told.isEmpty());
            done.set();
        });
        done.await();
        assertEquals(List.of("a callback"), told.stream().map(each -> each.report().coroutine()).toList());
    }

    @OnEachKernel
    void theLimitCanBeAnother() {
        Hub.current().close();
        try (var _ = Hub.builder().maxBlocking(Duration.ofSeconds(10)).open()) {
            listen();
            Coroutine.spawn(() -> busyFor(200)).join();
            assertEquals(List.of(), told);
        }
    }

    @OnEachKernel
    void aListenerThatFailsStopsNobody() {
        var calls = new AtomicInteger();
        Hub.current().onReport(_ -> {
            calls.incrementAndGet();
            throw new IllegalStateException("a listener's own fault, which the log may show");
        });
        Coroutine.spawn("first", () -> busyUntil(() -> calls.get() == 1)).join();
        Coroutine.spawn("second", () -> busyUntil(() -> calls.get() == 2)).join();
        assertEquals(2, calls.get());
    }
}

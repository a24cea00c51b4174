package gangway.coroutine.reports;

import module java.base;

import gangway.coroutine.Channel;
import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.Hub;
import gangway.coroutine.Report;
import gangway.coroutine.Semaphore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Each test runs on a thread of its own, whose hub has a spare thread take over after 40 ms.
@Timeout(30)
class TakeoverTest {

    private final List<Report> reports = new CopyOnWriteArrayList<>();

    private void onHub(Callable<?> test) throws Exception {
        var work = new FutureTask<>(() -> {
            try (var hub = Hub.builder().takeover(Duration.ofMillis(40)).alone().open()) {
                hub.onReport(reports::add);
                return test.call();
            }
        });
        var thread = Thread.ofPlatform().name("main").daemon().start(work);
        try {
            work.get(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            var hang = new AssertionError("hangs; " + gangway.coroutine.RunInfo.now());
            hang.setStackTrace(thread.getStackTrace());
            throw hang;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw e;
        }
    }

    private long takeovers() {
        return reports.stream().filter(Report.TakenOver.class::isInstance).count();
    }

    /// Blocks the thread that it runs on in the system, for some time.
    private static void block(double seconds) throws IOException {
        var process = new ProcessBuilder("sleep", Double.toString(seconds)).redirectErrorStream(true).start();
        process.getInputStream().read();
    }

    /// Its initializer waits for what only another coroutine brings.
    private static final class NeedsOther {
        static final SynchronousQueue<String> QUEUE = new SynchronousQueue<>();

        private static final class Inner {
            static final String VALUE = take();

            private static String take() {
                try {
                    return QUEUE.take();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void aClassInitializerThatWaitsForAnotherCoroutineDoesNotHang() throws Exception {
        onHub(() -> {
            var reader = Coroutine.spawn("reader", () -> NeedsOther.Inner.VALUE);
            Coroutine.spawn(() -> NeedsOther.QUEUE.put("brought"));
            assertEquals("brought", reader.get());
            assertEquals(1, takeovers());
            var text = reports.stream().filter(Report.TakenOver.class::isInstance).findFirst().orElseThrow().toString();
            assertTrue(text.startsWith("Hub[main] is run by a spare thread: reader has blocked its own for "), text);
            assertTrue(text.contains("NeedsOther$Inner.<clinit>"), text);
            return null;
        });
    }

    @Test
    void othersRunWhileOneReadsFromAPipe() throws Exception {
        onHub(() -> {
            var ticks = new AtomicInteger();
            var reader = Coroutine.spawn("reader", () -> block(0.5));
            var clock = Coroutine.spawn("clock", () -> {
                while (!reader.ready()) {
                    ticks.incrementAndGet();
                    Coroutine.sleep(Duration.ofMillis(10));
                }
            });
            reader.join();
            clock.join();
            assertTrue(ticks.get() >= 2, "ticks: " + ticks);
            assertTrue(takeovers() >= 1);
            return null;
        });
    }

    @Test
    void theHubsOwnThreadGetsItsRoleBack() throws Exception {
        onHub(() -> {
            var main = Thread.currentThread();
            var names = new ArrayList<String>();
            var reader = Coroutine.spawn("reader", () -> block(0.3));
            Hub.current().execute(() -> names.add(Thread.currentThread().getName()));
            reader.join();
            Hub.current().execute(() -> names.add(Thread.currentThread().getName()));
            Coroutine.sleep(Duration.ofMillis(50));
            Hub.current().execute(() -> names.add(Thread.currentThread().getName()));
            Coroutine.yieldNow();
            assertEquals("main", names.getLast());
            assertSame(main, Thread.currentThread());
            assertTrue(names.contains("spare of main"), names::toString);
            return null;
        });
    }

    @Test
    void whoComesBackUsesTheHubOnlyWhereItIs() throws Exception {
        onHub(() -> {
            var channel = new Channel<Integer>();
            var gate = new Semaphore(1);
            var inside = new AtomicInteger();
            var all = new ArrayList<Coroutine<?>>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                all.add(Coroutine.spawn("blocker-" + i, () -> {
                    for (int round = 0; round < 5; round++) {
                        block(0.06 + 0.01 * number);
                        gate.acquire();
                        try {
                            assertEquals(1, inside.incrementAndGet());
                            Coroutine.yieldNow();
                            inside.decrementAndGet();
                        } finally {
                            gate.release();
                        }
                        channel.put(number);
                    }
                }));
            }
            var counts = new int[4];
            for (int i = 0; i < 20; i++) counts[channel.get()]++;
            for (var each : all) each.get();
            assertEquals(List.of(5, 5, 5, 5), Arrays.stream(counts).boxed().toList());
            assertTrue(takeovers() >= 4, () -> "takeovers: " + takeovers());
            return null;
        });
    }

    @Test
    void whoIsPinnedGetsTheHubToWhereItIs() throws Exception {
        onHub(() -> {
            var event = new Event();
            Holder.work = () -> {
                block(0.2);
                event.set();                                   // on the thread that the hub was taken from
                Coroutine.spawn("late", () -> {});
                return "initialized";
            };
            var pinned = Coroutine.spawn("pinned", () -> Holder.Inner.VALUE);
            var waiter = Coroutine.spawn("waiter", () -> event.await());
            var clock = Coroutine.spawn("clock", () -> {
                while (true) Coroutine.sleep(Duration.ofMillis(1));
            });
            waiter.join();
            assertEquals("initialized", pinned.get());
            clock.kill();
            assertTrue(takeovers() >= 1);
            return null;
        });
    }

    private static final class Holder {
        static Callable<String> work;

        private static final class Inner {
            static final String VALUE = call();

            private static String call() {
                try {
                    return work.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void whoOnlyComputesIsNotTakenFrom() throws Exception {
        onHub(() -> {
            Coroutine.spawn("busy", () -> {
                long end = System.nanoTime() + 300_000_000;
                while (System.nanoTime() < end) Thread.onSpinWait();
            }).join();
            assertEquals(0, takeovers());
            return null;
        });
    }

    @Test
    void withoutAskingNobodyTakesOver() throws Exception {
        var seen = new ArrayList<Report>();
        var work = new FutureTask<>(() -> {
            try (var hub = Hub.builder().alone().open()) {
                hub.onReport(seen::add);
                Coroutine.spawn("reader", () -> block(0.3)).join();
            }
            return null;
        });
        Thread.ofPlatform().start(work);
        work.get(20, TimeUnit.SECONDS);
        assertFalse(seen.stream().anyMatch(Report.TakenOver.class::isInstance), seen::toString);
    }
}

package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Those who wait for one thing.
class WaitQueueTest {

    private final WaitQueue queue = new WaitQueue("values");
    private final List<String> trace = new ArrayList<>();

    private List<Coroutine<?>> waiting(int number) {
        var all = new ArrayList<Coroutine<?>>();
        for (int i = 0; i < number; i++) {
            int place = i;
            all.add(Coroutine.spawn("w" + i, () -> trace.add(place + ":" + queue.await())));
        }
        Coroutine.yieldNow();
        assertEquals(number, queue.size());
        return all;
    }

    @OnEachKernel
    void firstComeFirstServed() {
        waiting(3);
        for (var value : List.of("a", "b", "c")) assertTrue(queue.wake(value));
        assertFalse(queue.wake("nobody"));
        Coroutine.idle();
        assertEquals(List.of("0:a", "1:b", "2:c"), trace);
    }

    @OnEachKernel
    void whoIsKilledLeavesFromAnywhereAndTheOthersKeepTheirOrder() {
        for (int victim = 0; victim < 4; victim++) {
            trace.clear();
            var all = waiting(4);
            all.get(victim).kill();
            assertEquals(3, queue.size());
            assertEquals(3, queue.wakeAll("v"));
            Coroutine.joinAll(all);
            int left = victim;
            assertEquals(IntStream.range(0, 4).filter(i -> i != left).mapToObj(i -> i + ":v").toList(), trace);
        }
    }

    @OnEachKernel
    void randomArrivalsKillsAndWakesKeepTheOrderOfAList() {
        var random = new Random(11);
        var expected = new ArrayList<String>();
        var waiters = new ArrayDeque<Coroutine<?>>();
        for (int i = 0; i < 2_000; i++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    int number = i;
                    waiters.add(Coroutine.spawn(() -> trace.add(number + ":" + queue.await())));
                    expected.add(String.valueOf(number));
                }
                case 1 -> {
                    if (waiters.isEmpty()) continue;
                    int place = random.nextInt(waiters.size());
                    var victim = waiters.stream().skip(place).findFirst().orElseThrow();
                    waiters.remove(victim);
                    expected.remove(place);
                    victim.kill();
                }
                default -> {
                    Coroutine.yieldNow();
                    assertEquals(!waiters.isEmpty(), queue.wake("v"));
                    Coroutine.yieldNow();
                    if (waiters.isEmpty()) continue;
                    waiters.remove();
                    assertEquals(expected.removeFirst() + ":v", trace.getLast());
                }
            }
        }
        Coroutine.yieldNow();
        assertEquals(waiters.size(), queue.size());
    }

    @OnEachKernel(leaps = true)
    void whoseTimeIsOverLeaves() {
        var result = new AtomicReference<Optional<Object>>();
        Coroutine.spawn(() -> result.set(queue.await(Duration.ofSeconds(1)))).join();
        assertEquals(Optional.empty(), result.get());
        assertTrue(queue.isEmpty());
        assertFalse(queue.wake("nobody"));
    }

    @OnEachKernel(leaps = true)
    void aValueInTimeLeavesNoTimer() {
        var coroutine = Coroutine.spawn(() -> queue.await(Duration.ofHours(1)));
        Coroutine.yieldNow();
        queue.wake("v");
        assertEquals(Optional.of("v"), coroutine.get());
        assertEquals(0, coroutine.hub().loop().timers());
    }

    @OnEachKernel
    void whoComesWhileAllAreWokenIsNotWoken() {
        Coroutine.spawn(() -> {
            queue.await();
            queue.await();
            trace.add("twice");
        });
        Coroutine.yieldNow();
        assertEquals(1, queue.wakeAll("v"));
        Coroutine.idle();
        assertEquals(List.of(), trace);
        assertEquals(1, queue.wakeAll("v"));
    }

    @OnEachKernel(Kernel.CONTINUATION)
    void whoIsRefusedTheWaitDoesNotStandInTheQueue() {
        Coroutine.spawn(() -> {
            synchronized (trace) {
                assertThrows(MonitorHeld.class, queue::await);
                assertThrows(MonitorHeld.class, () -> queue.await(Duration.ofSeconds(1)));
            }
        }).get();
        assertTrue(queue.isEmpty());
        assertFalse(queue.wake("nobody"));
        assertEquals(0, Hub.current().loop().timers());
    }

    @OnEachKernel
    void itBelongsToTheHubOfTheFirstWhoUsesIt() throws Exception {
        queue.enter();
        var error = new CompletableFuture<Throwable>();
        Thread.ofPlatform().start(() -> error.complete(assertThrows(InvalidThreadUse.class, () -> queue.wake("v"))));
        assertTrue(error.get().getMessage().startsWith("values belongs to Hub[main]"), error.get().getMessage());
    }
}

import module java.base;
import module gangway.coroutine;

import gangway.coroutine.Channel;

/// What is measured of this library, on the kernel that this process was started with.
final class OurMeasures {

    private static final int PARKED = 100_000;

    private OurMeasures() {}

    static Map<String, Measure> all() {
        return Map.ofEntries(
            Map.entry("switch-2", () -> switches(2, 100_000)),
            Map.entry("switch-10000", () -> switches(10_000, 30)),
            Map.entry("channel", () -> channel(50_000)),
            Map.entry("spawn", Measure.of(20_000, () -> {
                for (int i = 0; i < 20_000; i++) Coroutine.spawn(() -> {}).join();
            })),
            Map.entry("spawn-many", Measure.of(10_000, () -> {
                var all = IntStream.range(0, 10_000).mapToObj(_ -> Coroutine.spawn(() -> {})).toList();
                for (var each : all) each.join();
            })),
            Map.entry("parked", Measure.value(OurMeasures::parked)),
            Map.entry("wake", Measure.value(OurMeasures::wake)));
    }

    /// So many coroutines that take turns, from when all of them have begun.
    private static Measure.Work switches(int coroutines, int turns) {
        var gate = new Event();
        var all = IntStream.range(0, coroutines).mapToObj(_ -> Coroutine.spawn(() -> {
            gate.await();
            for (int i = 0; i < turns; i++) Coroutine.yieldNow();
        })).toList();
        Coroutine.yieldNow();
        long start = System.nanoTime();
        gate.set();
        for (var each : all) each.join();
        return new Measure.Work((long) coroutines * turns, System.nanoTime() - start);
    }

    private static Measure.Work channel(int items) throws Exception {
        var channel = new Channel<Integer>();
        var producer = Coroutine.spawn(() -> {
            for (int i = 0; i < items; i++) channel.put(i);
        });
        long start = System.nanoTime();
        for (int i = 0; i < items; i++) channel.get();
        producer.join();
        return new Measure.Work(items, System.nanoTime() - start);
    }

    /// Not nanoseconds but bytes of the heap, after a collection, for each coroutine that waits for an event.
    private static long parked() {
        var gate = new Event();
        long before = Memory.used();
        var all = new Coroutine<?>[PARKED];
        for (int i = 0; i < PARKED; i++) all[i] = Coroutine.spawn(() -> gate.await());
        Coroutine.yieldNow();
        Coroutine.yieldNow();
        long bytes = Memory.used() - before - 4L * PARKED;     // without our own array
        gate.set();
        for (var each : all) each.join();
        return bytes / PARKED;
    }

    /// From another thread's call to the first instruction in a hub that sleeps: the median of many.
    private static long wake() throws Exception {
        var times = new long[300];
        var hub = Hub.current();
        var done = new Event();
        var other = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < times.length; i++) {
                int number = i;
                LockSupport.parkNanos(300_000);                // by then the hub sleeps
                long start = System.nanoTime();
                hub.execute(() -> times[number] = System.nanoTime() - start);
            }
            done.set();
        });
        done.await(Duration.ofMinutes(1));                     // with a time, since nobody on this hub will set it
        other.join();
        Arrays.sort(times);
        return times[times.length / 2];
    }
}

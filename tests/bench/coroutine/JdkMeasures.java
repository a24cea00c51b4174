import module java.base;

/// The same with what the JDK has: virtual threads on its own scheduler, or platform threads.
final class JdkMeasures {

    private static final int PARKED = 100_000;

    private final Thread.Builder threads;

    private JdkMeasures(Thread.Builder threads) {
        this.threads = threads;
    }

    static Map<String, Measure> virtual() {
        var jdk = new JdkMeasures(Thread.ofVirtual());
        var all = new HashMap<>(jdk.both(50_000, 20_000));
        all.put("switch-10000", () -> jdk.yields(10_000, 30));
        all.put("parked", Measure.value(jdk::parked));
        return all;
    }

    static Map<String, Measure> platform() {
        return new JdkMeasures(Thread.ofPlatform()).both(2_000, 200);
    }

    private Map<String, Measure> both(int items, int spawned) {
        return Map.of(
            "switch-2", () -> yields(2, items),
            "channel", () -> handOff(items),
            "spawn", Measure.of(spawned, () -> {
                for (int i = 0; i < spawned; i++) threads.start(() -> {}).join();
            }),
            "spawn-many", Measure.of(spawned, () -> {
                var all = IntStream.range(0, spawned).mapToObj(_ -> threads.start(() -> {})).toList();
                for (var each : all) each.join();
            }),
            "wake", Measure.value(JdkMeasures::wake));
    }

    private Measure.Work yields(int threads, int turns) throws InterruptedException {
        var gate = new CountDownLatch(1);
        var all = IntStream.range(0, threads).mapToObj(_ -> this.threads.start(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            for (int i = 0; i < turns; i++) Thread.yield();
        })).toList();
        while (all.stream().anyMatch(each -> each.getState() != Thread.State.WAITING)) Thread.onSpinWait();
        long start = System.nanoTime();
        gate.countDown();
        for (var each : all) each.join();
        return new Measure.Work((long) threads * turns, System.nanoTime() - start);
    }

    private Measure.Work handOff(int items) throws InterruptedException {
        var queue = new SynchronousQueue<Integer>();
        var producer = threads.unstarted(() -> {
            try {
                for (int i = 0; i < items; i++) queue.put(i);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        var consumer = threads.unstarted(() -> {
            try {
                for (int i = 0; i < items; i++) queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long start = System.nanoTime();
        producer.start();
        consumer.start();
        producer.join();
        consumer.join();
        return new Measure.Work(items, System.nanoTime() - start);
    }

    private long parked() throws InterruptedException {
        var gate = new CountDownLatch(1);
        long before = Memory.used();
        var all = new Thread[PARKED];
        for (int i = 0; i < PARKED; i++)
            all[i] = threads.start(() -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        for (var each : all) while (each.getState() != Thread.State.WAITING) Thread.onSpinWait();
        long bytes = Memory.used() - before - 4L * PARKED;
        gate.countDown();
        for (var each : all) each.join();
        return bytes / PARKED;
    }

    /// From `unpark` to the first instruction of a platform thread that sleeps.
    private static long wake() throws InterruptedException {
        var times = new long[300];
        var called = new AtomicLong();
        var sleeper = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < times.length; i++) {
                while (called.get() == 0) LockSupport.park();
                times[i] = System.nanoTime() - called.getAndSet(0);
            }
        });
        for (int i = 0; i < times.length; i++) {
            LockSupport.parkNanos(300_000);
            called.set(System.nanoTime());
            LockSupport.unpark(sleeper);
            while (called.get() != 0) LockSupport.parkNanos(50_000);
        }
        sleeper.join();
        Arrays.sort(times);
        return times[times.length / 2];
    }
}

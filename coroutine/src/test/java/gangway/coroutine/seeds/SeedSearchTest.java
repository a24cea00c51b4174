package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.BoundedSemaphore;
import gangway.coroutine.Kernel;
import gangway.coroutine.LifoQueue;
import gangway.coroutine.PriorityQueue;
import gangway.coroutine.RLock;
import gangway.coroutine.Semaphore;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.Seeds;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random programs over everything that coroutines share. For each, a few hundred seeds are tried whenever tests are run, and
/// 10 000 by `mvn verify -Plong`. One that fails is run again, alone, with `-Dgangway.seed=…`, which its message tells.
class SeedSearchTest {

    /// @param name    of the family
    /// @param program what is tried
    /// @param kernel  on what
    record Family(String name, Program<?> program, Kernel kernel) {
        @Override
        public String toString() {
            return name + " on " + kernel;
        }
    }

    static Stream<Family> families() {
        return programs().entrySet().stream().flatMap(entry -> Stream.of(Kernel.values())
            .map(kernel -> new Family(entry.getKey(), entry.getValue(), kernel)));
    }

    private static Map<String, Program<?>> programs() {
        var all = new LinkedHashMap<String, Program<?>>();
        all.put("queue", QueueProgram.of(RealQueue::unbounded));
        all.put("queue of 1", QueueProgram.of(() -> RealQueue.bounded(1)));
        all.put("queue of 3", QueueProgram.of(() -> RealQueue.bounded(3)));
        all.put("queue, joinable", QueueProgram.of(RealQueue::joinable));
        all.put("queue, of 2, with alarms", QueueProgram.of(() -> RealQueue.bounded(2).withAlarms()));
        all.put("queue, priority", new BagProgram(PriorityQueue::new, left -> left.stream().sorted().toList()));
        all.put("queue, last in first out", new BagProgram(LifoQueue::new, List::reversed));
        all.put("queue, tasks", new TaskProgram());
        all.put("channel", QueueProgram.of(RealQueue::channel));
        all.put("channel with alarms", QueueProgram.of(() -> RealQueue.channel().withAlarms()));
        all.put("semaphore", new SemaphoreProgram(2, (_, total) -> new RealPermits.OfSemaphore(new Semaphore(total))));
        all.put("semaphore with alarms",
            new SemaphoreProgram(1, (_, total) -> new RealPermits.WithAlarms(new Semaphore(total))));
        all.put("semaphore, bounded",
            new SemaphoreProgram(3, (_, total) -> new RealPermits.OfSemaphore(new BoundedSemaphore(total))));
        all.put("semaphore, lock", new SemaphoreProgram(1, (_, _) -> new RealPermits.OfLock(new RLock())));
        all.put("condition", new ConditionProgram());
        all.put("condition, bounded buffer", QueueProgram.unfair(test -> new MonitorQueue(test, 2)));
        all.put("timeout", new TimeoutProgram());
        all.put("pool of 1", new PoolProgram(1));
        all.put("pool of 3", new PoolProgram(3));
        all.put("nursery", new NurseryProgram());
        return all;
    }

    @ParameterizedTest
    @MethodSource("families")
    @Timeout(60)
    void aFewHundredSeedsFindNothing(Family family) {
        Seeds.of(family.name(), 300).on(family.kernel()).search(family.program());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("families")
    @Timeout(600)
    void tenThousandSeedsFindNothing(Family family) {
        Seeds.of(family.name(), 10_000).on(family.kernel()).search(family.program());
    }
}

package gangway.coroutine;

import module java.base;

import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Locks and threads of the JDK inside coroutines: right on the default kernel, and on the other what it answers instead.
class JavaTest {

    private final List<String> trace = new ArrayList<>();
    private int inside;
    private int most;

    private void visit() {
        most = Math.max(most, ++inside);
        Coroutine.sleep(Duration.ofMillis(1));
        inside--;
    }

    private void five(Action body) {
        var all = Stream.generate(() -> Coroutine.spawn(body)).limit(5).toList();
        assertEquals(5, Coroutine.joinAll(all, JoinOption.raiseError()).size());
    }

    @Tag("coroutine-70")
    @OnEachKernel(Kernel.VIRTUAL)
    void onlyOneIsInsideAMonitorAlthoughItSleepsThere() {
        var lock = new Object();
        five(() -> {
            synchronized (lock) {
                visit();
            }
        });
        assertEquals(1, most);
    }

    @Tag("coroutine-70")
    @OnEachKernel(Kernel.VIRTUAL)
    void onlyOneIsInsideAMonitorThatSomebodyHasWaitedFor() throws InterruptedException {
        var lock = new Object();
        synchronized (lock) {
            lock.wait(1);                                      // from now on it is an inflated one
        }
        five(() -> {
            synchronized (lock) {
                visit();
            }
        });
        assertEquals(1, most);
    }

    @Tag("coroutine-71")
    @OnEachKernel(Kernel.VIRTUAL)
    void onlyOneIsInsideALockOfTheJdk() {
        var lock = new ReentrantLock();
        five(() -> {
            lock.lock();
            try {
                visit();
            } finally {
                lock.unlock();
            }
        });
        assertEquals(1, most);
    }

    @Tag("coroutine-72")
    @OnEachKernel(Kernel.VIRTUAL)
    void coroutinesWaitForAndNotifyEachOther() {
        var lock = new Object();
        var waiter = Coroutine.spawn(() -> {
            synchronized (lock) {
                while (inside == 0) lock.wait();
            }
            return "notified";
        });
        Coroutine.yieldNow();
        Coroutine.spawn(() -> {
            synchronized (lock) {
                inside = 1;
                lock.notifyAll();
            }
        });
        assertEquals("notified", waiter.get());
    }

    @Tag("coroutine-73")
    @OnEachKernel(Kernel.VIRTUAL)
    void eachCoroutineHasThreadLocalsOfItsOwn() {
        var local = new ThreadLocal<String>();
        local.set("main");
        var all = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
            assertNull(local.get());
            local.set(name);
            Coroutine.yieldNow();
            return local.get();
        })).toList();
        assertEquals("a", all.get(0).get());
        assertEquals("b", all.get(1).get());
        assertEquals("main", local.get());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void eachCoroutineIsAThreadWithItsName() {
        var thread = Coroutine.spawn("worker", Thread::currentThread).get();
        assertEquals("worker", thread.getName());
        assertTrue(thread.isVirtual());
        assertNotSame(Thread.currentThread(), thread);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aSleepAsTheJdkDoesItLetsOthersRun() {
        Coroutine.spawn(() -> trace.add("other"));
        Coroutine.spawn(() -> {
            Thread.sleep(5);
            trace.add("slept");
        }).join();
        assertEquals(List.of("other", "slept"), trace);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void aQueueOfTheJdkPassesValuesBetweenCoroutines() {
        var queue = new ArrayBlockingQueue<Integer>(1);
        Coroutine.spawn(() -> {
            for (int i = 0; i < 100; i++) queue.put(i);
        });
        int sum = Coroutine.spawn(() -> {
            int all = 0;
            for (int i = 0; i < 100; i++) all += queue.take();
            return all;
        }).get();
        assertEquals(4950, sum);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void theJvmListsCoroutinesUnderTheirHub() {
        var coroutine = Coroutine.spawn("listed", () -> new Event().await());
        Coroutine.yieldNow();
        var listed = ThreadContainers.root().children().filter(each -> "Hub[main]".equals(each.name()))
            .flatMap(ThreadContainer::threads).map(Thread::getName).toList();
        assertTrue(listed.contains("listed"), () -> "only " + listed);
        coroutine.kill();
    }

    // ---- The raw kernel. ----

    @Tag("coroutine-70")
    @OnEachKernel(Kernel.CONTINUATION)
    void aBareContinuationIsRefusedWhereItWouldWaitInsideAMonitorAndGoesOn() {
        var lock = new Object();
        var coroutine = Coroutine.spawn("c", () -> {
            synchronized (lock) {
                for (Action wait : List.<Action>of(Coroutine::yieldNow, () -> Coroutine.sleep(Duration.ofMillis(1)),
                        () -> new Event().await())) {
                    try {
                        wait.run();
                    } catch (MonitorHeld e) {
                        trace.add("refused");
                        assertTrue(e.getMessage().contains("java.lang.Object, locked by"), e.getMessage());
                    }
                    assertEquals("c", Coroutine.current().name());
                }
            }
            Coroutine.sleep(Duration.ofMillis(1));
            Coroutine.yieldNow();
            return "went on";
        });
        assertEquals("went on", coroutine.get());
        assertEquals(List.of("refused", "refused", "refused"), trace);
        synchronized (lock) {
            assertFalse(coroutine.parking().isParked());
        }
    }

    @OnEachKernel(Kernel.CONTINUATION)
    void aWaitInAClassInitializerIsRefusedAndTheCoroutineGoesOn() {
        var coroutine = Coroutine.spawn("c", () -> {
            assertEquals(List.of(IllegalStateException.class, IllegalStateException.class), Pinned.THROWN);
            assertEquals("c", Coroutine.current().name());
            Coroutine.yieldNow();
            Coroutine.sleep(Duration.ofMillis(1));
            return Coroutine.current();
        });
        assertSame(coroutine, coroutine.get());
    }

    /// Waits while it is initialized: native code of the JVM is in between then.
    private static final class Pinned {

        static final List<Class<?>> THROWN = new ArrayList<>();

        static {
            for (Action wait : List.<Action>of(Coroutine::yieldNow, () -> Coroutine.sleep(Duration.ofMillis(1)))) {
                try {
                    wait.run();
                } catch (Exception e) {
                    THROWN.add(e.getClass());
                }
            }
        }
    }
}

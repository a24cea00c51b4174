package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ThreadPoolTest {

    private final List<String> trace = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private String blocked() throws Exception {
        begun.countDown();
        if (!gate.await(10, TimeUnit.SECONDS)) throw new IllegalStateException("nobody opened the gate");
        return "through";
    }

    @Tag("coroutine-60")
    @OnEachKernel
    void whileAJobBlocksTheOtherCoroutinesRun() throws Exception {
        var job = Coroutine.spawn(() -> new ThreadPool(1).apply(this::blocked));
        Coroutine.spawn(() -> {
            for (int i = 0; i < 3; i++) {
                Coroutine.sleep(millis(1));
                trace.add("tick");
            }
            gate.countDown();
        });
        assertEquals("through", job.get());
        assertEquals(3, trace.size());
    }

    @OnEachKernel
    void jobsRunOnOtherThreadsSideBySide() throws Exception {
        var pool = new ThreadPool(3);
        var meeting = new CyclicBarrier(3);
        var threads = pool.map(_ -> { meeting.await(10, TimeUnit.SECONDS); return Thread.currentThread(); }, List.of(1, 2, 3));
        assertEquals(3, Set.copyOf(threads).size());
        assertTrue(threads.stream().allMatch(Thread::isDaemon));
        assertFalse(threads.stream().anyMatch(Thread::isVirtual));
        assertNotSame(Thread.currentThread(), threads.getFirst());
    }

    @OnEachKernel
    void aJobMayGiveNull() throws Exception {
        assertEquals(Optional.empty(), Optional.ofNullable(new ThreadPool(1).<String>apply(() -> null)));
    }

    @OnEachKernel
    void whatAJobThrowsComesOutAsTheVeryObject() {
        var reported = new ArrayList<Throwable>();
        Hub.current().onError((_, error) -> reported.add(error));
        var error = new IOException();
        assertSame(error, assertThrows(IOException.class, () -> new ThreadPool(1).apply(() -> { throw error; })));
        assertEquals(List.of(), reported);
    }

    @OnEachKernel
    void whatASpawnedJobThrowsIsReportedAsThatOfACoroutine() {
        var reported = new ArrayList<Throwable>();
        Hub.current().onError((_, error) -> reported.add(error));
        var error = new IOException();
        new ThreadPool(1).spawn(() -> { throw error; }).join();
        assertEquals(List.of(error), reported);
    }

    @OnEachKernel
    void aJobBeginsThoughItsSpawnerDoesNotWait() throws Exception {
        var job = new ThreadPool(1).spawn(begun::countDown);
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        job.join();
    }

    @OnEachKernel
    void aPoolOfTwoNeverRunsThree() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var pool = new ThreadPool(2);
        pool.map(_ -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            return inside.decrementAndGet();
        }, IntStream.range(0, 200).boxed().toList());
        assertTrue(most.get() <= 2);
        assertTrue(pool.threads() <= 2);
    }

    @OnEachKernel
    void resultsComeAsTheyCome() throws Exception {
        try (var results = new ThreadPool(2).imapUnordered(this::firstIsLast, List.of(1, 2))) {
            assertEquals(2, results.next());
            gate.countDown();
            assertEquals(1, results.next());
        }
    }

    @OnEachKernel
    void resultsComeInTheOrderOfArguments() throws Exception {
        var pool = new ThreadPool(2);
        try (var results = pool.imap(this::firstIsLast, List.of(1, 2))) {
            Coroutine.spawn(() -> {
                while (pool.size() != 1) Coroutine.sleep(millis(1));
                gate.countDown();
            });
            assertEquals(1, results.next());
            assertEquals(2, results.next());
        }
    }

    private int firstIsLast(int n) throws Exception {
        if (n == 1) blocked();
        return n;
    }

    @OnEachKernel
    void spawnWaitsWhenAllThreadsAreBusyAndKilledThereLeavesNothing() throws Exception {
        var pool = new ThreadPool(1);
        var busy = pool.spawn(this::blocked);
        assertTrue(pool.isFull());
        var spawner = Coroutine.spawn(() -> pool.spawn(() -> trace.add("must not run")));
        Coroutine.yieldNow();
        spawner.kill();
        gate.countDown();
        assertEquals("through", busy.get());
        assertTrue(pool.join(Duration.ofSeconds(10)));
        assertEquals("next", pool.apply(() -> "next"));
        assertEquals(List.of(), trace);
    }

    @OnEachKernel
    void killedTheWaitingCoroutineEndsAndTheJobGoesOn() throws Exception {
        var pool = new ThreadPool(1);
        var ended = new CountDownLatch(1);
        var waiting = pool.spawn(() -> { blocked(); ended.countDown(); });
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        waiting.kill();
        assertEquals(1, pool.size());
        gate.countDown();
        assertTrue(pool.join(Duration.ofSeconds(10)));
        assertEquals(0, ended.getCount());
        assertTrue(waiting.isCancelled());
    }

    @OnEachKernel
    void aTimeoutEndsTheWaitOnly() throws Exception {
        var pool = new ThreadPool(1);
        assertThrows(Timeout.class, () -> Timeout.call(millis(2), () -> pool.apply(this::blocked)));
        assertEquals(1, pool.size());
        gate.countDown();
        assertTrue(pool.join(Duration.ofSeconds(10)));
    }

    @OnEachKernel
    void whatAJobThrowsThatNobodyWaitsForAnyMoreIsReported() throws Exception {
        var reported = new Queue<Throwable>();
        Hub.current().onError((_, error) -> reported.put(error));
        var error = new IOException();
        var waiting = new ThreadPool(1).spawn(() -> { blocked(); throw error; });
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        waiting.kill();
        gate.countDown();
        assertSame(error, reported.get(Duration.ofSeconds(10)));
    }

    @OnEachKernel
    void whileAJobRunsNobodyIsBlockedForEver() throws Exception {
        var loop = Hub.current().loop();
        assertEquals("slept", Hub.current().threadPool().apply(() -> {
            while (!loop.isSleeping()) Thread.onSpinWait();
            return "slept";
        }));
        Coroutine.yieldNow();
        assertThrows(WouldBlockForever.class, () -> new Event().await());
    }

    @OnEachKernel
    void threadsEndWhenTheyHaveNothingToDoAndComeBackWhenTheyHave() throws Exception {
        var pool = new ThreadPool(1, millis(1));
        var first = pool.apply(Thread::currentThread);
        assertTrue(first.join(Duration.ofSeconds(10)));
        for (int i = 0; i < 50; i++) assertEquals("again", pool.apply(() -> "again"));
        while (pool.threads() > 0) Coroutine.sleep(millis(1));
    }

    @OnEachKernel
    void closedItTakesNoJobsAndItsThreadsEnd() throws Exception {
        var pool = new ThreadPool(2);
        var thread = pool.apply(Thread::currentThread);
        pool.close();
        assertEquals("ThreadPool[0 of 2] is closed and takes no jobs",
            assertThrows(IllegalStateException.class, () -> pool.spawn(() -> {})).getMessage());
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @OnEachKernel
    void thePoolOfAHubIsOneAndEndsWithIt() throws Throwable {
        var threads = new ArrayList<Thread>();
        EachKernel.onHub(Hub.current().kernel(), Duration.ofSeconds(10), () -> {
            assertSame(Hub.current().threadPool(), Hub.current().threadPool());
            threads.add(Hub.current().threadPool().apply(Thread::currentThread));
        });
        assertTrue(threads.getFirst().join(Duration.ofSeconds(10)));
    }

    @OnEachKernel
    void aResultForAHubThatIsClosedHarmsNobody() throws Throwable {
        var thread = new AtomicReference<Thread>();
        EachKernel.onHub(Hub.current().kernel(), Duration.ofSeconds(10), () -> {
            Hub.current().threadPool().spawn(() -> {
                thread.set(Thread.currentThread());
                return blocked();
            });
            assertTrue(begun.await(10, TimeUnit.SECONDS));
        });
        gate.countDown();
        assertTrue(thread.get().join(Duration.ofSeconds(10)));
    }

    @OnEachKernel
    void aJobMayUseCoroutinesOfItsOwnAndTheyEndWithIt() throws Exception {
        var pool = new ThreadPool(1);
        var left = pool.apply(() -> {
            Coroutine.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
            var other = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofDays(1)));
            Coroutine.yieldNow();
            return other;
        });
        assertTrue(left.ready());
        assertEquals(2, pool.apply(() -> Coroutine.spawn(() -> 2).get()));
    }

    @OnEachKernel
    void onAnotherThreadApplySimplyDoesIt() throws Exception {
        var pool = new ThreadPool(1);
        assertEquals("inside", pool.apply(() -> pool.apply(() -> "inside")));
    }

    @OnEachKernel
    void anotherThreadCannotSpawn() {
        var pool = new ThreadPool(1);
        assertThrows(InvalidThreadUse.class, () -> pool.apply(() -> pool.spawn(() -> {})));
    }

    @OnEachKernel
    void aPoolOfNoThreadsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ThreadPool(0));
    }

    @OnEachKernel
    void aCancelledScopeEndsTheWaitForAJob() throws Exception {
        assertFalse(CancelScope.moveOnAfter(millis(2), () -> Hub.current().threadPool().apply(this::blocked)));
        gate.countDown();
        assertTrue(Hub.current().threadPool().join(Duration.ofSeconds(10)));
    }
}

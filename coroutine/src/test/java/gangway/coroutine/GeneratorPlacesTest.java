package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Generators where things are difficult: on several threads, in coroutines, under locks, in native code, and abandoned.
@Timeout(60)
class GeneratorPlacesTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    private final List<Object> trace = Collections.synchronizedList(new ArrayList<>());

    private static Generator<Integer, Void, Void> numbers() {
        return Generator.yielding(y -> {
            for (int i = 1; ; i++) y.yield(i);
        });
    }

    private static String refusal(org.junit.jupiter.api.function.Executable does) {
        return assertThrows(IllegalStateException.class, does).getMessage();
    }

    private static boolean othersCanLock(Object lock) throws InterruptedException {
        var other = Thread.ofPlatform().daemon().start(() -> {
            synchronized (lock) {
                lock.notifyAll();
            }
        });
        return other.join(Duration.ofMillis(100));
    }

    // ---- Threads. ----

    @Test
    void eachQuestionMayComeFromAnotherThread() throws Exception {
        var generator = numbers();
        generator.next();
        try (var others = Executors.newFixedThreadPool(2)) {
            assertEquals(2, others.submit(generator::next).get());
            assertEquals(3, others.submit(generator::next).get());
        }
        assertEquals(4, generator.next());
    }

    @Test
    void twoThreadsCannotAskAtOnce() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var generator = Generator.<String>yielding(y -> {
            entered.countDown();
            leave.await();
            y.yield("done");
        });
        try (var other = Executors.newSingleThreadExecutor()) {
            var first = other.submit(generator::next);
            entered.await();
            for (var ask : List.<org.junit.jupiter.api.function.Executable>of(generator::next, generator::close,
                generator::hasNext, generator::stack, () -> generator.raise(new IOException())))
                assertTrue(refusal(ask).startsWith("generator already executing"));
            assertEquals(Generator.State.RUNNING, generator.state());
            leave.countDown();
            assertEquals("done", first.get());
        }
    }

    @Test
    void manyThreadsThatAskGetEachValueOnceOrARefusal() throws Exception {
        var generator = numbers();
        var got = new ConcurrentLinkedQueue<Integer>();
        try (var all = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) all.submit(() -> {
                for (int j = 0; j < 5000; j++) {
                    try {
                        got.add(generator.next());
                    } catch (IllegalStateException e) {
                        if (!e.getMessage().startsWith("generator already executing")) trace.add(e);
                    }
                }
            });
        }
        assertEquals(List.of(), trace);
        assertEquals(IntStream.rangeClosed(1, got.size()).boxed().toList(), got.stream().sorted().toList());
    }

    // ---- The wrong place to yield. ----

    @Test
    void aYielderIsOfNoUseOutsideOfItsBody() {
        var kept = new AtomicReference<Yielder<Integer, Void>>();
        var generator = Generator.<Integer>yielding(y -> {
            kept.set(y);
            y.yield(1);
        });
        generator.next();
        assertTrue(refusal(() -> kept.get().yield(2)).startsWith("yield called where its generator cannot stop"));
        assertFalse(generator.hasNext());
        assertTrue(refusal(() -> kept.get().yield(2)).contains("it has ended"));
    }

    @Test
    void anotherGeneratorsBodyIsNotItsBody() {
        var outer = Generator.<Object>yielding(y -> {
            var inner = Generator.yielding(_ -> y.yield("wrong"));
            y.yield(refusal(inner::next).lines().findFirst().orElseThrow());
        });
        assertTrue(outer.next().toString().startsWith("yield called where its generator cannot stop"));
    }

    @Test
    void anotherThreadIsNotItsBody() {
        var generator = Generator.<Object>yielding(y -> {
            try (var other = Executors.newSingleThreadExecutor()) {
                y.yield(other.submit(() -> refusal(() -> y.yield("wrong"))).get());
            }
        });
        assertTrue(generator.next().toString().startsWith("yield called where its generator cannot stop"));
    }

    @OnEachKernel
    void aCoroutineIsNotItsBody() {
        var generator = Generator.<Object>yielding(y ->
            y.yield(Coroutine.spawn(() -> refusal(() -> y.yield("wrong"))).get()));
        assertTrue(generator.next().toString().startsWith("yield called where its generator cannot stop"));
    }

    private static final AtomicReference<Runnable> INITIALIZER = new AtomicReference<>();

    /// What its initializer does is chosen before.
    static final class Initialized {

        static {
            INITIALIZER.get().run();
        }

        static void touch() {}
    }

    @Test
    void aClassInitializerCannotBeLeft() {
        var generator = Generator.<String>yielding(y -> {
            INITIALIZER.set(() -> trace.add(refusal(() -> y.yield("wrong"))));
            Initialized.touch();
            y.yield("right");
        });
        assertEquals("right", generator.next());
        assertTrue(trace.getFirst().toString().startsWith("cannot be suspended: a class initializer or native code"));
        assertFalse(generator.hasNext());
    }

    // ---- Locks. ----

    @Tag("coroutine-20")
    @Test
    void aYieldInsideSynchronizedIsRefusedWithClassAndLine() throws Exception {
        var lock = new StringBuilder();
        var generator = Generator.<Integer>yielding(y -> {
            synchronized (lock) {
                trace.add(assertThrows(MonitorHeld.class, () -> y.yield(1)).getMessage());
            }
            y.yield(2);
        });
        assertEquals(2, generator.next());
        var message = trace.getFirst().toString();
        assertTrue(message.contains("java.lang.StringBuilder") && message.contains("GeneratorPlacesTest.java:"), message);
        assertTrue(othersCanLock(lock));
    }

    @Tag("coroutine-20")
    @OnEachKernel
    void inACoroutineTooAYieldInsideSynchronizedIsRefused() {
        var lock = new Object();
        Coroutine.spawn(() -> {
            var generator = Generator.<Integer>yielding(y -> {
                synchronized (lock) {
                    y.yield(1);
                }
            });
            assertThrows(MonitorHeld.class, generator::next);
        }).get();
        synchronized (lock) {
            trace.add("free");
        }
    }

    @Test
    void aYieldFromInsideSynchronizedIsRefused() {
        var lock = new Object();
        var generator = Generator.<Integer>yielding(y -> {
            synchronized (lock) {
                y.yieldFrom(numbers());
            }
        });
        assertThrows(MonitorHeld.class, generator::next);
    }

    @Test
    void whoAsksInsideSynchronizedKeepsTheMonitor() throws Exception {
        var lock = new Object();
        var generator = numbers();
        synchronized (lock) {
            assertEquals(1, generator.next());
            assertTrue(Thread.holdsLock(lock));
            assertFalse(othersCanLock(lock));
            assertEquals(2, generator.next());
            assertTrue(Thread.holdsLock(lock));
        }
        assertTrue(othersCanLock(lock));
        assertEquals(3, generator.next());
    }

    @Test
    void whoAsksInsideManySynchronizedKeepsThemAll() throws Exception {
        var locks = Stream.generate(Object::new).limit(12).toArray();
        askInside(locks, 0, numbers());
        for (Object lock : locks) assertTrue(othersCanLock(lock));
    }

    private static void askInside(Object[] locks, int index, Generator<Integer, Void, Void> generator) {
        if (index == locks.length) return;
        synchronized (locks[index]) {
            generator.next();
            askInside(locks, index + 1, generator);
            for (int i = 0; i <= index; i++) assertTrue(Thread.holdsLock(locks[i]));
            generator.next();
        }
    }

    /// So often that all of it has been compiled, by whatever compiler would like to leave out locks that nobody else sees.
    @Test
    void whoAsksInsideSynchronizedAgainAndAgainKeepsTheMonitor() {
        var generator = numbers();
        for (int i = 1; i <= 50_000; i++) {
            var lock = new Object();
            synchronized (lock) {
                assertEquals(i, generator.next());
                assertTrue(Thread.holdsLock(lock));
            }
            assertFalse(Thread.holdsLock(lock));
        }
    }

    @OnEachKernel
    void inACoroutineTooWhoAsksInsideSynchronizedKeepsTheMonitor() {
        var lock = new Object();
        assertTrue(Coroutine.spawn(() -> {
            var generator = numbers();
            synchronized (lock) {
                generator.next();
                generator.next();
                return Thread.holdsLock(lock);
            }
        }).get());
    }

    @Test
    void aGeneratorThatAsksAnotherInsideSynchronizedKeepsTheMonitorAndCannotYieldThere() {
        var lock = new Object();
        var inner = numbers();
        var outer = Generator.<Object>yielding(y -> {
            synchronized (lock) {
                inner.next();
                trace.add(Thread.holdsLock(lock));
                trace.add(assertThrows(MonitorHeld.class, () -> y.yield("wrong")).getClass());
            }
            y.yield("right");
        });
        assertEquals("right", outer.next());
        assertEquals(List.of(true, MonitorHeld.class), trace);
    }

    @Test
    void aYieldUnderAMonitorThatWasWaitedForIsRefusedOnceItIsKnown() {
        var lock = new Object();
        var outer = Generator.<Object>yielding(y -> {
            synchronized (lock) {
                lock.wait(1);                                  // inflates it: the JVM does not count it any more
                var inner = numbers();
                synchronized (y) {
                    inner.next();
                }
                y.yield("wrong");
            }
        });
        assertThrows(MonitorHeld.class, outer::next);
    }

    @OnEachKernel
    void theHubsThreadKeepsItsMonitorsWhileItWaits() {
        var lock = new Object();
        var other = Coroutine.spawn(() -> {
            Coroutine.yieldNow();
            Coroutine.yieldNow();
        });
        synchronized (lock) {
            Coroutine.yieldNow();
            assertTrue(Thread.holdsLock(lock));
            other.get();
            assertTrue(Thread.holdsLock(lock));
        }
    }

    /// On the raw kernel the coroutine is refused, although it is the generator in it that has locked.
    @OnEachKernel(Kernel.CONTINUATION)
    void aRawCoroutineCannotWaitWhileAGeneratorInItHoldsAMonitor() {
        var lock = new Object();
        var coroutine = Coroutine.spawn(() -> Generator.<Integer>yielding(y -> {
            synchronized (lock) {
                trace.add(assertThrows(MonitorHeld.class, () -> Coroutine.sleep(SHORT)).getMessage());
            }
            y.yield(1);
        }).next());
        assertEquals(1, coroutine.get());
        assertTrue(trace.getFirst().toString().contains("GeneratorPlacesTest.java:"));
        synchronized (lock) {
            trace.add("free");
        }
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void inACoroutineABodyMayWaitInsideSynchronizedAndKeepsOthersOut() {
        var lock = new Object();
        var generator = Generator.<Integer>yielding(y -> {
            synchronized (lock) {
                Coroutine.sleep(SHORT);
                trace.add("out");
            }
            y.yield(1);
        });
        var first = Coroutine.spawn(generator::next);
        Coroutine.yieldNow();
        var second = Coroutine.spawn(() -> {
            synchronized (lock) {
                trace.add("in");
            }
        });
        assertEquals(1, first.get());
        second.get();
        assertEquals(List.of("out", "in"), trace);
    }

    // ---- Coroutines. ----

    @OnEachKernel
    void aBodyThatWaitsSuspendsTheCoroutineThatAsked() {
        var generator = Generator.<Integer>yielding(y -> {
            for (int i = 0; i < 3; i++) {
                Coroutine.yieldNow();
                y.yield(i);
            }
        });
        var first = Coroutine.spawn(() -> generator.forEach(value -> trace.add(value)));
        var other = Coroutine.spawn(() -> {
            for (String tick : List.of("a", "b", "c")) {
                trace.add(tick);
                Coroutine.yieldNow();
            }
        });
        first.get();
        other.get();
        assertEquals(List.of("a", 0, "b", 1, "c", 2), trace);
    }

    @OnEachKernel
    void onePulledByACoroutineWaitsTheSame() {
        var generator = Generator.<Integer>yielding(y -> {
            for (int i = 0; i < 3; i++) {
                Coroutine.sleep(SHORT);
                y.yield(i);
            }
        });
        assertEquals(List.of(0, 1, 2), Coroutine.spawn(() -> {
            var all = new ArrayList<Integer>();
            for (int value : generator) all.add(value);
            return all;
        }).get());
    }

    @OnEachKernel
    void theHubsThreadMayAskOneWhoseBodyWaits() {
        var other = Coroutine.spawn(() -> {
            for (int i = 0; i < 3; i++) Coroutine.sleep(Duration.ofMillis(1));
            return "done";
        });
        var generator = Generator.<String>yielding(y -> y.yield(other.get()));
        assertEquals("done", generator.next());
    }

    @OnEachKernel
    void whileItsBodyWaitsNobodyElseCanAsk() {
        var generator = Generator.<Integer>yielding(y -> {
            Coroutine.sleep(SHORT);
            y.yield(1);
        });
        var first = Coroutine.spawn(generator::next);
        Coroutine.yieldNow();
        assertTrue(refusal(generator::next).startsWith("generator already executing"));
        assertEquals(1, first.get());
    }

    @OnEachKernel
    void coroutinesMayAskInTurn() {
        var generator = numbers();
        var all = IntStream.range(0, 3).mapToObj(_ -> Coroutine.spawn(() -> {
            trace.add(generator.next());
            Coroutine.yieldNow();
            trace.add(generator.next());
        })).toList();
        all.forEach(Coroutine::join);
        assertEquals(List.of(1, 2, 3, 4, 5, 6), trace);
    }

    @OnEachKernel
    void killingTheCoroutineUnwindsTheBodyThatWaits() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                Coroutine.sleep(Duration.ofHours(1));
                y.yield(1);
            } finally {
                trace.add("finally");
            }
        });
        var coroutine = Coroutine.spawn(generator::next);
        Coroutine.yieldNow();
        coroutine.kill();
        assertEquals(List.of("finally"), trace);
        assertEquals(Generator.State.CLOSED, generator.state());
    }

    @OnEachKernel
    void aBodyMayWaitInFinallyWhenItIsClosed() {
        var generator = Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } finally {
                Coroutine.sleep(SHORT);
                trace.add("finally");
            }
        });
        Coroutine.spawn(() -> {
            generator.next();
            generator.close();
        }).get();
        assertEquals(List.of("finally"), trace);
    }

    // ---- Scoped values. ----

    private static final ScopedValue<String> WHO = ScopedValue.newInstance();

    @OnEachKernel
    void whatABodyBindsStaysInTheBody() {
        var generator = Generator.<String>yielding(y -> ScopedValue.where(WHO, "body").run(() -> {
            y.yield(WHO.get());
            y.yield(WHO.get());
        }));
        assertEquals("body", generator.next());
        assertFalse(WHO.isBound());
        ScopedValue.where(WHO, "caller").run(() -> {
            assertEquals("body", generator.next());
            assertEquals("caller", WHO.get());
            assertFalse(generator.hasNext());
            assertEquals("caller", WHO.get());
        });
        assertFalse(WHO.isBound());
    }

    @OnEachKernel
    void whatACoroutineBindsStaysInTheCoroutine() {
        var coroutine = Coroutine.spawn(() -> ScopedValue.where(WHO, "coroutine").run(() -> {
            Coroutine.yieldNow();
            trace.add(WHO.get());
        }));
        Coroutine.yieldNow();
        assertFalse(WHO.isBound());
        coroutine.get();
        assertEquals(List.of("coroutine"), trace);
    }

    // ---- Abandoned. ----

    private static void begin(Generator<?, ?, ?> generator) {
        generator.next();
    }

    private Generator<Integer, Void, Void> noting(CompletableFuture<Thread> closed) {
        return Generator.yielding(y -> {
            try {
                y.yield(1);
            } finally {
                closed.complete(Thread.currentThread());
            }
        });
    }

    /// Nothing refers to what [#begin] has begun, so collecting garbage is all that has to happen, sooner or later.
    private static <T> T afterCollection(CompletableFuture<T> expected, Runnable meanwhile) throws Exception {
        for (int left = 200; !expected.isDone() && left > 0; left--) {
            System.gc();
            meanwhile.run();
            try {
                return expected.get(10, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            }
        }
        return expected.get(1, TimeUnit.SECONDS);
    }

    @Test
    void oneThatIsAbandonedIsClosedByAThreadMadeForThat() throws Exception {
        var closed = new CompletableFuture<Thread>();
        var thread = Thread.ofPlatform().start(() -> begin(noting(closed)));   // a thread without a hub
        thread.join();
        assertEquals("gangway-abandoned", afterCollection(closed, () -> {}).getName());
    }

    @Test
    void oneThatIsAbandonedClosesWhatItYieldsFrom() throws Exception {
        var closed = new CompletableFuture<Thread>();
        Thread.ofPlatform().start(() -> begin(Generator.<Integer>yielding(y -> y.yieldFrom(noting(closed))))).join();
        afterCollection(closed, () -> {});
    }

    @OnEachKernel(seconds = 60)
    void oneThatWasAskedInAHubIsClosedByThatHub() throws Throwable {
        var closed = new CompletableFuture<Thread>();
        var hub = Hub.current();
        var who = new CompletableFuture<Hub>();
        begin(Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } finally {
                Coroutine.yieldNow();
                who.complete(Hub.current());
                closed.complete(Thread.currentThread());
            }
        }));
        afterCollection(closed, Coroutine::yieldNow);
        assertSame(hub, who.get());
    }

    @OnEachKernel(seconds = 60)
    void oneThatIsReferredToIsNotClosed() throws Exception {
        var closed = new CompletableFuture<Thread>();
        var generator = noting(closed);
        generator.next();
        var abandoned = new CompletableFuture<Thread>();
        begin(noting(abandoned));
        afterCollection(abandoned, Coroutine::yieldNow);
        assertFalse(closed.isDone());
        assertFalse(generator.hasNext());
        assertTrue(closed.isDone());
    }
}

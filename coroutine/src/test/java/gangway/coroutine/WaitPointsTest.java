package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What holds wherever one can wait: each test runs at each place where a coroutine waits for something that it shares.
class WaitPointsTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    /// Something to wait for.
    ///
    /// @param block waits; the coroutine that calls it goes on when it was granted what it waits for
    /// @param grant ends the wait of the first who waits, or of all
    /// @param toAll which of the two
    record Wait(Action block, Action grant, boolean toAll) {

        static Wait one(Action wait, Action grant) {
            return new Wait(wait, grant, false);
        }

        static Wait all(Action wait, Action grant) {
            return new Wait(wait, grant, true);
        }
    }

    /// All of them, each with objects of its own.
    private static Map<String, Supplier<Wait>> points() {
        var points = new LinkedHashMap<String, Supplier<Wait>>();
        points.put("Event.await", () -> event(Event::await));
        points.put("Event.await(Duration)", () -> event(event -> event.await(LONG)));
        points.put("AsyncResult.get", () -> result(AsyncResult::get));
        points.put("AsyncResult.get(Duration)", () -> result(result -> result.get(LONG)));
        points.put("AsyncResult.await", () -> result(AsyncResult::await));
        points.put("Semaphore.acquire", () -> semaphore(new Semaphore(0), Semaphore::acquire));
        points.put("Semaphore.acquire(Duration)", () -> semaphore(new Semaphore(0), all -> all.acquire(LONG)));
        points.put("BoundedSemaphore.acquire", WaitPointsTest::bounded);
        points.put("RLock.lock", () -> lock(RLock::lock));
        points.put("RLock.lockInterruptibly", () -> lock(WaitPointsTest::lockInterruptibly));
        points.put("RLock.tryLock(Duration)", () -> lock(lock -> lock.tryLock(LONG)));
        points.put("Condition.await", () -> condition(Condition::await));
        points.put("Condition.await(Duration)", () -> condition(condition -> condition.await(LONG)));
        points.put("Queue.get", () -> getter(new Queue<>(), Queue::get));
        points.put("Queue.get(Duration)", () -> getter(new Queue<>(1), queue -> queue.get(LONG)));
        points.put("Queue.put", () -> putter(new Queue<>(1), queue -> queue.put(1)));
        points.put("Queue.put(Duration)", () -> putter(new Queue<>(1), queue -> queue.put(1, LONG)));
        points.put("Queue.peek", () -> looker(new Queue<>(), Queue::peek));
        points.put("Queue.peek(Duration)", () -> looker(new Queue<>(), queue -> queue.peek(LONG)));
        points.put("Queue.iterator", () -> getter(new Queue<>(), queue -> queue.iterator().next()));
        points.put("PriorityQueue.get", () -> getter(new PriorityQueue<>(), Queue::get));
        points.put("PriorityQueue.put", () -> putter(new PriorityQueue<>(1), queue -> queue.put(1)));
        points.put("LifoQueue.get", () -> getter(new LifoQueue<>(), Queue::get));
        points.put("LifoQueue.put", () -> putter(new LifoQueue<>(1), queue -> queue.put(1)));
        points.put("JoinableQueue.get", () -> getter(new JoinableQueue<>(), Queue::get));
        points.put("JoinableQueue.put", () -> putter(new JoinableQueue<>(1), queue -> queue.put(1)));
        points.put("JoinableQueue.join", () -> joiner(JoinableQueue::join));
        points.put("JoinableQueue.join(Duration)", () -> joiner(queue -> queue.join(LONG)));
        points.put("Channel.get", () -> getter(new Channel<>(), Queue::get));
        points.put("Channel.get(Duration)", () -> getter(new Channel<>(), queue -> queue.get(LONG)));
        points.put("Channel.put", () -> channelPutter(channel -> channel.put(1)));
        points.put("Channel.put(Duration)", () -> channelPutter(channel -> channel.put(1, LONG)));
        return points;
    }

    private static Wait event(Consumer<Event> wait) {
        var event = new Event();
        return Wait.all(() -> wait.accept(event), event::set);
    }

    private static Wait result(Consumer<AsyncResult<Integer>> wait) {
        var result = new AsyncResult<Integer>();
        return Wait.all(() -> wait.accept(result), () -> result.set(1));
    }

    private static Wait semaphore(Semaphore semaphore, Consumer<Semaphore> wait) {
        return Wait.one(() -> wait.accept(semaphore), semaphore::release);
    }

    private static Wait bounded() {
        var semaphore = new BoundedSemaphore(1);
        semaphore.acquire();
        return semaphore(semaphore, Semaphore::acquire);
    }

    private static Wait lock(Consumer<RLock> wait) {
        var lock = new RLock();
        lock.lock();
        return Wait.one(() -> wait.accept(lock), lock::unlock);
    }

    private static void lockInterruptibly(RLock lock) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Wait condition(Consumer<Condition> wait) {
        var condition = new Condition();
        return Wait.one(() -> holding(condition, () -> wait.accept(condition)), () -> holding(condition, condition::signal));
    }

    private static void holding(Condition condition, Runnable action) {
        condition.lock().lock();
        try {
            action.run();
        } finally {
            condition.lock().unlock();
        }
    }

    private static Wait getter(Queue<Integer> queue, Consumer<Queue<Integer>> wait) {
        return Wait.one(() -> wait.accept(queue), () -> queue.putNow(1));
    }

    private static Wait putter(Queue<Integer> queue, Consumer<Queue<Integer>> wait) {
        queue.putNow(0);
        return Wait.one(() -> wait.accept(queue), queue::getNow);
    }

    private static Wait looker(Queue<Integer> queue, Consumer<Queue<Integer>> wait) {
        return Wait.all(() -> wait.accept(queue), () -> queue.putNow(1));
    }

    private static Wait joiner(Consumer<JoinableQueue<Integer>> wait) {
        var queue = new JoinableQueue<Integer>();
        queue.putNow(queue.unfinished());
        return Wait.all(() -> wait.accept(queue), queue::taskDone);
    }

    private static Wait channelPutter(Consumer<Channel<Integer>> wait) {
        var channel = new Channel<Integer>();
        return Wait.one(() -> wait.accept(channel), channel::getNow);
    }

    // ---- Those who wait. ----

    /// One that waits, says so when that is over, and then waits for ever.
    private final class Waiter {

        private boolean granted;
        private final Coroutine<Void> coroutine;

        Waiter(Wait on) {
            coroutine = Coroutine.spawn(() -> {
                on.block().run();
                granted = true;
                new Event().await();
            });
            Coroutine.yieldNow();
            assertTrue(coroutine.parking().isParked(), coroutine::toString);
        }

        String state() {
            return (granted ? "granted" : "waits") + (coroutine.ready() ? ", killed" : "");
        }
    }

    private void atEach(ThrowingTest test) throws Exception {
        for (var point : points().entrySet()) {
            try {
                test.at(point.getValue().get());
            } catch (Throwable e) {
                throw new AssertionError("at " + point.getKey() + ": " + e, e);
            }
        }
    }

    @FunctionalInterface
    private interface ThrowingTest {
        void at(Wait point) throws Throwable;
    }

    private static void settle() {
        for (int i = 0; i < 5; i++) Coroutine.yieldNow();
    }

    // ---- What holds everywhere. ----

    @OnEachKernel
    void whoIsGrantedItGoesOn() throws Exception {
        atEach(point -> {
            var waiter = new Waiter(point);
            settle();
            assertEquals("waits", waiter.state());
            point.grant().run();
            settle();
            assertEquals("granted", waiter.state());
        });
    }

    @OnEachKernel
    void thoseWhoWaitAreServedInTheOrderInWhichTheyCame() throws Exception {
        atEach(point -> {
            var waiters = List.of(new Waiter(point), new Waiter(point), new Waiter(point));
            point.grant().run();
            settle();
            var others = point.toAll() ? "granted" : "waits";
            assertEquals(List.of("granted", others, others), waiters.stream().map(Waiter::state).toList());
        });
    }

    @OnEachKernel
    void whatTheFirstLeavesByBeingKilledIsForTheNext() throws Exception {
        atEach(point -> {
            var first = new Waiter(point);
            var second = new Waiter(point);
            first.coroutine.kill();
            assertEquals("waits, killed", first.state());
            point.grant().run();
            settle();
            assertEquals("granted", second.state());
        });
    }

    @OnEachKernel
    void whoIsKilledInTheTurnBeforeTheGrantLeavesItToTheNext() throws Exception {
        atEach(point -> {
            var first = new Waiter(point);
            var second = new Waiter(point);
            first.coroutine.cancel(true);
            point.grant().run();
            settle();
            assertEquals(List.of("waits, killed", "granted"), List.of(first.state(), second.state()));
        });
    }

    @OnEachKernel
    void whoIsKilledInTheTurnOfItsGrantHasItAndDiesAtItsNextWait() throws Exception {
        atEach(point -> {
            var first = new Waiter(point);
            var second = new Waiter(point);
            point.grant().run();
            first.coroutine.cancel(true);
            settle();
            assertEquals("granted, killed", first.state());
            assertEquals(point.toAll() ? "granted" : "waits", second.state());
        });
    }

    @OnEachKernel
    void aTimeoutIsThrownIntoTheWaitAsItself() throws Exception {
        atEach(point -> {
            var thrown = Coroutine.spawn(() -> {
                try (var timeout = Timeout.start(Duration.ofNanos(1))) {
                    return assertThrows(Timeout.class, () -> point.block().run()) == timeout;
                }
            });
            assertTrue(thrown.get());
            var next = new Waiter(point);
            point.grant().run();
            settle();
            assertEquals("granted", next.state());
        });
    }

    @OnEachKernel
    void theHubThatClosesEndsTheWait() throws Throwable {
        for (var point : points().entrySet()) {
            var ended = new AtomicReference<Optional<? extends Outcome<?>>>(Optional.empty());
            EachKernel.onHub(Hub.current().kernel(), Duration.ofSeconds(10), () -> {
                var waiter = new Waiter(point.getValue().get()).coroutine;
                Hub.current().close();
                ended.set(waiter.outcome());
            });
            var killed = assertInstanceOf(Outcome.Killed.class, ended.get().orElseThrow(), point.getKey());
            assertEquals("the hub is closed", killed.exit().getMessage());
        }
    }

    @OnEachKernel
    void anotherThreadIsRefused() throws Exception {
        atEach(point -> {
            var waiter = new Waiter(point);
            var refused = new CompletableFuture<Throwable>();
            Thread.ofPlatform().start(() -> {
                try {
                    point.block().run();
                    refused.complete(new AssertionError("it was not refused"));
                } catch (Throwable e) {
                    refused.complete(e);
                }
            });
            var error = assertInstanceOf(InvalidThreadUse.class, refused.get(10, TimeUnit.SECONDS));
            assertTrue(error.getMessage().contains("belongs to Hub[main]"), error.getMessage());
            assertEquals("waits", waiter.state());
        });
    }

    @OnEachKernel
    void theHubsOwnCallbacksAreRefused() throws Exception {
        atEach(point -> {
            var refused = new AsyncResult<Throwable>();
            Hub.current().execute(() -> {
                try {
                    point.block().run();
                    refused.set(new AssertionError("it was not refused"));
                } catch (Throwable e) {
                    refused.set(e);
                }
            });
            assertInstanceOf(BlockingSwitchOut.class, refused.get());
            var next = new Waiter(point);
            point.grant().run();
            settle();
            assertEquals("granted", next.state());
        });
    }

    @OnEachKernel(Kernel.CONTINUATION)
    void aWaitUnderAMonitorIsRefusedAndLeavesNothingBehind() throws Exception {
        atEach(point -> {
            var refused = Coroutine.spawn(() -> {
                synchronized (point) {
                    return assertThrows(MonitorHeld.class, () -> point.block().run());
                }
            });
            refused.get();
            var next = new Waiter(point);
            point.grant().run();
            settle();
            assertEquals("granted", next.state());
        });
    }

    @OnEachKernel(Kernel.CONTINUATION)
    void whoIsRefusedToWaitIsStillTheCurrentCoroutine() {
        var coroutine = Coroutine.spawn(() -> {
            synchronized (this) {
                assertThrows(MonitorHeld.class, () -> new Event().await());
                assertThrows(MonitorHeld.class, Coroutine::yieldNow);
            }
            return Coroutine.current();
        });
        assertEquals(coroutine, coroutine.get());
    }

    @OnEachKernel
    void whoWaitsForLongInManyPlacesLeavesNoTimersBehind() throws Exception {
        atEach(point -> {
            var waiter = new Waiter(point);
            point.grant().run();
            settle();
            assertEquals("granted", waiter.state());
            assertEquals(0, Hub.current().loop().timers());
        });
    }
}

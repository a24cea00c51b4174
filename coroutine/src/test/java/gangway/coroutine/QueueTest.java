package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueueTest {

    private static final Duration SHORT = Duration.ofNanos(1);

    private final List<Object> trace = new ArrayList<>();

    /// Those who get one value each, and say in which order they got what.
    private List<Coroutine<Void>> getters(Queue<?> queue, String... names) {
        var getters = Stream.of(names).map(name -> Coroutine.spawn(() -> {
            trace.add(name + queue.get());
        })).toList();
        Coroutine.yieldNow();
        return getters;
    }

    private static List<Coroutine<Void>> putters(Queue<Integer> queue, Integer... values) {
        var putters = Stream.of(values).map(value -> Coroutine.spawn(() -> queue.put(value))).toList();
        Coroutine.yieldNow();
        return putters;
    }

    private static <T> List<T> drain(Queue<T> queue) {
        var all = new ArrayList<T>();
        while (!queue.isEmpty()) all.add(queue.getNow());
        return all;
    }

    // ---- Order and room. ----

    @OnEachKernel
    void whatIsPutFirstIsGotFirst() {
        var queue = new Queue<Integer>();
        for (int i = 0; i < 1000; i++) queue.put(i);
        assertEquals(1000, queue.size());
        assertEquals(IntStream.range(0, 1000).boxed().toList(), drain(queue));
        assertTrue(queue.isEmpty());
    }

    @Tag("coroutine-56")
    @OnEachKernel
    void withRoomForOneTheSecondIsRefusedOrWaits() {
        var queue = new Queue<Integer>(1);
        queue.put(1);
        assertTrue(queue.isFull());
        var full = assertThrows(Full.class, () -> queue.putNow(2));
        assertTrue(full.getMessage().contains("no room in Queue[size 1 of 1]"), full.getMessage());
        assertThrows(Full.class, () -> queue.put(2, SHORT));
        assertThrows(Full.class, () -> queue.put(2, Duration.ZERO));
        var putter = putters(queue, 3).getFirst();
        assertFalse(putter.ready());
        assertEquals(1, queue.get());
        putter.get();
        assertEquals(List.of(3), drain(queue));
    }

    @Tag("coroutine-56")
    @OnEachKernel
    void whatIsEmptyGivesNothingNowAndNothingInTime() {
        var queue = new Queue<Integer>(1);
        var empty = assertThrows(Empty.class, queue::getNow);
        assertTrue(empty.getMessage().contains("nothing to get from Queue[size 0 of 1]"), empty.getMessage());
        assertThrows(Empty.class, () -> queue.get(SHORT));
        assertThrows(Empty.class, () -> queue.get(Duration.ofSeconds(-1)));
        assertThrows(Empty.class, queue::peekNow);
        assertThrows(Empty.class, () -> queue.peek(SHORT));
        queue.put(1);
        assertEquals(1, queue.get(SHORT));
    }

    @OnEachKernel
    void roomForNothingIsNoQueue() {
        for (int capacity : new int[] {0, -1}) {
            var error = assertThrows(IllegalArgumentException.class, () -> new Queue<Integer>(capacity));
            assertTrue(error.getMessage().contains("Channel"), error.getMessage());
            assertThrows(IllegalArgumentException.class, () -> new LifoQueue<Integer>(capacity));
            assertThrows(IllegalArgumentException.class, () -> new PriorityQueue<Integer>(capacity));
            assertThrows(IllegalArgumentException.class, () -> new JoinableQueue<Integer>(capacity));
        }
    }

    @OnEachKernel
    void nothingIsNoValue() {
        assertThrows(NullPointerException.class, () -> new Queue<Integer>().put(null));
        assertThrows(NullPointerException.class, () -> new Channel<Integer>().putNow(null));
    }

    // ---- Who waits. ----

    @OnEachKernel
    void whoWaitsToGetIsServedInTurn() {
        var queue = new Queue<Integer>();
        var all = getters(queue, "a", "b", "c");
        for (int i = 1; i <= 3; i++) queue.put(i);
        assertTrue(queue.isEmpty());                           // they are in the hands of those who waited
        all.forEach(Coroutine::get);
        assertEquals(List.of("a1", "b2", "c3"), trace);
    }

    @OnEachKernel
    void whoWaitsToPutIsServedInTurn() {
        var queue = new Queue<Integer>(2);
        putters(queue, 1, 2, 3, 4, 5);
        var got = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) got.add(queue.getNow());
        assertEquals(List.of(1, 2, 3, 4, 5), got);
    }

    @OnEachKernel
    void roomIsNotInTheOpenWhileSomebodyWaitsToPut() {
        var queue = new Queue<Integer>(1);
        queue.put(1);
        putters(queue, 2);
        assertEquals(1, queue.getNow());
        assertThrows(Full.class, () -> queue.putNow(3));
        assertEquals(List.of(2), drain(queue));
    }

    @OnEachKernel
    void aValueForOneWhoWaitsIsNotInTheOpen() {
        var queue = new Queue<Integer>();
        var getter = getters(queue, "a").getFirst();
        queue.put(1);
        assertThrows(Empty.class, queue::getNow);
        getter.get();
        assertEquals(List.of("a1"), trace);
    }

    @OnEachKernel
    void aPutterThatIsTooLateLeavesNoValueBehind() {
        var queue = new Queue<Integer>(1);
        queue.put(1);
        assertThrows(Full.class, () -> queue.put(2, Duration.ofMillis(1)));
        assertEquals(List.of(1), drain(queue));
        queue.put(3);
        assertEquals(List.of(3), drain(queue));
    }

    @OnEachKernel
    void aPutterThatIsKilledTakesItsValueWithIt() {
        var queue = new Queue<Integer>(1);
        queue.put(1);
        var putters = putters(queue, 2, 3);
        putters.getFirst().kill();
        assertEquals(List.of(1, 3), drain(queue));
    }

    @OnEachKernel
    void aGetterThatIsKilledAfterItsValueCameHasIt() {
        var queue = new Queue<Integer>();
        var getter = getters(queue, "a").getFirst();
        queue.put(1);
        getter.kill();
        assertEquals(List.of("a1"), trace);
        assertTrue(getter.outcome().orElseThrow() instanceof Outcome.Value<Void>);
    }

    @OnEachKernel
    void noValueIsLostBetweenManyWhoAreKilledAndTooLate() {
        Hub.current().onError((_, _) -> {});                   // Full and Empty
        var random = new Random(11);
        var queue = new Queue<Integer>(2);
        var put = new TreeSet<Integer>();
        var got = new ArrayList<Integer>();
        var numbers = new AtomicInteger();
        var all = new ArrayList<Coroutine<?>>();
        for (int i = 0; i < 400; i++) {
            int time = random.nextInt(200_000);
            all.add(random.nextBoolean() ? Coroutine.spawn(() -> got.add(queue.get(Duration.ofNanos(time))))
                : Coroutine.spawn(() -> {
                    int number = numbers.incrementAndGet();
                    queue.put(number, Duration.ofNanos(time));
                    put.add(number);
                }));
            if (random.nextInt(3) == 0) all.get(random.nextInt(all.size())).cancel(true);
            if (random.nextInt(3) == 0) Coroutine.yieldNow();
        }
        all.forEach(Coroutine::join);
        got.addAll(drain(queue));
        assertEquals(List.copyOf(put), got.stream().sorted().toList());
    }

    @OnEachKernel
    void theHubsOwnCallbacksMayPutAndGetWithoutWaiting() {
        var queue = new Queue<Integer>(1);
        var refused = new AsyncResult<Throwable>();
        Hub.current().execute(() -> {
            queue.putNow(1);
            queue.getNow();
            queue.put(2);                                      // there is room
            refused.set(assertThrows(Full.class, () -> queue.putNow(3)));
        });
        refused.get();
        assertEquals(2, queue.getNow());
    }

    @OnEachKernel
    void aCallbackThatWouldWaitDoesNotDisturbTheThreadThatDoes() {
        var queue = new Queue<Integer>(1);
        queue.put(1);
        var refused = new AsyncResult<Throwable>();
        Hub.current().execute(() -> {
            refused.set(assertThrows(BlockingSwitchOut.class, () -> queue.put(3)));
            assertThrows(BlockingSwitchOut.class, () -> new Queue<Integer>().peek());
            queue.getNow();
        });
        queue.put(2);                                          // the main coroutine waits here, and turns the hub
        refused.get();
        assertEquals(List.of(2), drain(queue));
    }

    // ---- Looking. ----

    @OnEachKernel
    void toLookLeavesTheValueWhereItIs() {
        var queue = new Queue<Integer>();
        queue.put(1);
        queue.put(2);
        assertEquals(1, queue.peek());
        assertEquals(1, queue.peekNow());
        assertEquals(1, queue.peek(SHORT));
        assertEquals(List.of(1, 2), drain(queue));
    }

    @OnEachKernel
    void whoWaitsToLookSeesTheValueThatTheNextGetterGets() {
        var queue = new Queue<Integer>();
        var first = Coroutine.spawn(() -> queue.peek());
        Coroutine.yieldNow();
        var getters = getters(queue, "a");
        var second = Coroutine.spawn(() -> queue.peek());
        Coroutine.yieldNow();
        queue.put(1);
        getters.getFirst().get();
        assertEquals(1, first.get());
        assertFalse(second.ready());                           // it came after the getter
        queue.put(2);
        assertEquals(2, second.get());
        assertEquals(List.of(2), drain(queue));
    }

    // ---- Being shut down. ----

    @Tag("coroutine-57")
    @OnEachKernel
    void afterAShutdownWhatIsLeftCanStillBeGot() {
        var queue = new Queue<Integer>();
        queue.put(1);
        queue.put(2);
        queue.shutdown();
        var error = assertThrows(ShutDown.class, () -> queue.put(3));
        assertTrue(error.getMessage().contains("Queue[size 2, shut down]"), error.getMessage());
        assertThrows(ShutDown.class, () -> queue.putNow(3));
        assertThrows(ShutDown.class, () -> queue.put(3, SHORT));
        assertEquals(1, queue.peek());
        assertEquals(1, queue.get());
        assertEquals(2, queue.getNow());
        assertThrows(ShutDown.class, queue::get);
        assertThrows(ShutDown.class, queue::getNow);
        assertThrows(ShutDown.class, () -> queue.get(SHORT));
        assertThrows(ShutDown.class, queue::peek);
        assertThrows(ShutDown.class, queue::peekNow);
        assertThrows(ShutDown.class, () -> queue.peek(SHORT));
    }

    @Tag("coroutine-57")
    @OnEachKernel
    void anImmediateShutdownThrowsAwayWhatIsLeft() {
        var queue = new Queue<Integer>();
        queue.put(1);
        queue.shutdown(true);
        assertTrue(queue.isEmpty());
        assertThrows(ShutDown.class, queue::get);
        queue.shutdown();
        queue.shutdown(true);
    }

    @Tag("coroutine-57")
    @OnEachKernel
    void allWhoWaitFindTheShutdown() {
        for (boolean immediate : new boolean[] {true, false}) {
            var empty = new Queue<Integer>();
            var full = new Queue<Integer>(1);
            full.put(0);
            var waiters = List.<Coroutine<?>>of(Coroutine.spawn(() -> assertThrows(ShutDown.class, empty::get)),
                Coroutine.spawn(() -> assertThrows(ShutDown.class, () -> empty.get(Duration.ofDays(1)))),
                Coroutine.spawn(() -> assertThrows(ShutDown.class, empty::peek)),
                Coroutine.spawn(() -> assertThrows(ShutDown.class, () -> full.put(1))),
                Coroutine.spawn(() -> assertThrows(ShutDown.class, () -> full.put(1, Duration.ofDays(1)))));
            Coroutine.yieldNow();
            empty.shutdown(immediate);
            full.shutdown(immediate);
            waiters.forEach(Coroutine::get);
            assertEquals(immediate ? List.of() : List.of(0), drain(full));
        }
    }

    @OnEachKernel
    void whoWasHandedAValueBeforeTheShutdownHasIt() {
        var queue = new Queue<Integer>();
        var getter = getters(queue, "a").getFirst();
        queue.put(1);
        queue.shutdown(true);
        getter.get();
        assertEquals(List.of("a1"), trace);
    }

    @OnEachKernel
    void whoIsKilledInTheTurnOfTheShutdownDies() {
        var queue = new Queue<Integer>();
        var getter = Coroutine.spawn(() -> queue.get());
        Coroutine.yieldNow();
        getter.cancel(true);
        queue.shutdown();
        getter.join();
        assertTrue(getter.outcome().orElseThrow() instanceof Outcome.Killed<Integer>);
    }

    // ---- One after another. ----

    @OnEachKernel
    void aLoopOverItEndsWithTheShutdown() {
        var queue = new Queue<Integer>(1);
        var consumers = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
            for (int value : queue) {
                trace.add(value);
                Coroutine.yieldNow();
            }
            trace.add(name + " ends");
        })).toList();
        for (int i = 0; i < 5; i++) queue.put(i);
        queue.shutdown();
        consumers.forEach(Coroutine::get);
        assertEquals("01234", trace.stream().filter(Integer.class::isInstance).map(String::valueOf).sorted()
            .collect(Collectors.joining()));
        assertTrue(trace.containsAll(List.of("a ends", "b ends")));
    }

    @OnEachKernel
    void theEndOfALoopStaysTheEnd() {
        var queue = new Queue<Integer>();
        queue.put(1);
        queue.shutdown();
        var values = queue.iterator();
        assertTrue(values.hasNext());
        assertTrue(values.hasNext());
        assertEquals(1, values.next());
        assertFalse(values.hasNext());
        assertFalse(values.hasNext());
        assertThrows(NoSuchElementException.class, values::next);
    }

    @OnEachKernel
    void itSaysWhatIsInItAndWhoWaits() {
        var queue = new Queue<Integer>();
        assertEquals("Queue[size 0]", queue.toString());
        getters(queue, "a", "b");
        assertEquals("Queue[size 0, waiting to get: 2]", queue.toString());
        var full = new Queue<Integer>(1);
        full.put(0);
        Hub.current().onError((_, _) -> {});                   // ShutDown
        putters(full, 1);
        assertEquals("Queue[size 1 of 1, waiting to put: 1]", full.toString());
        full.shutdown();
        assertEquals("Queue[size 1 of 1, shut down]", full.toString());
    }
}

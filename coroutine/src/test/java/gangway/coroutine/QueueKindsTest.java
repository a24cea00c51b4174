package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueueKindsTest {

    private final List<Object> trace = new ArrayList<>();

    private static <T> List<T> drain(Queue<T> queue) {
        var all = new ArrayList<T>();
        while (!queue.isEmpty()) all.add(queue.getNow());
        return all;
    }

    // ---- By priority. ----

    @Tag("coroutine-56")
    @OnEachKernel
    void theSmallestIsGotFirst() {
        var queue = new PriorityQueue<Integer>();
        for (int value : new int[] {3, 1, 2}) queue.put(value);
        assertEquals(1, queue.peek());
        assertEquals(List.of(1, 2, 3), drain(queue));
    }

    @OnEachKernel
    void equalOnesAreGotInTheOrderInWhichTheyWerePut() {
        var queue = new PriorityQueue<String>(Comparator.comparing(String::length));
        for (int i = 0; i < 50; i++) {
            queue.put("a" + (char) ('0' + i));
            queue.put("" + (char) ('0' + i));
        }
        var all = drain(queue);
        assertEquals(all.subList(0, 50), all.subList(0, 50).stream().sorted().toList());
        assertEquals(all.subList(50, 100), all.subList(50, 100).stream().sorted().toList());
    }

    @OnEachKernel
    void whoWaitsForRoomIsNotInItYet() {
        var queue = new PriorityQueue<Integer>(2);
        queue.put(5);
        queue.put(7);
        var putter = Coroutine.spawn(() -> queue.put(1));
        Coroutine.yieldNow();
        assertEquals(5, queue.get());
        assertEquals(1, queue.get());
        assertEquals(7, queue.get());
        putter.get();
    }

    @OnEachKernel
    void whatCannotBeComparedIsRefusedWithItsPutter() {
        var queue = new PriorityQueue<>(1);
        assertThrows(ClassCastException.class, () -> queue.put(new Object()));
        assertTrue(queue.isEmpty());
        queue.put("text");
        var wrong = Coroutine.spawn(() -> assertThrows(ClassCastException.class, () -> queue.put(new Object())));
        Coroutine.yieldNow();
        var right = Coroutine.spawn(() -> queue.put("more"));
        Coroutine.yieldNow();
        assertEquals("text", queue.get());
        wrong.get();
        right.get();
        assertEquals(List.of("more"), drain(queue));
    }

    @OnEachKernel
    void aShutdownThrowsAwayWhatHasAPriorityToo() {
        var queue = new PriorityQueue<>(2, Comparator.<Integer>reverseOrder());
        queue.put(1);
        queue.put(2);
        assertEquals(2, queue.peekNow());
        queue.shutdown(true);
        assertEquals(0, queue.size());
    }

    // ---- Last in, first out. ----

    @Tag("coroutine-56")
    @OnEachKernel
    void theLastIsGotFirst() {
        var queue = new LifoQueue<Integer>();
        for (int i = 1; i <= 3; i++) queue.put(i);
        assertEquals(3, queue.peek());
        assertEquals(List.of(3, 2, 1), drain(queue));
    }

    @OnEachKernel
    void whoWaitsForRoomComesLastAndSoIsGotFirst() {
        var queue = new LifoQueue<Integer>(2);
        queue.put(1);
        queue.put(2);
        Coroutine.spawn(() -> queue.put(3));
        Coroutine.spawn(() -> queue.put(4));
        Coroutine.yieldNow();
        assertEquals(List.of(2, 3, 4, 1), IntStream.range(0, 4).mapToObj(_ -> queue.get()).toList());
    }

    // ---- With tasks. ----

    @Tag("coroutine-56")
    @OnEachKernel
    void whoJoinsWaitsUntilAllTasksAreDone() {
        var queue = new JoinableQueue<Integer>();
        queue.join();
        for (int i = 0; i < 3; i++) queue.put(i);
        Coroutine.spawn(() -> {
            for (int task : queue) {
                Coroutine.yieldNow();
                trace.add(task);
                queue.taskDone();
            }
        });
        assertFalse(queue.join(Duration.ofNanos(1)) && trace.size() < 3);
        queue.join();
        assertEquals(List.of(0, 1, 2), trace);
        assertEquals(0, queue.unfinished());
        assertTrue(queue.join(Duration.ofNanos(1)));
    }

    @Tag("coroutine-56")
    @OnEachKernel
    void moreTasksThanWerePutCannotBeDone() {
        var queue = new JoinableQueue<Integer>();
        queue.put(1);
        queue.get();
        queue.taskDone();
        var error = assertThrows(IllegalStateException.class, queue::taskDone);
        assertTrue(error.getMessage().startsWith("taskDone() called too many times"), error.getMessage());
    }

    @OnEachKernel
    void whatIsHandedToOneWhoWaitsIsATaskToo() {
        var queue = new JoinableQueue<Integer>(1);
        var getter = Coroutine.spawn(() -> queue.get());
        Coroutine.yieldNow();
        queue.put(1);
        assertEquals(1, queue.unfinished());
        getter.join();
        queue.put(2);
        Coroutine.spawn(() -> queue.put(3));
        Coroutine.yieldNow();
        assertEquals(2, queue.unfinished());                   // the third waits for room
        queue.get();
        assertEquals(3, queue.unfinished());
        assertEquals("JoinableQueue[size 1 of 1, tasks left: 3]", queue.toString());
    }

    @OnEachKernel
    void whatWasRefusedIsNoTask() {
        var queue = new JoinableQueue<Integer>(1);
        queue.put(1);
        assertThrows(Full.class, () -> queue.putNow(2));
        assertThrows(Full.class, () -> queue.put(2, Duration.ofNanos(1)));
        assertEquals(1, queue.unfinished());
    }

    @OnEachKernel
    void anImmediateShutdownIsTheEndOfTheTasksThatNobodyGot() {
        var queue = new JoinableQueue<Integer>();
        for (int i = 0; i < 3; i++) queue.put(i);
        queue.get();
        var joiner = Coroutine.spawn(() -> queue.join());
        Coroutine.yieldNow();
        queue.shutdown(true);
        assertEquals(1, queue.unfinished());
        Coroutine.yieldNow();
        assertFalse(joiner.ready());
        queue.taskDone();
        joiner.get();
    }

    @OnEachKernel
    void anImmediateShutdownWakesWhoJoinsWhenNobodyHasATask() {
        var queue = new JoinableQueue<Integer>();
        queue.put(1);
        var joiner = Coroutine.spawn(() -> queue.join());
        Coroutine.yieldNow();
        queue.shutdown();
        Coroutine.yieldNow();
        assertFalse(joiner.ready());
        queue.shutdown(true);
        joiner.get();
    }

    // ---- From hand to hand. ----

    @OnEachKernel
    void whoPutsGoesOnWhenSomebodyHasIt() {
        var channel = new Channel<Integer>();
        var putter = Coroutine.spawn(() -> {
            channel.put(1);
            trace.add("put");
        });
        Coroutine.yieldNow();
        assertEquals(List.of(), trace);
        assertTrue(channel.isEmpty() && channel.isFull());
        assertEquals(1, channel.get());
        putter.get();
        assertEquals(List.of("put"), trace);
    }

    @OnEachKernel
    void nobodyToTakeItIsFullAndNobodyToGiveItIsEmpty() {
        var channel = new Channel<Integer>();
        assertThrows(Full.class, () -> channel.putNow(1));
        assertThrows(Full.class, () -> channel.put(1, Duration.ofNanos(1)));
        assertThrows(Empty.class, channel::getNow);
        assertThrows(Empty.class, () -> channel.get(Duration.ofNanos(1)));
        assertThrows(Empty.class, channel::peekNow);
        assertEquals("Channel[nobody waits]", channel.toString());
    }

    @OnEachKernel
    void withoutWaitingAValueGoesToOneWhoWaits() {
        var channel = new Channel<Integer>();
        var getter = Coroutine.spawn(() -> channel.get());
        Coroutine.yieldNow();
        channel.putNow(1);
        assertEquals(1, getter.get());
        Coroutine.spawn(() -> channel.put(2));
        Coroutine.yieldNow();
        assertEquals(2, channel.peekNow());
        assertEquals(2, channel.getNow());
        assertThrows(Empty.class, channel::getNow);
    }

    @OnEachKernel
    void valuesGoFromHandToHandInOrder() {
        var channel = new Channel<Integer>();
        var putters = IntStream.range(0, 3).mapToObj(i -> Coroutine.spawn(() -> channel.put(i))).toList();
        Coroutine.yieldNow();
        assertEquals(List.of(0, 1, 2), IntStream.range(0, 3).mapToObj(_ -> channel.get()).toList());
        putters.forEach(Coroutine::get);
    }

    @OnEachKernel
    void oneWhoOnlyLooksDoesNotTakeIt() {
        var channel = new Channel<Integer>();
        var looker = Coroutine.spawn(() -> channel.peek());
        Coroutine.yieldNow();
        var putter = Coroutine.spawn(() -> channel.put(1));
        assertEquals(1, looker.get());
        assertFalse(putter.ready());
        assertEquals(1, channel.get());
        putter.get();
    }

    @OnEachKernel
    void whatWasRefusedIsNotShown() {
        var channel = new Channel<Integer>();
        var looker = Coroutine.spawn(() -> channel.peek());
        Coroutine.yieldNow();
        assertThrows(Full.class, () -> channel.putNow(1));
        Coroutine.spawn(() -> channel.put(2));
        assertEquals(2, looker.get());
    }

    @OnEachKernel
    void whoLooksLetsTheOneBehindTake() {
        var channel = new Channel<Integer>();
        var looker = Coroutine.spawn(() -> channel.peek());
        var taker = Coroutine.spawn(() -> channel.get());
        Coroutine.yieldNow();
        assertEquals("Channel[waiting to get: 2]", channel.toString());
        channel.putNow(1);
        assertEquals(1, looker.get());
        assertEquals(1, taker.get());
    }

    @OnEachKernel
    void aPutterThatIsTooLateOrKilledTakesItsValueAlong() {
        var channel = new Channel<Integer>();
        assertThrows(Full.class, () -> channel.put(1, Duration.ofNanos(1)));
        var killed = Coroutine.spawn(() -> channel.put(2));
        var third = Coroutine.spawn(() -> channel.put(3));
        Coroutine.yieldNow();
        killed.kill();
        assertEquals(3, channel.get());
        third.get();
    }

    @Tag("coroutine-57")
    @OnEachKernel
    void aShutdownEndsBothSides() {
        var channel = new Channel<Integer>();
        var putter = Coroutine.spawn(() -> assertThrows(ShutDown.class, () -> channel.put(1)));
        Coroutine.yieldNow();
        channel.shutdown();
        putter.get();
        assertThrows(ShutDown.class, channel::get);
        assertThrows(ShutDown.class, () -> channel.put(1));
        assertFalse(channel.iterator().hasNext());
    }

    @OnEachKernel
    void whoIsTakenFromInTheTurnOfTheShutdownHasPutIt() {
        var channel = new Channel<Integer>();
        var putter = Coroutine.spawn(() -> channel.put(1));
        Coroutine.yieldNow();
        assertEquals(1, channel.get());
        channel.shutdown(true);
        putter.get();
    }

    @OnEachKernel
    void aLongConversationLosesNothing() {
        var there = new Channel<Integer>();
        var back = new Channel<Integer>();
        Coroutine.spawn(() -> {
            for (int value : there) back.put(value + 1);
            back.shutdown();
        });
        int value = 0;
        for (int i = 0; i < 10_000; i++) {
            there.put(value);
            value = back.get();
        }
        there.shutdown();
        assertThrows(ShutDown.class, back::get);
        assertEquals(10_000, value);
    }

    @OnEachKernel
    void aCoroutineThatHasPutIsNotKeptByWhatItPut() {
        var channel = new Channel<Object>();
        var putter = Coroutine.spawn(() -> {
            channel.put(new Object());
            new Event().await();
        });
        Coroutine.yieldNow();
        channel.get();
        Coroutine.yieldNow();
        assertEquals(null, putter.parking().offer);
    }
}

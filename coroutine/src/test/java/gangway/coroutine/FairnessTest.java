package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Nobody starves: neither timers nor sockets nor other threads, whatever those do that are ready. Time is made by hand here.
class FairnessTest {

    private static final int ENOUGH = 10_000;

    private final Leaps time = new Leaps();
    private final AtomicInteger yields = new AtomicInteger();
    private volatile boolean done;

    private void on(Kernel kernel, EachKernel.Test test) throws Throwable {
        EachKernel.onHub(time.of(Hub.builder().kernel(kernel)), Duration.ofSeconds(20), test);
    }

    /// Yields until it is over; each time a millisecond goes by.
    private void yieldAndYield() {
        while (!done && yields.incrementAndGet() < ENOUGH) {
            time.advance(Duration.ofMillis(1));
            Coroutine.yieldNow();
        }
    }

    @OnEachKernel
    void timersComeAlthoughSomebodyAlwaysYields() throws Throwable {
        on(Hub.current().kernel(), () -> {
            var busy = Coroutine.spawn(this::yieldAndYield);
            Coroutine.sleep(Duration.ofMillis(500));
            done = true;
            busy.join();
            assertTrue(yields.get() >= 499 && yields.get() <= 600, () -> yields + " yields");
        });
    }

    @OnEachKernel
    void whatOtherThreadsSubmitComesAlthoughSomebodyAlwaysYields() throws Throwable {
        on(Hub.current().kernel(), () -> {
            var hub = Hub.current();
            var busy = Coroutine.spawn(() -> {
                Thread.ofPlatform().start(() -> hub.execute(() -> done = true)).join();
                yieldAndYield();
            });
            busy.join();
            assertTrue(yields.get() < 200, () -> yields + " yields");
        });
    }

    @OnEachKernel
    void thePollerIsAskedAlthoughSomebodyAlwaysYields() throws Throwable {
        var looks = new AtomicInteger();
        var poller = new Poller() {
            @Override
            public void await(long nanos) {
                looks.incrementAndGet();
            }

            @Override
            public void wakeup() {}

            @Override
            public boolean expectsSomething() {
                return true;
            }

            @Override
            public void close() {}
        };
        EachKernel.onHub(Hub.builder().kernel(Hub.current().kernel()).poller(poller), Duration.ofSeconds(20), () -> {
            Coroutine.spawn(this::yieldAndYield).join();
            assertTrue(looks.get() > ENOUGH / 100, () -> looks + " looks");
        });
    }

    @OnEachKernel
    void aTimerThatSetsItselfAgainForNowDoesNotStopTheOthers() throws Throwable {
        on(Hub.current().kernel(), () -> {
            var loop = Hub.current().loop();
            var timer = new AtomicReference<Timer>();
            var rounds = new AtomicInteger();
            timer.set(new Timer(() -> {
                if (rounds.incrementAndGet() < ENOUGH) loop.schedule(timer.get(), Duration.ofNanos(rounds.get() % 2));
            }));
            loop.schedule(timer.get(), Duration.ZERO);
            for (int i = 0; i < 10; i++) Coroutine.yieldNow();
            assertTrue(rounds.get() < 100, () -> rounds + " rounds");
        });
    }

    @OnEachKernel
    void aCallbackThatExecutesItselfAgainDoesNotStopTheOthers() {
        var hub = Hub.current();
        var rounds = new AtomicInteger();
        hub.execute(new Runnable() {
            @Override
            public void run() {
                if (rounds.incrementAndGet() < ENOUGH) hub.execute(this);
            }
        });
        for (int i = 0; i < 10; i++) Coroutine.yieldNow();
        assertTrue(rounds.get() < 100, () -> rounds + " rounds");
    }

    @OnEachKernel
    void eachOfManyHasItsTurnInEachRound() {
        var turns = new int[100];
        var all = IntStream.range(0, turns.length).mapToObj(i -> Coroutine.spawn(() -> {
            for (int k = 0; k < 50; k++) {
                turns[i]++;
                int fewest = Arrays.stream(turns).min().orElseThrow();
                assertTrue(turns[i] - fewest <= 1);
                Coroutine.yieldNow();
            }
        })).toList();
        assertEquals(100, Coroutine.joinAll(all, JoinOption.raiseError()).size());
    }

    @OnEachKernel
    void anOrderOfOnesOwnDecidesWhoRunsNext() throws Throwable {
        var trace = new ArrayList<Integer>();
        EachKernel.onHub(Hub.builder().kernel(Hub.current().kernel()).order(ready -> ready - 1), Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 3; i++) {
                int number = i;
                Coroutine.spawn(() -> trace.add(number));
            }
            Hub.current().run();
        });
        assertEquals(List.of(2, 1, 0), trace);
    }
}

package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.Kernel;
import gangway.coroutine.WaitQueue;
import gangway.coroutine.WouldBlockForever;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(20)
class TestHubTest {

    private final List<String> done = new ArrayList<>();

    /// Three who do several things each.
    private static void threeWorkers(TestHub test) {
        var event = new Event();
        for (var name : List.of("a", "b", "c")) Coroutine.spawn(name, () -> {
            Coroutine.yieldNow();
            Coroutine.sleep(Duration.ofMillis(test.random().nextInt(5)));
            if (name.equals("b")) event.set();
            else event.await();
            test.note("is done");
        });
        test.hub().run();
    }

    private static String trace(Kernel kernel, long seed) throws Exception {
        return TestHub.builder(seed).kernel(kernel).run(TestHubTest::threeWorkers).toString();
    }

    // ---- Time. ----

    @Tag("coroutine-69")
    @ParameterizedTest
    @EnumSource
    void anHourTakesNoTime(Kernel kernel) throws Exception {
        TestHub.builder(1).kernel(kernel).run(_ -> Coroutine.sleep(Duration.ofSeconds(1)));   // loads the classes
        long start = System.nanoTime();
        TestHub.builder(1).kernel(kernel).run(test -> {
            Coroutine.sleep(Duration.ofHours(1));
            assertEquals(Duration.ofHours(1), test.now());
        });
        assertTrue(System.nanoTime() - start < 50_000_000);
    }

    @Test
    void timersOfOneTimeGoOffInTheOrderInWhichTheyWereSet() throws Exception {
        TestHub.run(0, _ -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                Coroutine.spawnLater(Duration.ofSeconds(1), () -> done.add("x" + number));
            }
            Coroutine.sleep(Duration.ofSeconds(2));
        });
        assertEquals("[x0, x1, x2, x3, x4]", done.toString());
    }

    @Test
    void runCurrentRunsAllThatIsReadyAndLetsNoTimePass() throws Exception {
        TestHub.run(3, test -> {
            Coroutine.spawn(() -> {
                for (int i = 0; i < 3; i++) Coroutine.yieldNow();
                done.add("now");
                Coroutine.sleep(Duration.ofNanos(1));
                done.add("later");
            });
            test.runCurrent();
            assertEquals(List.of("now"), done);
            assertEquals(Duration.ZERO, test.now());
        });
    }

    @Test
    void advanceByRunsWhatIsDueAtItsEndAndNothingLater() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            done.clear();
            TestHub.run(seed, test -> {
                Coroutine.spawnLater(Duration.ofMillis(1000), () -> done.add("due"));
                Coroutine.spawnLater(Duration.ofMillis(1001), () -> done.add("not due"));
                test.advanceBy(Duration.ofMillis(1000));
                assertEquals(List.of("due"), done);
                assertEquals(Duration.ofSeconds(1), test.now());
            });
        }
    }

    @Test
    void advanceUntilIdleRunsAllThatWillEverBeDue() throws Exception {
        TestHub.run(4, test -> {
            Coroutine.spawn(() -> new Event().await());
            for (int hours : List.of(3, 1, 2)) Coroutine.spawnLater(Duration.ofHours(hours), () -> done.add("" + hours));
            test.advanceUntilIdle();
            assertEquals(List.of("1", "2", "3"), done);
            assertEquals(Duration.ofHours(3), test.now());
            test.advanceUntilIdle();
        });
    }

    // ---- Order. ----

    @Test
    void seedZeroIsFirstComeFirstServed() throws Exception {
        TestHub.run(0, test -> {
            for (var name : List.of("a", "b", "c")) Coroutine.spawn(() -> {
                for (int i = 0; i < 3; i++) {
                    done.add(name + i);
                    Coroutine.yieldNow();
                }
            });
            test.hub().run();
        });
        assertEquals("a0 b0 c0 a1 b1 c1 a2 b2 c2", String.join(" ", done));
    }

    @ParameterizedTest
    @EnumSource
    void eachExplorationFindsEachOrderOfThree(Exploration exploration) throws Exception {
        var orders = new TreeSet<String>();
        for (long seed = 1; seed < 100; seed++) {
            done.clear();
            TestHub.builder(seed).exploration(exploration).run(test -> {
                for (var name : List.of("a", "b", "c")) Coroutine.spawn(() -> done.add(name));
                test.hub().run();
            });
            orders.add(String.join("", done));
        }
        assertEquals(exploration == Exploration.FIRST_COME ? 1 : 6, orders.size());
    }

    /// One step at the right time after twenty of somebody else's: a coin is hardly ever right twenty times.
    @Test
    void prioritiesFindWhatUniformChanceDoesNot() throws Exception {
        var found = new EnumMap<Exploration, Integer>(Exploration.class);
        for (var exploration : Exploration.values())
            for (long seed = 0; seed < 200; seed++) {
                done.clear();
                TestHub.builder(seed).exploration(exploration).run(this::racesAgainstTwentySteps);
                if (done.contains("overtaken")) found.merge(exploration, 1, Integer::sum);
            }
        assertEquals(Set.of(Exploration.PRIORITIES), found.keySet());
        assertTrue(found.get(Exploration.PRIORITIES) > 3, found.toString());
    }

    private void racesAgainstTwentySteps(TestHub test) {
        var begun = new AtomicBoolean();
        Coroutine.spawn(() -> {
            begun.set(true);
            Coroutine.yieldNow();
            begun.set(false);
        });
        Coroutine.spawn(() -> {
            for (int i = 0; i < 20; i++) Coroutine.yieldNow();
            if (begun.get()) done.add("overtaken");
        });
        test.hub().run();
    }

    @Test
    void oneWhoAsksAgainAndAgainKeepsNobodyFromRunning() throws Exception {
        for (long seed = 0; seed < 50; seed++) TestHub.run(seed, _ -> {
            var set = new AtomicBoolean();
            var asking = Coroutine.spawn(() -> {
                while (!set.get()) Coroutine.yieldNow();
            });
            Coroutine.spawn(() -> set.set(true));
            asking.join();
        });
    }

    // ---- Replaying. ----

    @Test
    void theSameSeedGivesTheSameTraceOnBothKernels() throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            var first = trace(Kernel.VIRTUAL, seed);
            assertEquals(first, trace(Kernel.VIRTUAL, seed));
            assertEquals(first, trace(Kernel.CONTINUATION, seed));
        }
    }

    @Test
    void theThreadThatRunsItLeavesNoTrace() throws Exception {
        var first = trace(Kernel.CONTINUATION, 1);
        var other = new CompletableFuture<String>();
        Thread.ofPlatform().name("another").start(() -> {
            try {
                other.complete(trace(Kernel.CONTINUATION, 1));
            } catch (Exception e) {
                other.completeExceptionally(e);
            }
        });
        assertEquals(first, other.get(10, TimeUnit.SECONDS));
    }

    @Test
    void otherSeedsGiveOtherTraces() throws Exception {
        var traces = new HashSet<String>();
        for (long seed = 0; seed < 100; seed++) traces.add(trace(Kernel.CONTINUATION, seed));
        assertTrue(traces.size() > 70, traces.size() + " of 100");
    }

    @Test
    void aTraceTellsWhatHappenedAndWhen() throws Exception {
        var trace = TestHub.run(0, test -> {
            var event = new Event();
            Coroutine.spawn("sleeper", () -> {
                Coroutine.sleep(Duration.ofMillis(1500));
                event.set();
            });
            event.await();
            test.note("is happy");
        });
        assertEquals("""
            0s main spawns sleeper
            0s main waits for Event-1
            0s sleeper runs
            0s sleeper waits for sleep of PT1.5S
            1.5s sleeper has waited long enough
            1.5s sleeper runs
            1.5s main is woken
            1.5s sleeper ends
            1.5s main runs
            1.5s main is happy""", trace.toString());
    }

    @Test
    void whatIsWaitedForIsNamedWithoutItsAddress() throws Exception {
        var trace = TestHub.run(0, _ -> {
            var queue = new WaitQueue(new Object());
            queue.await(Duration.ofSeconds(1));
            new WaitQueue(new Object()).await(Duration.ofSeconds(1));
            queue.await(Duration.ofSeconds(1));
        });
        assertEquals(List.of("waits for Object-1", "waits for Object-2", "waits for Object-1"),
            trace.events().stream().map(Trace.Event::what).filter(what -> what.startsWith("waits")).toList());
    }

    // ---- What goes wrong. ----

    @ParameterizedTest
    @EnumSource
    void whoWaitsForNothingIsToldAtOnce(Kernel kernel) {
        assertThrows(WouldBlockForever.class, () -> TestHub.builder(5).kernel(kernel).run(_ -> {
            Coroutine.spawn(() -> new Event().await());
            new Event().await();
        }));
    }

    @Test
    void whatComesOutOfACoroutineUncaughtFailsTheRun() {
        var cause = new IOException("no disk");
        var failure = assertThrows(AssertionError.class, () -> TestHub.run(1, _ -> {
            Coroutine.spawn("writer", () -> {
                throw cause;
            }).join();
        }));
        assertEquals("writer failed: java.io.IOException: no disk", failure.getMessage());
        assertSame(cause, failure.getCause());
    }

    @Test
    void aTestMayBeToldOfErrorsItself() throws Exception {
        TestHub.run(1, test -> {
            test.hub().onError((_, error) -> done.add(error.getMessage()));
            Coroutine.spawn(() -> {
                throw new IOException("no disk");
            }).join();
        });
        assertEquals(List.of("no disk"), done);
    }

    @ParameterizedTest
    @EnumSource
    void whoTurnsInCirclesIsStopped(Kernel kernel) {
        var failure = assertThrows(IllegalStateException.class, () -> TestHub.builder(1).kernel(kernel).limit(1000).run(_ -> {
            var asking = Coroutine.spawn(() -> {
                while (true) Coroutine.yieldNow();
            });
            asking.join();
        }));
        assertTrue(failure.getMessage().startsWith("1000 turns, and no end"), failure.getMessage());
    }

    @Test
    void aSleepOfTheThreadIsRefusedWhenTimePasses() {
        var failure = assertThrows(IllegalStateException.class, () -> TestHub.builder(1).kernel(Kernel.VIRTUAL).run(_ -> {
            Coroutine.spawn("sleeper", () -> Thread.sleep(Duration.ofMinutes(1)));
            Coroutine.sleep(Duration.ofSeconds(1));
        }));
        assertTrue(failure.getMessage().startsWith("sleeper waits for real time or a real socket"), failure.getMessage());
    }

    @Test
    void aWaitForAnotherThreadIsRefused() {
        var failure = assertThrows(IllegalStateException.class, () -> TestHub.builder(1).kernel(Kernel.VIRTUAL).run(_ ->
            Coroutine.spawn("taker", () -> new LinkedBlockingQueue<>().take()).join()));
        assertTrue(failure.getMessage().contains("taker waits outside of the hub"), failure.getMessage());
    }

    /// The hub need not know a lock to see that time may pass while somebody waits for it.
    @Test
    void locksOfTheJdkReplay() throws Exception {
        var traces = new HashSet<String>();
        for (int i = 0; i < 3; i++) traces.add(TestHub.builder(7).kernel(Kernel.VIRTUAL).run(test -> {
            var lock = new ReentrantLock();
            for (int n = 0; n < 4; n++) Coroutine.spawn(() -> {
                lock.lock();
                Coroutine.sleep(Duration.ofMillis(test.random().nextInt(9)));
                lock.unlock();
            });
            test.hub().run();
        }).toString());
        assertEquals(1, traces.size());
        assertNotEquals("", traces.iterator().next());
    }

    @Test
    void theThreadHasNoHubAfterwards() throws Exception {
        TestHub.run(1, _ -> {});
        TestHub.open(1).close();
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// greenlet's rules, one by one.
@Timeout(60)
class GreenletTest {

    private final List<Object> trace = Collections.synchronizedList(new ArrayList<>());

    private static Greenlet parent() {
        return Greenlet.current().parent().orElseThrow();
    }

    @Test
    void makingOneRunsNothing() {
        var greenlet = new Greenlet(_ -> trace.add("ran"));
        assertEquals(List.of(), trace);
        assertFalse(greenlet.isStarted() || greenlet.isActive() || greenlet.isDead());
    }

    @Tag("coroutine-21")
    @Test
    void switchingBeginsOneWithArgumentsAndReturnsThemLater() {
        var greenlet = new Greenlet(first -> {
            trace.addAll(List.of(first));
            trace.add(parent().switchTo("one"));
            trace.addAll(List.of((Object[]) parent().switchTo("two", "three")));
            return "end";
        });
        assertEquals("one", greenlet.switchTo(1, 2));
        assertArrayEquals(new Object[] {"two", "three"}, (Object[]) greenlet.switchTo("a"));
        assertTrue(greenlet.isActive());
        assertEquals("end", greenlet.switchTo("b", "c"));
        assertEquals(List.of(1, 2, "a", "b", "c"), trace);
        assertTrue(greenlet.isDead());
    }

    @Test
    void nothingIsBroughtAsAnEmptyArray() {
        var greenlet = new Greenlet(_ -> parent().switchTo());
        assertArrayEquals(new Object[0], (Object[]) greenlet.switchTo());
    }

    @Tag("coroutine-21")
    @Test
    void switchingToADeadOneGivesTheArgument() {
        var greenlet = new Greenlet(_ -> "end");
        greenlet.switchTo();
        assertEquals("back", greenlet.switchTo("back"));
    }

    @Test
    void switchingToADeadOneGoesOnInItsParent() {
        var root = Greenlet.current();
        var parent = new Greenlet(_ -> "parent got " + root.switchTo("parked"));
        var child = new Greenlet(_ -> root.switchTo("child"), parent);
        parent.switchTo();
        child.switchTo();
        assertEquals("parent got end of child", new Greenlet(_ -> child.switchTo("end of child"), root).switchTo());
        assertTrue(child.isDead());
    }

    @Test
    void switchingToOneselfGivesTheArgument() {
        assertEquals("me", Greenlet.current().switchTo("me"));
        assertEquals("me", new Greenlet(_ -> Greenlet.current().switchTo("me")).switchTo());
    }

    @Tag("coroutine-22")
    @Test
    void whatComesOutOfOneComesToItsParent() {
        var error = new IOException("lost");
        var root = Greenlet.current();
        var parent = new Greenlet(_ -> {
            try {
                return root.switchTo();
            } catch (Exception e) {
                return e;
            }
        });
        parent.switchTo();
        var child = new Greenlet(_ -> { throw error; }, parent);
        assertSame(error, child.switchTo());
        assertTrue(child.isDead());
        assertSame(error, assertThrows(IOException.class, () -> new Greenlet(_ -> { throw error; }).switchTo()));
    }

    @Tag("coroutine-23")
    @Test
    void greenletExitIsAValue() {
        var exit = new GreenletExit();
        assertSame(exit, new Greenlet(_ -> { throw exit; }).switchTo());
    }

    @Tag("coroutine-24")
    @Test
    void throwingIntoOneThatHasNotBegunEndsIt() {
        var greenlet = new Greenlet(_ -> trace.add("ran"));
        assertInstanceOf(GreenletExit.class, greenlet.throwInto());
        assertTrue(greenlet.isDead());
        var other = new Greenlet(_ -> trace.add("ran"));
        assertThrows(IOException.class, () -> other.throwInto(new IOException()));
        assertTrue(other.isDead());
        assertEquals(List.of(), trace);
    }

    @Test
    void throwingIntoOneThatHasStoppedThrowsThere() {
        var greenlet = new Greenlet(_ -> {
            try {
                return parent().switchTo("stopped");
            } catch (IllegalArgumentException e) {
                return parent().switchTo(e.getMessage());
            }
        });
        greenlet.switchTo();
        assertEquals("caught", greenlet.throwInto(new IllegalArgumentException("caught")));
        assertInstanceOf(GreenletExit.class, greenlet.throwInto());
        assertTrue(greenlet.isDead());
    }

    @Test
    void throwingIntoADeadOneThrowsTheErrorOrGivesTheExit() {
        var greenlet = new Greenlet(_ -> "end");
        greenlet.switchTo();
        assertThrows(IOException.class, () -> greenlet.throwInto(new IOException()));
        assertInstanceOf(GreenletExit.class, greenlet.throwInto());
    }

    @Test
    void throwingIntoOneThatHasNotBegunReachesTheNearestThatHas() {
        var outer = new Greenlet(_ -> trace.add("outer"));
        var inner = new Greenlet(_ -> trace.add("inner"), outer);
        assertThrows(IOException.class, () -> inner.throwInto(new IOException()));
        assertTrue(inner.isDead() && outer.isDead());
        assertEquals(List.of(), trace);
    }

    @Test
    void aParentThatHasNotBegunBeginsWithTheResult() {
        var outer = new Greenlet(arguments -> "outer got " + arguments[0]);
        var inner = new Greenlet(_ -> "inner", outer);
        assertEquals("outer got inner", inner.switchTo());
    }

    @Tag("coroutine-25")
    @Test
    void aRingOfParentsIsRefused() {
        var first = new Greenlet(_ -> null);
        var second = new Greenlet(_ -> null, first);
        assertEquals("cyclic parent chain",
            assertThrows(IllegalArgumentException.class, () -> first.setParent(second)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> first.setParent(first));
        assertThrows(IllegalStateException.class, () -> Greenlet.current().setParent(first));
    }

    @Test
    void aParentThatWasSetGoesOnAtTheEnd() {
        var root = Greenlet.current();
        var first = new Greenlet(_ -> "first got " + root.switchTo());
        var second = new Greenlet(_ -> "second");
        first.switchTo();
        second.setParent(first);
        assertSame(first, second.parent().orElseThrow());
        assertEquals("first got second", second.switchTo());
    }

    @Tag("coroutine-26")
    @Test
    void thereIsNoSwitchingToAnotherThread() throws Exception {
        var mine = new Greenlet(_ -> null);
        var name = Thread.currentThread().getName();
        try (var other = Executors.newSingleThreadExecutor()) {
            var message = other.submit(() -> assertThrows(IllegalStateException.class, mine::switchTo).getMessage()).get();
            assertTrue(message.startsWith("Cannot switch to a different thread")
                && message.contains("Current: Greenlet[main of pool") && message.contains("Expected: Greenlet["), message);
            other.submit(() -> assertThrows(IllegalArgumentException.class, () -> new Greenlet(_ -> null, mine))).get();
            other.submit(() -> assertThrows(IllegalArgumentException.class,
                () -> new Greenlet(_ -> null).setParent(mine))).get();
        }
        assertTrue(Greenlet.current().toString().equals("Greenlet[main of %s, current]".formatted(name)));
    }

    @Test
    void twoMaySwitchToEachOtherForLong() {
        var root = Greenlet.current();
        var other = new AtomicReference<Greenlet>();
        var first = new Greenlet(_ -> {
            for (int i = 0; i < 100_000; i++) other.get().switchTo(i);
            return root.switchTo("done");
        });
        other.set(new Greenlet(argument -> {
            Object i = argument[0];
            while (true) i = first.switchTo(i);
        }));
        assertEquals("done", first.switchTo());
    }

    @Test
    void aChainOfParentsMayBeLong() {
        var root = Greenlet.current();
        var last = root;
        for (int i = 0; i < 10_000; i++) last = new Greenlet(arguments -> (int) arguments[0] + 1, last);
        assertEquals(10_000, last.switchTo(0));
    }

    // ---- Tracing. ----

    @Test
    void aTracerIsToldOfEachSwitch() {
        var root = Greenlet.current();
        var greenlet = new Greenlet(_ -> parent().switchTo());
        var names = Map.of(root, "root", greenlet, "greenlet");
        assertEquals(Optional.empty(), Greenlet.setTrace((event, origin, target) ->
            trace.add("%s %s %s".formatted(event, names.get(origin), names.get(target)))));
        greenlet.switchTo();
        greenlet.throwInto();
        assertTrue(Greenlet.clearTrace().isPresent());
        greenlet.switchTo();
        assertEquals(List.of("SWITCH root greenlet", "SWITCH greenlet root", "THROW root greenlet", "SWITCH greenlet root"),
            trace);
    }

    @Test
    void aTracerThatFailsIsHeardInTheTargetAndNeverAgain() {
        var greenlet = new Greenlet(_ -> "not reached");
        Greenlet.setTrace((_, _, _) -> { throw new IllegalArgumentException("tracer"); });
        assertEquals("tracer", assertThrows(IllegalArgumentException.class, greenlet::switchTo).getMessage());
        assertEquals(Optional.empty(), Greenlet.clearTrace());
    }

    // ---- Difficult places. ----

    @Test
    void aSwitchInsideSynchronizedIsRefusedOutsideOfTheRoot() {
        var lock = new StringBuilder();
        var greenlet = new Greenlet(_ -> {
            synchronized (lock) {
                trace.add(assertThrows(MonitorHeld.class, () -> parent().switchTo()).getMessage());
            }
            return parent().switchTo("right");
        });
        assertEquals("right", greenlet.switchTo());
        assertTrue(trace.getFirst().toString().contains("java.lang.StringBuilder, locked by"));
        synchronized (lock) {
            trace.add("free");
        }
    }

    @Test
    void theRootKeepsItsMonitorsWhileOthersRun() {
        var lock = new Object();
        var greenlet = new Greenlet(_ -> parent().switchTo());
        synchronized (lock) {
            greenlet.switchTo();
            assertTrue(Thread.holdsLock(lock));
        }
    }

    @Test
    void aGreenletMaySwitchInTheMiddleOfAGenerator() {
        var root = Greenlet.current();
        var generator = Generator.<Object>yielding(y -> {
            y.yield(root.switchTo("from the generator"));
            y.yield("second");
        });
        var greenlet = new Greenlet(_ -> List.of(generator.next(), generator.next()));
        assertEquals("from the generator", greenlet.switchTo());
        assertThrows(IllegalStateException.class, generator::next);
        assertEquals(List.of("brought", "second"), greenlet.switchTo("brought"));
    }

    @Test
    void aGeneratorMaySwitchToAGreenletThatMayNotYieldInItsPlace() {
        var generator = Generator.<Object>yielding(y -> {
            var greenlet = new Greenlet(_ -> assertThrows(IllegalStateException.class, () -> y.yield("wrong")).getMessage());
            y.yield(greenlet.switchTo());
        });
        assertTrue(generator.next().toString().startsWith("yield called where its generator cannot stop"));
    }

    @OnEachKernel
    void eachCoroutineHasGreenletsOfItsOwn() {
        var roots = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
            var greenlet = new Greenlet(_ -> {
                Coroutine.yieldNow();
                trace.add(name + parent().switchTo("first"));
                Coroutine.yieldNow();
                return "end";
            });
            trace.add(name + greenlet.switchTo());
            Coroutine.yieldNow();
            trace.add(name + greenlet.switchTo("second"));
            return Greenlet.current();
        })).toList().stream().map(Coroutine::get).distinct().toList();
        assertEquals(2, roots.size());
        assertEquals(List.of("afirst", "bfirst", "asecond", "bsecond", "aend", "bend"), trace);
    }

    @OnEachKernel
    void theHubsThreadMayWaitInAGreenlet() {
        var coroutine = Coroutine.spawn(() -> {
            Coroutine.sleep(Duration.ofMillis(2));
            return new Greenlet(_ -> "inside").switchTo();
        });
        assertEquals("inside", new Greenlet(_ -> coroutine.get()).switchTo());
    }

    @OnEachKernel
    void aCoroutineCannotSwitchToAGreenletOfAnother() {
        var mine = new Greenlet(_ -> null);
        assertTrue(Coroutine.spawn(() -> assertThrows(IllegalStateException.class, mine::switchTo).getMessage()).get()
            .startsWith("Cannot switch to a different thread"));
    }

    @OnEachKernel
    void killingTheCoroutineUnwindsTheGreenletThatWaits() {
        var coroutine = Coroutine.spawn(() -> new Greenlet(_ -> {
            try {
                Coroutine.sleep(Duration.ofHours(1));
                return "not reached";
            } finally {
                trace.add("finally");
            }
        }).switchTo());
        Coroutine.yieldNow();
        coroutine.kill();
        assertEquals(List.of("finally"), trace);
    }

    @Test
    void itsStackIsItsBodysOwn() {
        var greenlet = new Greenlet(_ -> deeper());
        assertEquals(List.of(), greenlet.stack());
        greenlet.switchTo();
        assertEquals("deeper", greenlet.stack().getFirst().getMethodName());
        greenlet.throwInto();
        assertEquals(List.of(), greenlet.stack());
    }

    private static Object deeper() {
        return parent().switchTo();
    }

    // ---- Abandoned. ----

    private void begin() {
        new Greenlet(_ -> {
            try {
                return parent().switchTo();
            } catch (GreenletExit e) {
                trace.add("exit");
                throw e;
            } finally {
                trace.add(Thread.currentThread());
            }
        }).switchTo();
    }

    @Test
    void oneThatIsAbandonedEndsOnItsThread() throws Exception {
        begin();
        for (int left = 500; trace.isEmpty() && left > 0; left--) {
            System.gc();
            Greenlet.current().switchTo();                     // its thread has to switch
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(List.of("exit", Thread.currentThread()), trace);
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CoroutineLocalTest {

    private static final int ENOUGH = 200;

    @Tag("coroutine-60")
    @OnEachKernel
    void eachCoroutineHasItsOwnValue() {
        var local = new CoroutineLocal<String>();
        local.set("main");
        var all = Stream.of("a", "b", "c").map(name -> Coroutine.spawn(() -> {
            local.set(name);
            Coroutine.yieldNow();
            return local.get();
        })).toList();
        assertEquals(List.of("a", "b", "c"), all.stream().map(Coroutine::get).toList());
        assertEquals("main", local.get());
    }

    @Tag("coroutine-60")
    @OnEachKernel
    void aNewCoroutineDoesNotInherit() {
        var local = new CoroutineLocal<String>();
        local.set("main");
        assertEquals(Optional.empty(), Coroutine.spawn(local::find).get());
    }

    @Tag("coroutine-60")
    @OnEachKernel
    void theInitialValueIsMadeOnceForEachWhoAsks() {
        var made = new AtomicInteger();
        var local = CoroutineLocal.withInitial(made::incrementAndGet);
        assertEquals(1, local.get());
        assertEquals(1, local.get());
        assertEquals(2, Coroutine.spawn(local::get).get());
        assertEquals(2, made.get());
    }

    @OnEachKernel
    void withoutAValueGetSaysHowToGetOne() {
        var error = assertThrows(NoSuchElementException.class, () -> new CoroutineLocal<String>().get());
        assertTrue(error.getMessage().contains("to fix: set it there"), error.getMessage());
    }

    @OnEachKernel
    void behindRemoveThereIsANewInitialValue() {
        var made = new AtomicInteger();
        var local = CoroutineLocal.withInitial(made::incrementAndGet);
        local.remove();
        local.get();
        local.remove();
        assertEquals(2, local.get());
    }

    @OnEachKernel
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> new CoroutineLocal<String>().set(null));
    }

    @OnEachKernel
    void twoVariablesAreTwo() {
        var first = new CoroutineLocal<String>();
        var second = new CoroutineLocal<String>();
        first.set("first");
        second.set("second");
        assertEquals("first second", first.get() + " " + second.get());
    }

    @OnEachKernel
    void anInitialValueMayNeedAWait() {
        var local = CoroutineLocal.withInitial(() -> { Coroutine.yieldNow(); return Coroutine.current().name(); });
        var all = Stream.of("a", "b").map(name -> Coroutine.spawn(name, () -> local.get() + local.get())).toList();
        assertEquals(List.of("aa", "bb"), all.stream().map(Coroutine::get).toList());
    }

    @OnEachKernel
    void aCoroutineThatUsesNoneHasNoMapForThem() {
        var idle = Coroutine.spawn(() -> {});
        var other = Coroutine.spawn(() -> {});
        new CoroutineLocal<String>().find();
        assertSame(idle.locals(), other.locals());
        assertSame(idle.locals(), Coroutine.current().locals());
    }

    @OnEachKernel
    void valuesGoWhenTheCoroutineEnds() throws Exception {
        var local = new CoroutineLocal<Object>();
        var ended = Coroutine.spawn(() -> {
            var value = new Object();
            local.set(value);
            return new WeakReference<>(value);
        });
        assertFreed(ended.get());
        assertTrue(ended.ready());
    }

    @OnEachKernel
    void valuesGoWhenTheVariableIsNoLongerUsed() throws Exception {
        assertFreed(setAndForget());
    }

    private static WeakReference<Object> setAndForget() {
        var value = new Object();
        new CoroutineLocal<Object>().set(value);
        return new WeakReference<>(value);
    }

    private static void assertFreed(WeakReference<?> value) throws InterruptedException {
        for (int i = 0; i < ENOUGH && !value.refersTo(null); i++) {
            System.gc();
            new CoroutineLocal<String>().set("the map looks for what has gone whenever it is used");
            Thread.sleep(1);
        }
        assertTrue(value.refersTo(null));
    }
}

package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What the raw kernel does not promise, item by item of the list in the README, and that the other does.
class TwoKernelsTest {

    private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

    private final List<String> trace = new ArrayList<>();

    private static void joinAll(Coroutine<?>... all) {
        for (var each : all) each.join();
    }

    // ---- 1: locks of the JDK. ----

    private int mostInside() {
        var lock = new ReentrantLock();
        var inside = new int[2];
        Action enter = () -> {
            lock.lock();
            try {
                inside[1] = Math.max(inside[1], ++inside[0]);
                Coroutine.yieldNow();
                inside[0]--;
            } finally {
                lock.unlock();
            }
        };
        joinAll(Coroutine.spawn(enter), Coroutine.spawn(enter));
        return inside[1];
    }

    @Tag("raw-1")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneALockOfTheJdkLetsEveryCoroutineIn() {
        assertEquals(2, mostInside());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void onTheUsualOneItLetsOneIn() {
        assertEquals(1, mostInside());
    }

    // ---- 2: synchronized. ----

    private Coroutine<Void> waitsInsideSynchronized() {
        var monitor = new Object();
        return Coroutine.spawn(() -> {
            synchronized (monitor) {
                Coroutine.yieldNow();
            }
        });
    }

    @Tag("raw-2")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneWhoWantsToWaitInsideSynchronizedIsRefused() {
        Hub.current().onError((_, _) -> {});
        assertThrows(MonitorHeld.class, waitsInsideSynchronized()::get);
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void onTheUsualOneItMayWaitThere() {
        waitsInsideSynchronized().get();
    }

    // ---- 3: what blocks a thread. ----

    private String orderAroundASleepOfTheThread() {
        joinAll(Coroutine.spawn(() -> {
            trace.add("sleeps");
            Thread.sleep(20);
            trace.add("slept");
        }), Coroutine.spawn(() -> trace.add("other")));
        return String.join(" ", trace);
    }

    @Tag("raw-3")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneWhatBlocksAThreadBlocksTheHub() {
        assertEquals("sleeps slept other", orderAroundASleepOfTheThread());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void onTheUsualOneTheOthersRunMeanwhile() {
        assertEquals("sleeps other slept", orderAroundASleepOfTheThread());
    }

    // ---- 4: ThreadLocals. ----

    private Optional<String> threadLocalOfAnother() {
        var local = new ThreadLocal<String>();
        Coroutine.spawn(() -> local.set("mine")).join();
        return Coroutine.spawn(() -> Optional.ofNullable(local.get())).get();
    }

    @Tag("raw-4")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneAThreadLocalIsSharedByAll() {
        assertEquals(Optional.of("mine"), threadLocalOfAnother());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void onTheUsualOneEachHasItsOwn() {
        assertEquals(Optional.empty(), threadLocalOfAnother());
    }

    // ---- 5: the current thread, and what belongs to it. ----

    private boolean interruptReachesAnother() {
        Coroutine.spawn(() -> Thread.currentThread().interrupt()).join();
        return Coroutine.spawn(() -> Thread.interrupted()).get();
    }

    @Tag("raw-5")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneAllAreTheHubsThread() {
        assertSame(Thread.currentThread(), Coroutine.spawn(() -> Thread.currentThread()).get());
    }

    @Tag("raw-5")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneWhoInterruptsItsThreadInterruptsAll() {
        assertTrue(interruptReachesAnother());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void onTheUsualOneEachIsAThread() {
        assertNotSame(Thread.currentThread(), Coroutine.spawn(() -> Thread.currentThread()).get());
        assertFalse(interruptReachesAnother());
    }

    // ---- 6: thread dumps. ----

    private static String threadDump() throws Exception {
        Path file = Files.createTempDirectory("dump").resolve("threads.txt");
        var jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(ProcessHandle.current().pid()), "Thread.dump_to_file", file.toString())
            .redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes());
        assertEquals(0, jcmd.waitFor(), said);
        return Files.readString(file);
    }

    private String dumpWithAWaitingOne() throws Exception {
        var gate = new Event();
        var waiting = Coroutine.spawn("the one who waits", () -> gate.await());
        Coroutine.yieldNow();
        try {
            return threadDump();
        } finally {
            gate.set();
            waiting.join();
        }
    }

    @Tag("raw-6")
    @OnEachKernel(value = Kernel.CONTINUATION, seconds = 60)
    void onTheRawOneAThreadDumpDoesNotShowWhoWaits() throws Exception {
        assertFalse(dumpWithAWaitingOne().contains("the one who waits"));
    }

    @OnEachKernel(value = Kernel.VIRTUAL, seconds = 60)
    void onTheUsualOneItDoes() throws Exception {
        assertTrue(dumpWithAWaitingOne().contains("the one who waits"));
    }

    // ---- 7: threads made inside. ----

    private static Optional<Hub> hubOfAThreadMadeInside() {
        return Coroutine.spawn(() -> {
            var hub = new AtomicReference<Hub>();
            Thread.ofVirtual().start(() -> {
                try {
                    hub.set(Hub.current());
                } catch (IllegalStateException none) {
                    hub.set(null);
                }
            }).join();
            return Optional.ofNullable(hub.get());
        }).get();
    }

    @Tag("raw-7")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneAVirtualThreadMadeInsideRunsElsewhere() {
        assertEquals(Optional.empty(), hubOfAThreadMadeInside());
    }

    @OnEachKernel(Kernel.VIRTUAL)
    void onTheUsualOneItRunsOnTheSameHub() {
        assertEquals(Optional.of(Hub.current()), hubOfAThreadMadeInside());
    }

    // ---- 8: native code in between. ----

    /// Waits while it is initialized.
    private static final class Impatient {
        static final int VALUE = waited();

        private static int waited() {
            Coroutine.yieldNow();
            return 1;
        }
    }

    @Tag("raw-8")
    @OnEachKernel(Kernel.CONTINUATION)
    void onTheRawOneWhoWantsToWaitInAClassInitializerIsRefused() {
        Hub.current().onError((_, _) -> {});
        var error = assertThrows(ExceptionInInitializerError.class, Coroutine.spawn(() -> Impatient.VALUE)::get);
        assertEquals(IllegalStateException.class, error.getCause().getClass());
    }

    // ---- What both promise. ----

    @OnEachKernel
    void aScopedValueStaysInItsScope() {
        var bound = Coroutine.spawn(() -> ScopedValue.where(SCOPED, "mine").run(Coroutine::yieldNow));
        var seen = Coroutine.spawn(SCOPED::isBound);
        bound.join();
        assertFalse(seen.get());
    }

    // ---- The list. ----

    /// Each item has a test here that shows it, and each of these tests an item.
    @Test
    void theListInTheReadmeIsWhatIsShownHere() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("gangway.root"), "coroutine", "README.md"));
        String section = readme.substring(readme.indexOf("## Two kernels"), readme.indexOf("# 7. "));
        var listed = Pattern.compile("(?m)^(\\d+)\\. ").matcher(section).results().map(item -> "raw-" + item.group(1));
        var shown = Stream.of(TwoKernelsTest.class.getDeclaredMethods())
            .flatMap(test -> Stream.ofNullable(test.getAnnotation(Tag.class))).map(Tag::value);
        assertEquals(listed.collect(Collectors.<String>toSet()), shown.collect(Collectors.toSet()));
    }
}

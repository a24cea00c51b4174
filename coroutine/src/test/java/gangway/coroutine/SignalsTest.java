package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Signal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `USR2` is one that the JVM leaves alone.
@ResourceLock("signals")
class SignalsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Queue<String> arrived = new Queue<>();

    private static void raise() {
        new Signal("USR2").raise();
    }

    @Tag("coroutine-60")
    @OnEachKernel
    void aSignalRunsItsActionInACoroutineOfItsOwn() {
        try (var _ = Signals.handle("USR2", () -> { Coroutine.yieldNow(); arrived.put(Coroutine.current().name()); })) {
            raise();
            assertEquals("signal USR2", arrived.get(PATIENCE));
            raise();
            assertEquals("signal USR2", arrived.get(PATIENCE));
        }
    }

    @OnEachKernel
    void whileASignalMayComeNobodyIsBlockedForEver() {
        var hub = Hub.current();
        try (var _ = Signals.handle("USR2", () -> arrived.put("signal"))) {
            Thread.ofPlatform().daemon().start(() -> {
                while (!hub.loop().isSleeping()) Thread.onSpinWait();
                raise();
            });
            assertEquals("signal", arrived.get());
        }
        Coroutine.yieldNow();
        assertThrows(WouldBlockForever.class, arrived::get);
    }

    @OnEachKernel
    void whatWasDoneBeforeIsDoneAgainWhenItIsClosed() {
        try (var _ = Signals.handle("USR2", () -> arrived.put("outer"))) {
            try (var _ = Signals.handle("USR2", () -> arrived.put("inner"))) {
                raise();
                assertEquals("inner", arrived.get(PATIENCE));
            }
            raise();
            assertEquals("outer", arrived.get(PATIENCE));
        }
    }

    @OnEachKernel
    void handlersMayBeClosedInAnyOrder() {
        try (var _ = Signals.handle("USR2", () -> arrived.put("first"))) {
            var second = Signals.handle("USR2", () -> arrived.put("second"));
            var third = Signals.handle("USR2", () -> arrived.put("third"));
            second.close();
            second.close();
            raise();
            assertEquals("third", arrived.get(PATIENCE));
            third.close();
            raise();
            assertEquals("first", arrived.get(PATIENCE));
        }
    }

    @OnEachKernel
    void aHubThatIsClosedHandlesNoMore() throws Throwable {
        try (var _ = Signals.handle("USR2", () -> arrived.put("mine"))) {
            EachKernel.onHub(Hub.current().kernel(), PATIENCE, () -> Signals.handle("USR2", () -> arrived.put("the other's")));
            raise();
            assertEquals("mine", arrived.get(PATIENCE));
        }
    }

    @OnEachKernel
    void aFailureOfTheActionIsReported() {
        Hub.current().onError((coroutine, error) -> arrived.put(coroutine.name() + ": " + error.getMessage()));
        try (var _ = Signals.handle("USR2", () -> { throw new IOException("broken"); })) {
            raise();
            assertEquals("signal USR2: broken", arrived.get(PATIENCE));
        }
    }

    @OnEachKernel
    void whatIsNoSignalOrIsTheJvmsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Signals.handle("NONSENSE", () -> {}));
        assertThrows(IllegalArgumentException.class, () -> Signals.handle("KILL", () -> {}));
        assertThrows(WouldBlockForever.class, arrived::get);
    }

    @OnEachKernel
    void aHubIsClosedOnShutdownOnce() {
        var first = Signals.closeOnShutdown(PATIENCE);
        assertThrows(IllegalStateException.class, () -> Signals.closeOnShutdown(PATIENCE));
        first.close();
        Signals.closeOnShutdown(PATIENCE).close();
    }

    // ---- In a JVM of their own. ----

    @Tag("coroutine-90")
    @OnEachKernel(seconds = 60)
    void onTermFinallyBlocksRunThenThatOfTheMainThread() throws Exception {
        try (var program = Program.start("patient", Hub.current().kernel())) {
            program.expect("ready");
            program.signal("TERM");
            assertEquals(143, program.exit());
            assertEquals(List.of("worker cleaned up", "main cleaned up"), program.rest());
            assertEquals("", program.complaint());
        }
    }

    @OnEachKernel(seconds = 60)
    void onIntTheSame() throws Exception {
        try (var program = Program.start("patient", Hub.current().kernel())) {
            program.expect("ready");
            program.signal("INT");
            assertEquals(130, program.exit());
            assertEquals(List.of("worker cleaned up", "main cleaned up"), program.rest());
        }
    }

    @OnEachKernel(seconds = 60)
    void whoRefusesToEndDoesNotHoldTheProcess() throws Exception {
        try (var program = Program.start("stubborn", Hub.current().kernel())) {
            program.expect("ready");
            program.signal("TERM");
            assertEquals(143, program.exit());
            assertEquals(List.of("main cleaned up"), program.rest());
        }
    }

    @OnEachKernel(seconds = 60)
    void aMainThreadThatNeverWaitsIsNotWaitedForTooLong() throws Exception {
        try (var program = Program.start("busy", Hub.current().kernel())) {
            program.expect("ready");
            program.signal("TERM");
            assertEquals(143, program.exit());
        }
    }

    @OnEachKernel(seconds = 60)
    void theProgramsOwnExitIsNotHeldUp() throws Exception {
        try (var program = Program.start("exit", Hub.current().kernel())) {
            assertEquals(3, program.exit());
            assertTrue(program.rest().contains("ready"));
        }
    }

    @OnEachKernel(seconds = 60)
    void aHandlerOfTermMayEndTheProgramInItsOwnWay() throws Exception {
        try (var program = Program.start("handler", Hub.current().kernel())) {
            program.expect("ready");
            program.signal("TERM");
            program.expect("TERM came");
            assertEquals(0, program.exit());
        }
    }

    /// A program in a JVM of its own.
    record Program(Process process) implements AutoCloseable {

        static Program start(String what, Kernel kernel) throws IOException {
            var target = Path.of(System.getProperty("basedir", ""), "target");
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var classes = target.resolve("classes") + File.pathSeparator + target.resolve("test-classes");
            return new Program(new ProcessBuilder(java, "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED",
                "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Dgangway.coroutine.kernel=" + kernel,
                "-cp", classes, ToBeEnded.class.getName(), what).start());
        }

        void expect(String line) throws IOException {
            assertEquals(line, process.inputReader(UTF_8).readLine());
        }

        void signal(String name) throws Exception {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }

        int exit() throws Exception {
            assertTrue(process.waitFor(40, TimeUnit.SECONDS), "still runs");
            return process.exitValue();
        }

        List<String> rest() {
            return process.inputReader(UTF_8).lines().toList();
        }

        String complaint() throws IOException {
            return new String(process.getErrorStream().readAllBytes(), UTF_8);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /// What is run there.
    static final class ToBeEnded {

        private static final Duration LONG = Duration.ofDays(1);

        private ToBeEnded() {}

        public static void main(String[] arguments) throws Exception {
            switch (arguments[0]) {
                case "patient" -> patient();
                case "stubborn" -> stubborn();
                case "busy" -> busy();
                case "exit" -> exit();
                default -> handler();
            }
        }

        private static void patient() {
            Signals.closeOnShutdown(Duration.ofSeconds(30));
            Coroutine.spawn(() -> {
                try {
                    Coroutine.sleep(LONG);
                } finally {
                    Coroutine.sleep(Duration.ofMillis(50));
                    IO.println("worker cleaned up");
                }
            });
            waitAsMain();
        }

        private static void stubborn() {
            Signals.closeOnShutdown(Duration.ofSeconds(1));
            Coroutine.spawn(() -> {
                while (true) {
                    try {
                        Coroutine.sleep(LONG);
                    } catch (GreenletExit refused) {
                        Coroutine.yieldNow();
                    }
                }
            });
            waitAsMain();
        }

        private static void waitAsMain() {
            Coroutine.spawn(() -> IO.println("ready"));
            try {
                Coroutine.sleep(LONG);
            } finally {
                IO.println("main cleaned up");
            }
        }

        private static void busy() {
            Signals.closeOnShutdown(Duration.ofMillis(300));
            IO.println("ready");
            while (true) Thread.onSpinWait();
        }

        private static void exit() {
            Signals.closeOnShutdown(LONG);
            IO.println("ready");
            System.exit(3);
        }

        private static void handler() {
            var end = new Event();
            Signals.handle("TERM", () -> { IO.println("TERM came"); end.set(); });
            Coroutine.spawn(() -> IO.println("ready"));
            end.await();
        }
    }
}

package gangway.load;

import module java.base;

import gangway.cli.Gangway;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A great many coroutines that wait, before any of them has ever gone on. A compiler that has seen no wait end may throw away
/// what is behind it, and then each of them has to be interpreted when it goes on: some 10 µs, for each. That it does not is up
/// to how the code around a wait is written, and easily lost.
@Timeout(120)
class FirstReturnTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"virtual", "continuation"})
    void theFirstToGoOnAreNotInterpretedOneByOne(String kernel) throws Exception {
        Path log = directory.resolve("deoptimizations"), program = directory.resolve("Many.java");
        Files.writeString(program, """
            import module gangway.coroutine;

            void main() {
                var gate = new Event();
                for (int i = 0; i < 100_000; i++) Coroutine.spawn(() -> gate.await());
                Coroutine.yieldNow();
                Coroutine.yieldNow();
                gate.set();
                Hub.current().run();
                IO.println(Hub.current().coroutines().size());
            }
            """);
        var options = "-Dgangway.coroutine.kernel=%s -Xlog:deoptimization=debug:file=%s".formatted(kernel, log);
        try (var gangway = Gangway.start(Gangway.ROOT, Map.of("GANGWAY_JAVA_OPTS", options), "run", program.toString())) {
            assertEquals("0", gangway.line());
            assertEquals(0, gangway.exit());
        }
        try (Stream<String> lines = Files.lines(log)) {
            long count = lines.count();
            assertTrue(count < 5_000, count + " deoptimizations");
        }
    }
}

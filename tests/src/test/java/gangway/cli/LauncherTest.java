package gangway.cli;

import module java.base;

import gangway.clients.Program;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The launcher in a checkout of its own, which nobody has started yet: finding a JDK, compiling, starting.
@Timeout(180)
class LauncherTest {

    private static final String COMPILES = "gangway: compiling (once after each change)...\n";

    @TempDir
    private Path directory;
    private Path checkout;

    /// How a start ended.
    private record End(int exit, String out, String err) {
    }

    @BeforeEach
    void copyTheSources() throws IOException {
        checkout = directory.resolve("fresh \"checkout\" ü");
        for (String part : List.of("gangway", "gateway-spec/src/main", "reference-server/src/main", "mini-framework/src/main",
            "coroutine/src/main"))
            try (Stream<Path> files = Files.walk(Gangway.ROOT.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) copy(file);
            }
    }

    private void copy(Path file) throws IOException {
        Path copy = checkout.resolve(Gangway.ROOT.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Process start(String javaHome, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("GANGWAY_JAVA_HOME", javaHome);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static End end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new End(process.waitFor(), out, err);
    }

    private End run(String... command) throws Exception {
        return end(start(System.getProperty("java.home"), command));
    }

    private String launcher() {
        return checkout.resolve("gangway").toString();
    }

    @Test
    void theFirstStartCompilesAndLaterOnesDoNot() throws Exception {
        assertEquals(COMPILES, run(launcher(), "--version").err());
        assertEquals("", run(launcher(), "--version").err());
    }

    @Test
    void twoFirstStartsAtOnceCompileOnce() throws Exception {
        Process one = start(System.getProperty("java.home"), launcher(), "--version");
        Process other = start(System.getProperty("java.home"), launcher(), "--version");
        End first = end(one), second = end(other);
        assertEquals(List.of(0, 0), List.of(first.exit(), second.exit()));
        assertEquals(first.out(), second.out());
        assertEquals(COMPILES, first.err() + second.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void anyShellStartsItThroughALinkFromAnyDirectory(String shell) throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("a link"), Path.of(launcher()));
        End end = run(Program.require(shell).command().toString(), link.toString(), "--version");
        assertEquals(0, end.exit(), end.err());
        assertTrue(end.out().startsWith("gangway "), end.out());
    }

    @Test
    void aChangeIsCompiledWhateverItsDate() throws Exception {
        run(launcher(), "--version");
        Path usage = checkout.resolve("reference-server/src/main/java/gangway/server/cli/Usage.java");
        FileTime before = Files.getLastModifiedTime(usage);
        Files.writeString(usage, Files.readString(usage).replace("VERSION = \"0.1.0\"", "VERSION = \"9.9.9\""));
        Files.setLastModifiedTime(usage, before);
        assertTrue(run(launcher(), "--version").out().startsWith("gangway 9.9.9, "));
    }

    @Test
    void aSourceThatDoesNotCompileIsShown() throws Exception {
        Path peer = checkout.resolve("gateway-spec/src/main/java/gangway/spec/Peer.java");
        Files.writeString(peer, "package gangway.spec; nonsense");
        End end = run(launcher(), "--version");
        assertEquals(1, end.exit());
        assertTrue(end.err().contains("Peer.java:1: error:"), end.err());
        assertTrue(end.err().endsWith("gangway: the sources do not compile, see above\n"), end.err());
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        End end = end(start("/no/such/jdk", launcher(), "--version"));
        assertEquals(1, end.exit());
        String expected = "gangway: GANGWAY_JAVA_HOME=/no/such/jdk is not the home of a JDK 25 or newer\n";
        assertTrue(end.err().startsWith(expected), end.err());
    }
}

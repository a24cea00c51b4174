package gangway.clients;

import module java.base;

import org.opentest4j.TestAbortedException;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A program of somebody else's that a test uses as its judge.
///
/// @param command its path
public record Program(Path command) {

    /// Finds a program, or skips the test and says why. With `-Dgangway.noskip=true` its absence is a failure.
    ///
    /// @param names what it is called, the best first
    /// @return the first that is there
    public static Program require(String... names) {
        return Stream.of(names).flatMap(Program::onPath).findFirst()
            .orElseThrow(() -> skip("none of " + List.of(names) + " is on PATH"));
    }

    /// Skips the test and says why; with `-Dgangway.noskip=true` it fails instead.
    ///
    /// @param missing what it would need
    /// @return to be thrown
    static RuntimeException skip(String missing) {
        String reason = "skipped: " + missing;
        System.out.println(reason);
        if (Boolean.getBoolean("gangway.noskip")) throw new AssertionError(reason);
        return new TestAbortedException(reason);
    }

    /// Python as this project looks for it: `$PYTHON`, then `/usr/bin/python3`, which sees Debian's packages, then PATH.
    ///
    /// @param module that it must be able to import
    /// @return the first that can; without one, as [#require]
    public static Program python(String module) {
        Stream<Program> chosen = Stream.of(Optional.ofNullable(System.getenv("PYTHON")), Optional.of("/usr/bin/python3"))
            .flatMap(Optional::stream).map(command -> new Program(Path.of(command)));
        return Stream.concat(chosen, onPath("python3")).filter(python -> python.succeeds("-c", "import " + module)).findFirst()
            .orElseThrow(() -> skip("no python3 here imports " + module));
    }

    /// Where servers are, such as nginx, is not on everybody's PATH.
    private static Stream<Program> onPath(String name) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(Pattern.quote(java.io.File.pathSeparator)))
            .map(directory -> new Program(Path.of(directory, name))).filter(program -> Files.isExecutable(program.command));
    }

    private boolean succeeds(String... arguments) {
        try {
            run(arguments);
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What came of a run.
    ///
    /// @param exit   its code
    /// @param output what it printed, errors too
    record Outcome(int exit, String output) {
    }

    /// Starts it.
    Process start(String... arguments) throws IOException {
        var line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    /// Runs it to its end, which must be a good one.
    ///
    /// @return what it printed, errors too
    String run(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = attempt(arguments);
        if (outcome.exit() != 0)
            throw new AssertionError(command + " ended with " + outcome.exit() + ":\n" + outcome.output());
        return outcome.output();
    }

    /// Runs it to its end, whatever that is.
    Outcome attempt(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            var end = timer.schedule(process::destroyForcibly, 60, TimeUnit.SECONDS);
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exit = process.waitFor();
            end.cancel(false);
            return new Outcome(exit, output);
        }
    }
}

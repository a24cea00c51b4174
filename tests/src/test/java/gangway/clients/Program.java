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
        for (String name : names)
            for (String directory : System.getenv("PATH").split(Pattern.quote(java.io.File.pathSeparator)))
                if (Files.isExecutable(Path.of(directory, name))) return new Program(Path.of(directory, name));
        throw skip("none of " + List.of(names) + " is on PATH");
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

    /// Python as this project looks for it: Debian's packages are seen by `/usr/bin/python3` only.
    static Program python() {
        Path debian = Path.of("/usr/bin/python3");
        String chosen = System.getenv("PYTHON");
        if (chosen != null) return new Program(Path.of(chosen));
        return Files.isExecutable(debian) ? new Program(debian) : require("python3");
    }

    /// Runs it to its end.
    ///
    /// @return what it printed, errors too
    String run(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            var end = timer.schedule(process::destroyForcibly, 60, TimeUnit.SECONDS);
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exit = process.waitFor();
            end.cancel(false);
            if (exit != 0) throw new AssertionError(command + " ended with " + exit + ":\n" + output);
            return output;
        }
    }
}

import module java.base;

/// One side of a comparison: a process that measures when it is asked to, and waits meanwhile.
final class Side implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private Side(String name, Process process) {
        this.name = name;
        this.process = process;
        answers = process.inputReader();
        questions = process.outputWriter();
    }

    /// Starts a side in Java.
    ///
    /// @param checkout where `./gangway` is
    /// @param options  of its JVM
    static Side java(String name, Path checkout, String measures, String options) throws IOException {
        var builder = new ProcessBuilder(checkout.resolve("gangway").toString(), "run",
            Path.of("tests/bench/coroutine/Worker.java").toAbsolutePath().toString(), measures);
        builder.environment().put("GANGWAY_JAVA_OPTS", options);
        return new Side(name, builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// Starts the side in Python.
    ///
    /// @param python the interpreter
    static Side python(String name, String python) throws IOException {
        return new Side(name, new ProcessBuilder(python, "-B", "tests/bench/coroutine/peers.py")
            .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    String name() {
        return name;
    }

    /// @return the next line that it prints
    String line() throws IOException {
        var end = timer.schedule(process::destroyForcibly, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String line = answers.readLine();
        end.cancel(false);
        if (line == null) throw new IOException("%s ended, or did not answer in %s".formatted(name, PATIENCE));
        return line;
    }

    /// @param measure what
    /// @param millis  for how long at least
    /// @return how long one operation took, in nanoseconds
    double ask(String measure, int millis) throws IOException {
        questions.write("%s %s\n".formatted(measure, millis));
        questions.flush();
        return Double.parseDouble(line());
    }

    @Override
    public void close() throws IOException {
        questions.close();                                     // it ends when nothing more is asked
        timer.shutdownNow();
        process.destroy();
    }
}

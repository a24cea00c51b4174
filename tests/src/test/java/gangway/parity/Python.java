package gangway.parity;

import module java.base;

import gangway.clients.Program;
import gangway.wire.Json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/// The real ones: CPython, with greenlet and gevent, one process for all programs of a suite.
final class Python {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Python() {}

    /// Runs the Python side of all programs.
    ///
    /// @param module without which they cannot run; where no Python has it the test is skipped, see [Program#python]
    /// @return the trace that each leaves, by its name
    static Map<String, List<String>> run(String module, List<Twin> twins) throws Exception {
        Path script = Path.of(Python.class.getResource("parity.py").toURI());
        var process = new ProcessBuilder(Program.python(module).command().toString(), "-B", "-E", "-s", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            var end = timer.schedule(process::destroyForcibly, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            try (var input = process.outputWriter(US_ASCII)) {
                for (Twin twin : twins) input.write(twin.name() + " " + encoded(twin.python()) + "\n");
            }
            var output = new String(process.getInputStream().readAllBytes(), US_ASCII);
            end.cancel(false);
            return traces(output);
        }
    }

    private static String encoded(String source) {
        return Base64.getEncoder().encodeToString(source.getBytes(UTF_8));
    }

    private static Map<String, List<String>> traces(String output) {
        var traces = new HashMap<String, List<String>>();
        ((Json.Members) Json.parse(output)).map().forEach((name, trace) -> traces.put(name, lines((Json.Array) trace)));
        return traces;
    }

    private static List<String> lines(Json.Array trace) {
        return trace.elements().stream().map(line -> ((Json.Text) line).value()).toList();
    }
}

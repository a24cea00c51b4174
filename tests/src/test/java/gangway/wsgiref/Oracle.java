package gangway.wsgiref;

import module java.base;

import gangway.clients.Program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Python's own wsgiref, the judge of ours: a Python process that answers questions until it is closed. The lines that go
/// back and forth are described in `oracle.py`, where the questions are. Not thread-safe.
final class Oracle implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private Oracle(Process process) {
        this.process = process;
        answers = process.inputReader(US_ASCII);
        questions = process.outputWriter(US_ASCII);
        timer.schedule(process::destroyForcibly, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Starts Python, or skips the test class where there is none, see [Program#python].
    static Oracle start() throws Exception {
        Path script = Path.of(Oracle.class.getResource("oracle.py").toURI());
        String python = Program.python("wsgiref.types").command().toString();
        return new Oracle(new ProcessBuilder(python, "-B", "-E", "-s", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// What a function of the script returns. Empty is Python's None.
    List<Optional<String>> ask(String function, String... arguments) {
        String answer = answer(function, List.of(arguments));
        if (answer.startsWith("!")) throw new IllegalArgumentException("Python raised " + answer.substring(1));
        return answer.isEmpty() ? List.of() : Stream.of(answer.split(" ")).map(Oracle::decoded).toList();
    }

    /// As [#ask], for functions that never return None.
    List<String> texts(String function, String... arguments) {
        return ask(function, arguments).stream().map(Optional::orElseThrow).toList();
    }

    private String answer(String function, List<String> arguments) {
        try {
            questions.write(Stream.concat(Stream.of(function), arguments.stream()).map(Oracle::encoded)
                .collect(Collectors.joining(" ", "", "\n")));
            questions.flush();
            return Optional.ofNullable(answers.readLine())
                .orElseThrow(() -> new AssertionError("Python ended without an answer to " + function + arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return "=" + HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static Optional<String> decoded(String token) {
        return token.equals("-") ? Optional.empty()
            : Optional.of(new String(HexFormat.of().parseHex(token.substring(1)), UTF_8));
    }

    @Override
    public void close() throws IOException {
        questions.close();                                     // ends the script
        timer.shutdownNow();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

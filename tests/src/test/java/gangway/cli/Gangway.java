package gangway.cli;

import module java.base;
import module java.net.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A running `./gangway`, as somebody at a terminal has it. What it prints is there as soon as it is printed.
public final class Gangway implements AutoCloseable {

    /// The checkout.
    public static final Path ROOT = Path.of(System.getProperty("gangway.root"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final Thread reader;
    private final CompletableFuture<String> err;
    private final HttpClient client = HttpClient.newHttpClient();

    private Gangway(Path directory, Map<String, String> variables, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("GANGWAY_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("PORT");
        builder.environment().putAll(variables);
        process = builder.start();
        reader = Thread.ofVirtual().start(this::read);
        err = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getErrorStream().readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void read() {
        try {
            process.inputReader(UTF_8).lines().forEach(out::add);
        } catch (UncheckedIOException ended) {
            // close() came in the middle of a read
        }
    }

    /// Starts a command.
    ///
    /// @param directory where
    /// @param arguments the command line
    /// @return running
    /// @throws IOException when it cannot be started
    public static Gangway start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    /// Starts a command with more variables in its environment.
    ///
    /// @param directory where
    /// @param variables to be added
    /// @param arguments the command line
    /// @return running
    /// @throws IOException when it cannot be started
    public static Gangway start(Path directory, Map<String, String> variables, String... arguments) throws IOException {
        return new Gangway(directory, variables, command(Stream.empty(), arguments));
    }

    /// Starts a script that becomes `./gangway`.
    ///
    /// @param directory where
    /// @param command   the script and its arguments
    /// @return running
    /// @throws IOException when it cannot be started
    public static Gangway run(Path directory, String... command) throws IOException {
        return new Gangway(directory, Map.of(), List.of(command));
    }

    /// Starts a command under a limit of the operating system.
    ///
    /// @param limit     what a shell does before: `ulimit -n 60`
    /// @param directory where
    /// @param arguments the command line
    /// @return running
    /// @throws IOException when it cannot be started
    public static Gangway startUnder(String limit, Path directory, String... arguments) throws IOException {
        var shell = Stream.of("sh", "-c", limit + " && exec \"$0\" \"$@\"");
        return new Gangway(directory, Map.of(), command(shell, arguments));
    }

    private static List<String> command(Stream<String> before, String... arguments) {
        var launcher = Stream.of(ROOT.resolve("gangway").toString());
        return Stream.of(before, launcher, Stream.of(arguments)).flatMap(Function.identity()).toList();
    }

    /// @return the next line on standard output
    /// @throws Exception when there is none in time
    public String line() throws Exception {
        String line = out.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) throw new AssertionError("printed nothing for " + PATIENCE);
        return line;
    }

    /// @param start of the line
    /// @return the next line that starts so
    /// @throws Exception when there is none in time
    public String line(String start) throws Exception {
        String line = line();
        return line.startsWith(start) ? line : line(start);
    }

    /// @return the address that the next line names, without a slash at the end
    /// @throws Exception when there is none in time
    public String url() throws Exception {
        while (process.isAlive() || !out.isEmpty()) {
            String line = Objects.requireNonNullElse(out.poll(100, TimeUnit.MILLISECONDS), "");
            Matcher url = Pattern.compile("http://\\S+:\\d+").matcher(line);
            if (url.find()) return url.group();
        }
        throw new AssertionError("ended with " + exit() + ":\n" + complaint());
    }

    /// Asks for a page.
    ///
    /// @param url    of it
    /// @param accept what the client would like
    /// @return the answer
    /// @throws Exception when there is none
    public HttpResponse<String> get(String url, String accept) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Accept", accept).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Asks until an answer is as wanted: how a test waits for a process that it cannot look into.
    ///
    /// @param url    of a page
    /// @param accept what the client would like
    /// @param wanted of the body
    /// @return the answer
    /// @throws Exception when it does not come in time
    public HttpResponse<String> await(String url, String accept, Predicate<String> wanted) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        HttpResponse<String> answer = get(url, accept);
        while (!wanted.test(answer.body())) {
            if (Instant.now().isAfter(end)) throw new AssertionError("still " + answer.statusCode() + " " + answer.body());
            answer = get(url, accept);
        }
        return answer;
    }

    /// @return the number of the process; the launcher becomes the JVM, so it has the same
    public long pid() {
        return process.pid();
    }

    /// Lets some time pass.
    ///
    /// @param time how much
    /// @return whether it still runs then
    /// @throws Exception when somebody interrupts
    public boolean outlives(Duration time) throws Exception {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @param signal such as `TERM`
    /// @throws Exception when it cannot be sent
    public void signal(String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    /// @return how it ended
    /// @throws Exception when it does not in time
    public int exit() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) throw new AssertionError("still running");
        return process.exitValue();
    }

    /// @return the lines on standard output that nobody took yet, once it ended
    /// @throws Exception when it does not in time
    public List<String> printed() throws Exception {
        reader.join(PATIENCE);
        return List.copyOf(out);
    }

    /// @return all that it printed to standard error, once it ended
    /// @throws Exception when it does not in time
    public String complaint() throws Exception {
        return err.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}

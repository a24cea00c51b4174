package gangway.load;

import module java.base;

import gangway.cli.Gangway;

import org.opentest4j.TestAbortedException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A server in a process of its own, and what `/proc` tells of that. Linux only.
final class ServerProcess implements AutoCloseable {

    private static final String APPLICATION = "tests/src/test/resources/gangway/load/Large.java";
    private static final int PATIENCE = 30_000;

    private final Gangway gangway;
    private final InetSocketAddress address;

    private ServerProcess(Gangway gangway) throws Exception {
        this.gangway = gangway;
        try {
            URI url = URI.create(gangway.url());
            address = new InetSocketAddress(url.getHost(), url.getPort());
        } catch (Exception | AssertionError e) {
            gangway.close();
            throw e;
        }
    }

    /// Serves the application of these tests.
    ///
    /// @param java    options of the JVM
    /// @param options of `serve`
    static ServerProcess start(String java, String... options) throws Exception {
        return new ServerProcess(Gangway.start(Gangway.ROOT, Map.of("GANGWAY_JAVA_OPTS", java), command(options)));
    }

    /// The same with few file descriptors.
    static ServerProcess startWithDescriptors(int most, String... options) throws Exception {
        try (Gangway gangway = Gangway.start(Gangway.ROOT, "--version")) {
            gangway.exit();                                    // what must be compiled is compiled with all of them
        }
        return new ServerProcess(Gangway.startUnder("ulimit -n " + most, Gangway.ROOT, command(options)));
    }

    private static String[] command(String... options) {
        return Stream.concat(Stream.of("serve", APPLICATION, "-p", "0"), Stream.of(options)).toArray(String[]::new);
    }

    /// Skips the test where a process may not have so many descriptors.
    static void needDescriptors(int count) throws IOException {
        String limit = find("/proc/self/limits", "Max open files +\\d+ +(\\d+)");
        if (Long.parseLong(limit) < count) throw new TestAbortedException("skipped: only %s descriptors".formatted(limit));
    }

    Socket connect() throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(PATIENCE);
        socket.connect(address, PATIENCE);
        return socket;
    }

    InetSocketAddress address() {
        return address;
    }

    /// Asks on a connection of its own.
    ///
    /// @return the content of the answer
    String get(String path) throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(path));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 200 ")) throw new AssertionError("answered " + answer);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /// Reads until the text so far ends with that.
    static void awaitText(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) throw new EOFException("closed behind: " + text);
            text.append((char) next);
        }
    }

    /// How many file descriptors it has open.
    int descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + gangway.pid() + "/fd"))) {
            return (int) all.count();
        }
    }

    /// How long it has used a processor, in ticks of 10 ms.
    long ticks() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/" + gangway.pid() + "/stat")).replaceFirst(".*\\) ", "").split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);   // utime and stime, see proc_pid_stat(5)
    }

    /// How often it has called the operating system in order to write.
    long writes() throws IOException {
        return Long.parseLong(find("/proc/" + gangway.pid() + "/io", "syscw: (\\d+)"));
    }

    /// Waits until something holds, which is looked at every now and then.
    void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plusMillis(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) throw new AssertionError("not in " + PATIENCE + " ms: " + what);
            gangway.outlives(Duration.ofMillis(20));
        }
    }

    /// Waits until the process leaves the processor alone: half a second with 20 ms of work at most.
    void awaitIdle() throws Exception {
        await("an idle processor", () -> {
            long before = ticks();
            gangway.outlives(Duration.ofMillis(500));
            return ticks() - before <= 2;
        });
    }

    /// Ends it.
    ///
    /// @return what it complained of
    List<String> complaints() throws Exception {
        gangway.signal("TERM");
        return gangway.complaint().lines().filter(line -> !line.startsWith("gangway: compiling")).toList();
    }

    private static String find(String file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        if (!found.find()) throw new AssertionError(pattern + " is not in " + file);
        return found.group(1);
    }

    @Override
    public void close() {
        gangway.close();
    }
}

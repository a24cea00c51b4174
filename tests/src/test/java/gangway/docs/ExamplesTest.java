package gangway.docs;

import module java.base;
import module java.net.http;

import gangway.cli.Gangway;
import gangway.spec.PercentEncoding;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/// Every example does what it says that it does. Its first line is the command that serves it, `gangway serve FILE` or
/// `gangway cgi FILE`; the lines behind such as
///
/// ```text
/// // expect: GET /Michael -> 200 <h1>Hello, Michael!</h1>
/// ```
///
/// tell a request, the status and the body, in which `…` stands for anything. An example may have several commands, each
/// with its expectations. One that is a program, `gangway run FILE`, says each line that it prints:
///
/// ```text
/// // prints: Hello, Michael!
/// ```
@Timeout(120)
class ExamplesTest {

    private static final Pattern COMMAND = Pattern.compile("// gangway (serve|cgi|run) (\\S+)");
    private static final Pattern EXPECTATION = Pattern.compile("// expect: GET (\\S+) -> (\\d+) (.*)");
    private static final Pattern LINE = Pattern.compile("// prints: ?(.*)");

    /// What an example says of itself.
    ///
    /// @param example  its file
    /// @param command  `serve`, `cgi` or `run`
    /// @param expected what it then answers, or prints
    record Promise(Path example, String command, List<MatchResult> expected) {
        @Override
        public String toString() {
            return command + " " + example;
        }
    }

    static List<Path> examples() throws IOException {
        PathMatcher matcher = Gangway.ROOT.getFileSystem().getPathMatcher("glob:{*/examples,tests/probe}/*.java");
        try (Stream<Path> files = Files.find(Gangway.ROOT, 3, (_, attributes) -> attributes.isRegularFile())) {
            return files.map(Gangway.ROOT::relativize).filter(matcher::matches).sorted().toList();
        }
    }

    static List<Promise> promises() throws IOException {
        var promises = new ArrayList<Promise>();
        for (Path example : examples())
            for (String line : Files.readAllLines(Gangway.ROOT.resolve(example))) {
                Matcher command = COMMAND.matcher(line);
                var expectation = Stream.of(EXPECTATION, LINE).map(pattern -> pattern.matcher(line)).filter(Matcher::matches);
                if (command.matches()) promises.add(new Promise(example, command.group(1), new ArrayList<>()));
                else expectation.forEach(found -> promises.getLast().expected().add(found.toMatchResult()));
            }
        return promises;
    }

    @ParameterizedTest
    @MethodSource("promises")
    void anExampleDoesAsItSays(Promise promise) throws Exception {
        assertFalse(promise.expected().isEmpty(),
            promise + " does not say what it answers or prints: add // expect: GET / -> 200 … or // prints: …");
        switch (promise.command()) {
            case "serve" -> serve(promise);
            case "run" -> run(promise);
            default -> cgi(promise);
        }
    }

    private static void serve(Promise promise) throws Exception {
        try (Gangway gangway = Gangway.start(Gangway.ROOT, "serve", promise.example().toString(), "-p", "0")) {
            String url = gangway.url();
            for (MatchResult expected : promise.expected()) {
                HttpResponse<String> answer = gangway.get(url + expected.group(1), "*/*");
                assertAnswers(expected, Integer.toString(answer.statusCode()), answer.body());
            }
        }
    }

    private static void cgi(Promise promise) throws Exception {
        for (MatchResult expected : promise.expected()) {
            String[] target = expected.group(1).split("\\?", 2);
            String path = new String(PercentEncoding.decode(target[0]).getBytes(ISO_8859_1), UTF_8);
            var variables = Map.of("GATEWAY_INTERFACE", "CGI/1.1", "REQUEST_METHOD", "GET", "PATH_INFO", path,
                "QUERY_STRING", target.length > 1 ? target[1] : "", "SERVER_NAME", "localhost", "SERVER_PORT", "80",
                "SERVER_PROTOCOL", "HTTP/1.1");
            try (Gangway gangway = Gangway.start(Gangway.ROOT, variables, "cgi", promise.example().toString())) {
                assertEquals(0, gangway.exit());
                List<String> lines = gangway.printed();
                String body = String.join("\n", lines.subList(lines.indexOf("") + 1, lines.size()));
                assertAnswers(expected, lines.getFirst().replaceFirst("Status: (\\d+) .*", "$1"), body);
            }
        }
    }

    private static void run(Promise promise) throws Exception {
        try (Gangway gangway = Gangway.start(Gangway.ROOT, "run", promise.example().toString())) {
            if (gangway.exit() != 0) fail(gangway.complaint());
            List<String> printed = gangway.printed();
            List<String> expected = promise.expected().stream().map(line -> line.group(1)).toList();
            boolean same = printed.size() == expected.size()
                && IntStream.range(0, printed.size()).allMatch(i -> matches(expected.get(i), printed.get(i)));
            assertTrue(same, () -> "expected:\n" + String.join("\n", expected) + "\nbut was:\n" + String.join("\n", printed));
        }
    }

    private static void assertAnswers(MatchResult expected, String status, String body) {
        assertEquals(expected.group(2), status, expected.group());
        assertTrue(matches(expected.group(3), body.strip()), () -> expected.group() + "\nbut was " + body);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleBeginsWithTheCommandThatRunsIt(Path example) throws IOException {
        List<String> lines = Files.readAllLines(Gangway.ROOT.resolve(example));
        assertTrue(COMMAND.matcher(lines.getFirst()).matches(), lines::getFirst);
        List<String> served = lines.stream().map(COMMAND::matcher).filter(Matcher::matches)
            .map(line -> line.group(2)).toList();
        assertEquals(Collections.nCopies(served.size(), example.toString()), served);
    }

    private static boolean matches(String expected, String body) {
        String regex = Stream.of(expected.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(body).matches();
    }
}

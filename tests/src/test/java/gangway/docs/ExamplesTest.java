package gangway.docs;

import module java.base;
import module java.net.http;

import gangway.cli.Gangway;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Every example answers what it says that it answers. Its first line is the command that serves it; lines such as
///
/// ```text
/// // expect: GET /Michael -> 200 <h1>Hello, Michael!</h1>
/// ```
///
/// tell a request, the status and the body, in which `…` stands for anything.
@Timeout(120)
class ExamplesTest {

    private static final Pattern EXPECTATION = Pattern.compile("// expect: GET (\\S+) -> (\\d+) (.*)");

    static List<Path> examples() throws IOException {
        PathMatcher matcher = Gangway.ROOT.getFileSystem().getPathMatcher("glob:{*/examples,tests/probe}/*.java");
        try (Stream<Path> files = Files.find(Gangway.ROOT, 3, (_, attributes) -> attributes.isRegularFile())) {
            return files.map(Gangway.ROOT::relativize).filter(matcher::matches).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleAnswersAsItSays(Path example) throws Exception {
        List<MatchResult> expectations = Files.readAllLines(Gangway.ROOT.resolve(example)).stream()
            .map(EXPECTATION::matcher).filter(Matcher::matches).map(Matcher::toMatchResult).toList();
        assertFalse(expectations.isEmpty(), example + " says nothing of what it answers: add // expect: GET / -> 200 …");
        try (Gangway gangway = Gangway.start(Gangway.ROOT, "serve", example.toString(), "-p", "0")) {
            String url = gangway.url();
            for (MatchResult expected : expectations) {
                HttpResponse<String> answer = gangway.get(url + expected.group(1), "*/*");
                assertEquals(expected.group(2), Integer.toString(answer.statusCode()), expected.group());
                String body = answer.body().strip();
                assertTrue(matches(expected.group(3), body), () -> expected.group() + "\nbut was " + body);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleBeginsWithTheCommandThatServesIt(Path example) throws IOException {
        try (Stream<String> lines = Files.lines(Gangway.ROOT.resolve(example))) {
            assertEquals("// gangway serve " + example, lines.findFirst().orElse(""));
        }
    }

    private static boolean matches(String expected, String body) {
        String regex = Stream.of(expected.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(body).matches();
    }
}

package gangway.wsgiref;

import module java.base;

import gangway.spec.handler.CgiHandler;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;
import gangway.wsgiref.Differences.Aspect;
import gangway.wsgiref.Differences.Difference;
import gangway.wsgiref.Differences.Speaking;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Applications written twice, in Python and in Java, under wsgiref's `BaseCGIHandler` and `SimpleHandler` and under
/// [CgiHandler].
///
/// What comes of each call is the same but for what [Differences] lists, and all of that does differ. Not here is an
/// application that reads its input past the end: wsgiref's, on a connection, would wait for ever.
@Tag("facts-33")
@Tag("facts-45")
class HandlerDifferenceTest {

    private static final String CONTENT = "first\nsecond line\r\n\nfourth\nfifth \u00E9\u00FF\nno end";

    private static Oracle wsgiref;

    @BeforeAll
    static void start() throws Exception {
        wsgiref = Oracle.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (wsgiref != null) wsgiref.close();                  // null when the class is skipped
    }

    static Set<String> applications() {
        return new TreeSet<>(new Applications().all().keySet());
    }

    static Stream<Arguments> calls() {
        return applications().stream().flatMap(application ->
            Stream.of(Speaking.values()).map(speaking -> Arguments.of(application, speaking)));
    }

    /// An application whose name begins with `head` or `input` is to get a request that goes with it.
    private static Map<String, String> request(String application) {
        var variables = new TreeMap<>(Map.of("SERVER_NAME", "localhost", "SERVER_PORT", "80", "SERVER_PROTOCOL", "HTTP/1.1",
            "REQUEST_METHOD", "GET", "SCRIPT_NAME", "/app", "PATH_INFO", "/sp\u00C3\u00A9cial/%2F", "QUERY_STRING", "a=%20b",
            "HTTP_ACCEPT", "text/html;q=0.9, */*"));
        if (application.startsWith("head")) variables.put("REQUEST_METHOD", "HEAD");
        if (application.startsWith("input"))
            variables.putAll(Map.of("REQUEST_METHOD", "POST", "CONTENT_LENGTH", Integer.toString(CONTENT.length())));
        return variables;
    }

    private static Outcome theirs(String application, Speaking speaking) {
        Stream<String> variables = request(application).entrySet().stream()
            .flatMap(variable -> Stream.of(variable.getKey(), variable.getValue()));
        List<Optional<String>> told = wsgiref.ask("run",
            Stream.concat(Stream.of(speaking.name(), application, CONTENT), variables).toArray(String[]::new));
        return Outcome.of(told.get(0).orElseThrow(), Integer.parseInt(told.get(1).orElseThrow()),
            told.get(2).orElseThrow().equals("True"), told.get(3).isPresent());
    }

    private static Outcome ours(String application, Speaking speaking) {
        var applications = new Applications();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        new CgiHandler(new ByteArrayInputStream(CONTENT.getBytes(ISO_8859_1)), out, err, request(application))
            .with(speaking.preamble()).run(applications.all().get(application));
        return Outcome.of(out.toString(ISO_8859_1), applications.closed(), err.size() > 0, false);
    }

    @Verifies(start = {StartRule.IN_START, StartRule.AGAIN, StartRule.DELAYED, StartRule.REPLACED, StartRule.OPEN},
        content = {ContentRule.CUT, ContentRule.BROKEN_OFF, ContentRule.GENERATED, ContentRule.NONE},
        body = {BodyRule.WRITE_SAME, BodyRule.CLOSED, BodyRule.CLOSE_LOGGED}, http = HttpRule.FAILURE)
    @ParameterizedTest
    @MethodSource("calls")
    void aCallEndsAsUnderWsgirefUnlessListedOtherwise(String application, Speaking speaking) {
        Outcome theirs = theirs(application, speaking), ours = ours(application, speaking);
        Optional<Difference> listed = Differences.ALL.stream()
            .filter(difference -> difference.application().equals(application) && difference.handlers().contains(speaking))
            .findFirst();
        Set<Aspect> differing = ours.differing(theirs);
        boolean caughtUp = differing.isEmpty() && listed.filter(Difference::fixed).isPresent();
        if (!caughtUp) assertEquals(listed.map(Difference::aspects).orElse(Set.of()), differing,
            () -> "\n  wsgiref: " + theirs + "\n  ours:    " + ours);
    }

    @Test
    void theSameApplicationsAreOnBothSides() {
        assertEquals(applications(), new TreeSet<>(wsgiref.texts("application_names")));
    }

    @Test
    void eachDifferenceIsOfAnApplicationThatThereIsAndListedOnce() {
        List<List<Object>> listed = Differences.ALL.stream().flatMap(difference ->
            difference.handlers().stream().map(handler -> List.<Object>of(difference.application(), handler))).toList();
        assertEquals(listed.size(), Set.copyOf(listed).size());
        assertTrue(applications().containsAll(listed.stream().map(List::getFirst).toList()));
    }
}

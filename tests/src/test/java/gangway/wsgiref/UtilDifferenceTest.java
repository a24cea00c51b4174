package gangway.wsgiref;

import module java.base;

import gangway.spec.HttpDate;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.PercentEncoding;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `wsgiref.util` and what goes with it, side by side with the real one: on tables of cases, and on random ones, which are
/// the same in each run.
@Tag("facts-45")
class UtilDifferenceTest {

    private static Oracle wsgiref;
    private final Random random = new Random(3333);

    @BeforeAll
    static void start() throws Exception {
        wsgiref = Oracle.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (wsgiref != null) wsgiref.close();                  // null when the class is skipped
    }

    private static String[] flat(Map<String, String> environ) {
        return environ.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())).toArray(String[]::new);
    }

    private static Environ environ(Map<String, String> variables) {
        Environ environ = Environ.create();
        environ.putAll(variables);
        Object scheme = environ.remove("wsgi.url_scheme");
        if (scheme instanceof String text) Environ.URL_SCHEME.put(environ, text);
        return environ;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// A path of up to five segments that matter to somebody, and perhaps a slash behind.
    private String path() {
        List<String> segments = List.of("", "", ".", "..", "a", "b c", "...", ".a", "\u00E9", "%2F", "x;y=z,w");
        return IntStream.range(0, random.nextInt(6)).mapToObj(_ -> "/" + oneOf(segments)).collect(Collectors.joining());
    }

    private String text(String alphabet, int length) {
        return random.ints(random.nextInt(length + 1), 0, alphabet.length())
            .mapToObj(i -> alphabet.substring(i, i + 1)).collect(Collectors.joining());
    }

    private static final String LATIN_1 =
        IntStream.rangeClosed(0, 0xFF).mapToObj(Character::toString).collect(Collectors.joining());

    private void assertShifted(Map<String, String> variables) {
        Environ environ = environ(variables);
        List<Optional<String>> ours = List.of(environ.shiftPathInfo(), Optional.ofNullable((String) environ.get("SCRIPT_NAME")),
            Optional.ofNullable((String) environ.get("PATH_INFO")));
        assertEquals(wsgiref.ask("shift_path_info", flat(variables)), ours, variables::toString);
    }

    @Test
    void eachSegmentIsShiftedAsByWsgiref() {
        List<String> scripts = List.of("", "/", "/a", "/a/", "/a/b", "//", "//a", "///a", "/a/..", "/./a", "/..", "/a//b/.");
        List<String> paths = List.of("", "/", "//", "///", "/.", "/./", "/..", "/../", "/x", "/x/", "/x//", "//x", "/x/y",
            "/x//y", "/x/./y", "/x/../y", "/x/.", "/x/..", "/./x/.", "///./..//y/.//", "/.x", "/x.", "/...", "/ ", "/\u00E9/y");
        for (String script : scripts)
            for (String path : paths) assertShifted(Map.of("SCRIPT_NAME", script, "PATH_INFO", path));
        for (String path : paths) assertShifted(Map.of("PATH_INFO", path));
        assertShifted(Map.of("SCRIPT_NAME", "/a"));
        assertShifted(Map.of());
    }

    @Test
    void randomPathsAreShiftedToTheirEndAsByWsgiref() {
        for (int i = 0; i < 300; i++) {
            Environ environ = environ(Map.of("SCRIPT_NAME", path(), "PATH_INFO", path()));
            for (boolean more = true; more; more = environ.shiftPathInfo().isPresent())
                assertShifted(Map.of("SCRIPT_NAME", environ.scriptName(), "PATH_INFO", (String) environ.get("PATH_INFO")));
        }
    }

    /// wsgiref cannot handle a path without a slash either, but says so by an IndexError or a wrong answer.
    @Test
    void wsgirefHasNoAnswerForAPathWithoutASlash() {
        var error = assertThrowsPython(() -> wsgiref.ask("shift_path_info", "PATH_INFO", "a"));
        assertEquals("Python raised IndexError", error);
        assertEquals(Optional.of("b"), wsgiref.ask("shift_path_info", "PATH_INFO", "a/b").getFirst());
    }

    private static String assertThrowsPython(Runnable question) {
        try {
            question.run();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        throw new AssertionError("Python raised nothing");
    }

    private void assertSameUris(Map<String, String> variables) {
        Environ environ = environ(variables);
        assertEquals(wsgiref.texts("application_uri", flat(variables)), List.of(environ.applicationUri()), variables::toString);
        assertEquals(wsgiref.texts("request_uri", flat(variables)), List.of(environ.requestUri(), environ.requestUri(false)),
            variables::toString);
    }

    @Verifies(http = HttpRule.URI)
    @Test
    void urisAreThoseOfWsgiref() {
        for (String scheme : List.of("http", "https"))
            for (String port : List.of("80", "443", "8080"))
                for (String script : List.of("", "/", "/app", "/my app", "/a;b=c,d", "/sp\u00E4m", "/%"))
                    for (String path : List.of("", "/", "//a", "/a;b=c,d", "/a b", "/?#", "/\u00E4\u00FF\u0000", "/a/"))
                        assertSameUris(Map.of("wsgi.url_scheme", scheme, "SERVER_NAME", "name", "SERVER_PORT", port,
                            "SCRIPT_NAME", script, "PATH_INFO", path, "QUERY_STRING", "q=%20&r"));
    }

    @Verifies(http = HttpRule.URI)
    @Test
    void urisOfRandomEnvironsAreThoseOfWsgiref() {
        for (int i = 0; i < 500; i++) {
            var variables = new HashMap<>(Map.of("wsgi.url_scheme", oneOf(List.of("http", "https")),
                "SERVER_NAME", "name", "SERVER_PORT", oneOf(List.of("80", "443", "8000"))));
            if (random.nextBoolean()) variables.put("HTTP_HOST", oneOf(List.of("", "example.org", "[::1]:80", "h:443")));
            if (random.nextBoolean()) variables.put("SCRIPT_NAME", oneOf(List.of("", "/" + text(LATIN_1, 5))));
            if (random.nextBoolean()) variables.put("PATH_INFO", oneOf(List.of("", "/" + text(LATIN_1, 8))));
            if (random.nextBoolean()) variables.put("QUERY_STRING", text("ab=&%?/\u00E9", 6));
            assertSameUris(variables);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "yes", "1", "On", "off", "no", "0", "", "true", "11"})
    void theSchemeIsGuessedAsByWsgiref(String https) {
        assertEquals(wsgiref.texts("guess_scheme", "HTTPS", https), List.of(Environ.guessScheme(Map.of("HTTPS", https))));
    }

    @Test
    void withoutAVariableTheSchemeIsHttpInBoth() {
        assertEquals(wsgiref.texts("guess_scheme"), List.of(Environ.guessScheme(Map.of())));
    }

    /// Ours has two more, which wsgiref has forgotten.
    @Test
    void hopByHopFieldsAreThoseOfWsgirefAndTwoMore() {
        List<String> names = List.of("Connection", "KEEP-ALIVE", "proxy-authenticate", "Proxy-Authorization", "TE", "te",
            "Trailers", "Transfer-Encoding", "Upgrade", "Content-Length", "Date", "Proxy", "", "Connections", "\u212Aeep-alive",
            "Trailer", "Proxy-Connection");
        List<String> theirs = wsgiref.texts("is_hop_by_hop", names.toArray(String[]::new));
        var differing = IntStream.range(0, names.size())
            .filter(i -> Header.isHopByHop(names.get(i)) != theirs.get(i).equals("True")).mapToObj(names::get).toList();
        assertEquals(List.of("Trailer", "Proxy-Connection"), differing);
    }

    /// What differs, and why: a field that nobody sent is not made up [2.20], QUERY_STRING is always there [2.3], and this
    /// project speaks HTTP/1.1.
    @Test
    void testingDefaultsAreThoseOfWsgirefButForThree() {
        List<Map<String, String>> gaps = List.of(Map.of(), Map.of("HTTPS", "on"), Map.of("SERVER_PORT", "81"),
            Map.of("wsgi.url_scheme", "https"), Map.of("REQUEST_METHOD", "PUT", "SERVER_NAME", "x"),
            Map.of("SCRIPT_NAME", "/a", "PATH_INFO", "/b"), Map.of("SCRIPT_NAME", "/a", "PATH_INFO", ""));
        for (Map<String, String> gap : gaps) {
            var theirs = new TreeMap<String, String>();
            List<String> pairs = wsgiref.texts("setup_testing_defaults", flat(gap));
            for (int i = 0; i < pairs.size(); i += 2) theirs.put(pairs.get(i).replace("wsgi.", "gateway."), pairs.get(i + 1));
            assertEquals(theirs.get("SERVER_NAME"), theirs.remove("HTTP_HOST"));
            assertEquals("HTTP/1.0", theirs.put("SERVER_PROTOCOL", "HTTP/1.1"));
            theirs.put("QUERY_STRING", "");
            var ours = new TreeMap<String, String>();
            Environs.complete(environ(gap)).forEach((key, value) -> {
                if (value instanceof String || value instanceof Boolean)
                    ours.put(key, value instanceof String text ? text : value.equals(true) ? "True" : "False");
            });
            assertEquals(theirs, ours, gap::toString);
        }
    }

    @Test
    void halfAPathIsCompletedHereOnly() {
        assertFalse(wsgiref.texts("setup_testing_defaults", "SCRIPT_NAME", "").contains("PATH_INFO"));
        assertEquals("/", Environs.complete(environ(Map.of("SCRIPT_NAME", ""))).get("PATH_INFO"));       // [2.9]
    }

    @Test
    void aFileComesInTheBlocksOfWsgiref() throws IOException {
        for (int i = 0; i < 200; i++) {
            String content = text(LATIN_1, 400);
            int block = 1 + random.nextInt(150);
            assertSameBlocks(content, Integer.toString(block), in -> Body.of(in, block));
        }
        assertSameBlocks("x".repeat(20_000), "", Body::of);
    }

    private static void assertSameBlocks(String content, String block, Function<InputStream, Body> wrapper) throws IOException {
        var closed = new AtomicBoolean();
        var file = new ByteArrayInputStream(content.getBytes(ISO_8859_1)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        var told = new ArrayList<String>();
        try (Body body = wrapper.apply(file)) {
            body.forEach(bytes -> told.add(new String(bytes, ISO_8859_1)));
            told.add(closed.get() ? "True" : "False");
        }
        told.add(closed.get() ? "True" : "False");
        assertEquals(wsgiref.texts("file_wrapper", content, block), told);
    }

    @Test
    void percentEncodingIsThatOfPython() {
        assertEquals(wsgiref.texts("percent_quote", LATIN_1, "/"), List.of(PercentEncoding.encode(LATIN_1, "/")));
        for (int i = 0; i < 300; i++) {
            String text = text(LATIN_1, 20), safe = text("/;=,+&%", 4);
            assertEquals(wsgiref.texts("percent_quote", text, safe), List.of(PercentEncoding.encode(text, safe)));
        }
    }

    @Test
    void percentDecodingIsThatOfPython() {
        for (int i = 0; i < 500; i++) {
            String text = text("%%%%012aAfFgG/+ \u00E9", 20);
            assertEquals(wsgiref.texts("percent_unquote", text), List.of(PercentEncoding.decode(text)), text);
        }
    }

    @Test
    void datesAreThoseOfWsgiref() {
        long[] seconds = LongStream.concat(LongStream.of(0, 784111777, 951782399, 951782400, 253402300799L),
            random.longs(300, -30_000_000_000L, 253402300799L)).toArray();           // years 1019 to 9999
        String[] questions = LongStream.of(seconds).mapToObj(Long::toString).toArray(String[]::new);
        List<String> ours = LongStream.of(seconds).mapToObj(Instant::ofEpochSecond).map(HttpDate::format).toList();
        assertEquals(wsgiref.texts("format_date_time", questions), ours);
        assertTrue(ours.contains("Sun, 06 Nov 1994 08:49:37 GMT"));
    }
}

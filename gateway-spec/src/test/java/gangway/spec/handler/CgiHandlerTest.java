package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Peer;
import gangway.spec.StartResponse;
import gangway.spec.handler.CgiHandler.Outcome;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.InputRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// One CGI request: what an application is told, and what the web server gets to read.
@Tag("facts-46")
class CgiHandlerTest {

    private final Map<String, String> variables = new HashMap<>(Map.of("GATEWAY_INTERFACE", "CGI/1.1",
        "REQUEST_METHOD", "GET", "SCRIPT_NAME", "/cgi-bin/app", "PATH_INFO", "/x", "QUERY_STRING", "",
        "SERVER_NAME", "localhost", "SERVER_PORT", "80", "SERVER_PROTOCOL", "HTTP/1.1"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();

    private CgiHandler cgi(String... namesAndValues) {
        return cgi(new byte[0], namesAndValues);
    }

    private CgiHandler cgi(byte[] content, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) variables.put(namesAndValues[i], namesAndValues[i + 1]);
        return new CgiHandler(new ByteArrayInputStream(content), out, err, variables);
    }

    private static Iterable<byte[]> hello(Environ environ, StartResponse start) throws IOException {
        return start.text("200 OK", "hello");
    }

    /// What the application is told of a request.
    private Environ told(String... namesAndValues) {
        var told = new AtomicReference<Environ>();
        Outcome outcome = cgi(namesAndValues).run((environ, start) -> {
            told.set(environ);
            return hello(environ, start);
        });
        assertEquals(Outcome.ANSWERED, outcome, this::complaint);
        return told.get();
    }

    private String said() {
        return out.toString(ISO_8859_1);
    }

    private String complaint() {
        return err.toString(UTF_8);
    }

    // The response.

    @Test
    void theResponseBeginsWithTheStatusAsAField() {
        assertEquals(Outcome.ANSWERED, cgi().run(CgiHandlerTest::hello));
        assertEquals("""
            Status: 200 OK
            Content-Type: text/plain; charset=utf-8
            Content-Length: 5

            hello""".replace("\n", "\r\n"), said());
        assertEquals("", complaint());
    }

    @Test
    void contentOfUnknownLengthIsNotChunked() {
        cgi().run((_, start) -> {
            start.start("200 OK");
            return List.of("a".getBytes(), "b".getBytes());
        });
        assertEquals("Status: 200 OK\r\n\r\nab", said());
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK", "GET, 204 No Content", "GET, 304 Not Modified"})
    void aResponseWithoutContentEndsWithItsHead(String method, String status) {
        cgi("REQUEST_METHOD", method).run((_, start) -> {
            start.start(status);
            return List.of();
        });
        assertEquals("Status: " + status + "\r\n\r\n", said());
    }

    @Test
    void eachBlockIsWrittenBeforeTheNextIsAskedFor() {
        var written = new ArrayList<String>();
        cgi().run((_, start) -> {
            start.start("200 OK");
            return () -> Stream.of("a", "b", "c").peek(_ -> written.add(said().replaceFirst("(?s).*\r\n", "")))
                .map(String::getBytes).iterator();
        });
        assertEquals(List.of("", "a", "ab"), written);
    }

    @Test
    void whatFailsBeforeTheHeadBecomesA500AndAStackTraceInTheLog() {
        assertEquals(Outcome.FAILED, cgi().run((_, _) -> {
            throw new IllegalStateException("no database");
        }));
        assertTrue(said().startsWith("Status: 500 Internal Server Error\r\n"), said());
        assertFalse(said().contains("database"), said());
        assertTrue(complaint().startsWith("java.lang.IllegalStateException: no database\n\tat "), complaint());
    }

    @Test
    void whatFailsBehindTheHeadBreaksTheResponseOff() {
        assertEquals(Outcome.FAILED, cgi().run((_, start) -> {
            start.start("200 OK", "Content-Length", "9");
            return List.of("half".getBytes());
        }));
        assertTrue(said().endsWith("\r\n\r\nhalf"), said());
        assertTrue(complaint().contains("5 bytes shorter than its Content-Length"), complaint());
    }

    @Test
    void aReaderThatLeavesIsNoFailureOfTheApplications() {
        var broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var cgi = new CgiHandler(InputStream.nullInputStream(), broken, err, variables);
        assertEquals(Outcome.FAILED, cgi.run(CgiHandlerTest::hello));
        assertEquals("", complaint());
    }

    @Test
    void noOtherProtocolCanBeSpoken() {
        assertEquals(Outcome.FAILED, cgi("HTTP_CONNECTION", "upgrade", "HTTP_UPGRADE", "echo").run((environ, start) -> {
            assertFalse(environ.containsKey("gateway.upgrade"));
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", (_, _) -> {});
        }));
        assertTrue(said().startsWith("Status: 500 "), said());
        assertTrue(complaint().contains("(rule 9.10;"), complaint());
    }

    @Test
    void anErrorOutputOfOnesOwnMakesThePage() {
        ErrorOutput sorry = (status, _, _) -> ErrorOutput.Page.text(status, "text/html; charset=utf-8", "<p>Sorry");
        cgi().with(sorry).run((_, _) -> null);
        assertTrue(said().startsWith("Status: 500 ") && said().endsWith("<p>Sorry"), said());
    }

    @Test
    void aReporterOfOnesOwnHearsOfFailures() {
        var reported = new ArrayList<Throwable>();
        var failure = new IOException("x");
        cgi().with((_, error) -> reported.add(error)).run((_, _) -> {
            throw failure;
        });
        assertEquals(List.of(failure), reported);
        assertEquals("", complaint());
    }

    // Without a web server in between.

    @Test
    void anOriginServerSaysHttpAndTheDate() {
        var clock = new CgiHandler.Preamble.Origin(() -> Instant.parse("1994-11-06T08:49:37Z"));
        cgi().with(clock).run(CgiHandlerTest::hello);
        assertTrue(said().startsWith("HTTP/1.0 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: "), said());
    }

    @Verifies(start = StartRule.ADDED)
    @Test
    void anOriginServerLeavesTheDateToAnApplicationThatGivesOne() {
        cgi().with(new CgiHandler.Preamble.Origin(InstantSource.system())).run((_, start) -> {
            start.start("200 OK", "date", "Sun, 06 Nov 1994 08:49:37 GMT");
            return List.of();
        });
        assertEquals("HTTP/1.0 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n\r\n", said());
    }

    // The environ.

    @Verifies(environ = EnvironRule.FLAGS)
    @Test
    void theProcessLivesForOneCallBesideOthersLikeIt() {
        Environ environ = told();
        assertEquals(List.of(false, true, true), List.of(Environ.MULTITHREAD.of(environ), Environ.MULTIPROCESS.of(environ),
            Environ.RUN_ONCE.of(environ)));
    }

    @Verifies(environ = EnvironRule.REQUIRED)
    @Test
    void variablesAreGivenAsTheyAre() {
        Environ environ = told("QUERY_STRING", "a=%20b", "REMOTE_ADDR", "::1", "DATABASE", "jdbc:x", "EMPTY", "");
        assertEquals(List.of("/cgi-bin/app", "/x", "a=%20b", "::1", "jdbc:x", ""), Stream.of("SCRIPT_NAME", "PATH_INFO",
            "QUERY_STRING", "REMOTE_ADDR", "DATABASE", "EMPTY").map(environ::get).toList());
    }

    @Test
    void thePathIsTheBytesThatTheServerGave() {
        assertEquals("/é", told("PATH_INFO", "/\u00C3\u00A9").path());
    }

    @Verifies(environ = {EnvironRule.NO_NULL, EnvironRule.CONTENT_MIRROR})
    @ParameterizedTest
    @ValueSource(strings = {"AUTH_TYPE", "CONTENT_LENGTH", "CONTENT_TYPE", "REMOTE_USER", "PATH_TRANSLATED"})
    void whatIsEmptyBecauseItIsAbsentIsLeftOut(String name) {
        assertFalse(told(name, "").containsKey(name));
    }

    @Test
    void aQueryThatIsNotThereIsEmpty() {
        variables.remove("QUERY_STRING");
        assertEquals("", told().get("QUERY_STRING"));
    }

    @Verifies(environ = {EnvironRule.SCRIPT_NAME, EnvironRule.PATH_INFO, EnvironRule.PATH})
    @ParameterizedTest
    @CsvSource({"'', '', '', /", "/, '', '', /", "/, /x, '', /x", "/app, '', /app, ''", "/app/, x, /app, /x",
        "/app, x, /app, /x", "/app, //x, /app, //x"})
    void thePathIsPutIntoTheFormThatApplicationsRelyOn(String script, String path, String scriptName, String pathInfo) {
        Environ environ = told("SCRIPT_NAME", script, "PATH_INFO", path);
        assertEquals(List.of(scriptName, pathInfo), List.of(environ.scriptName(), environ.get("PATH_INFO")));
    }

    @ParameterizedTest
    @CsvSource({
        "/cgi-bin/app/%78?a=1, /cgi-bin/app/%78, a=1",
        "http://h:80/cgi-bin/app/x, /cgi-bin/app/x,",
        "/x?, /x, ''",
        "/other?a=1,,", "*,,", "http://h,,"})
    void theTargetIsToldAsReceivedWhereItIsThatOfThisPath(String target, String path, String query) {
        Environ environ = told("REQUEST_URI", target);
        assertEquals(Optional.ofNullable(path), Environ.RAW_PATH.in(environ));
        assertEquals(Optional.ofNullable(query), Environ.RAW_QUERY.in(environ));
        assertEquals(target, environ.get("REQUEST_URI"));
    }

    @Verifies(environ = EnvironRule.FIELDS)
    @Test
    void theFieldsAreMadeOfTheirVariables() {
        Environ environ = told("HTTP_X_REQUEST_ID", "7", "HTTP_COOKIE", "a=1", "CONTENT_TYPE", "text/plain");
        assertEquals("Content-Type: text/plain\r\nCookie: a=1\r\nX-Request-Id: 7\r\n\r\n", environ.headers().toString());
        assertEquals("7", environ.get("HTTP_X_REQUEST_ID"));
        assertEquals(Optional.of("a=1"), environ.header("Cookie"));
    }

    @Verifies(environ = {EnvironRule.HOP_BY_HOP, EnvironRule.CONTENT_NAMES, EnvironRule.FIELDS})
    @ParameterizedTest
    @ValueSource(strings = {"HTTP_PROXY", "HTTP_CONNECTION", "HTTP_TE", "HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH"})
    void whatIsNoFieldOfTheRequestIsNoVariable(String name) {
        Environ environ = told(name, "0");
        assertFalse(environ.containsKey(name));
        assertFalse(environ.headers().contains("Proxy"));
    }

    @Verifies(environ = {EnvironRule.RESERVED, EnvironRule.KEY_TYPE})
    @Test
    void aVariableOfTheProcessCannotBecomeAKey() throws IOException {
        Environ environ = told("gateway.input", "x", "acme.user", "root");
        assertEquals(-1, environ.input().read());
        assertFalse(environ.containsKey("acme.user"));
    }

    @Verifies(environ = EnvironRule.SCHEME)
    @ParameterizedTest
    @CsvSource({"on, https", "1, https", "yes, https", "off, http", "'', http"})
    void theSchemeIsGuessedOfHttps(String https, String scheme) {
        assertEquals(scheme, Environ.URL_SCHEME.of(told("HTTPS", https)));
    }

    @Verifies(environ = EnvironRule.SERVER_NAME)
    @Test
    void anIpv6AddressIsAHostInBrackets() {
        assertEquals("[::1]", told("SERVER_NAME", "::1").get("SERVER_NAME"));
        assertEquals("[::2]", told("SERVER_NAME", "[::2]").get("SERVER_NAME"));
    }

    @Test
    void thePeerIsToldWhereTheServerTellsBothParts() {
        assertEquals(Optional.of(new Peer("192.0.2.1", 4711)),
            Environ.PEER.in(told("REMOTE_ADDR", "192.0.2.1", "REMOTE_PORT", "4711")));
        assertEquals(Optional.empty(), Environ.PEER.in(told("REMOTE_PORT", "")));
    }

    @Verifies(extension = ExtensionRule.ABSENT)
    @Test
    void whatCgiCannotDoIsNotThere() {
        Environ environ = told("HTTP_TE", "trailers");
        assertEquals(List.of(), Stream.of(Environ.EARLY_HINTS, Environ.TRAILERS, Environ.UPGRADE, Environ.DISCONNECTED)
            .filter(key -> environ.containsKey(key.name())).toList());
    }

    // The content.

    @Verifies(input = InputRule.ENDS)
    @Test
    void theInputEndsBehindTheContentThoughTheStreamGoesOn() {
        var read = new ByteArrayOutputStream();
        var later = new ByteArrayInputStream("hello, and more".getBytes());
        variables.put("CONTENT_LENGTH", "5");
        new CgiHandler(later, out, err, variables).run((environ, start) -> {
            environ.input().transferTo(read);
            return start.empty("204 No Content");
        });
        assertEquals("hello", read.toString());
        assertEquals(", and more", new String(later.readAllBytes()));
    }

    @Test
    void withoutALengthThereIsNoContent() {
        assertEquals(Outcome.ANSWERED, cgi("never read".getBytes()).run((environ, start) ->
            start.text("200 OK", environ.input().readAllBytes().length + " bytes")));
        assertTrue(said().endsWith("\r\n\r\n0 bytes"), said());
    }

    @Test
    void contentIsReadByteByByteToo() throws IOException {
        var content = new FixedLength(new ByteArrayInputStream(new byte[] {-1, 0, 1, 2}), 3);
        assertEquals(List.of(255, 0, 1, -1, -1),
            List.of(content.read(), content.read(), content.read(), content.read(), content.read()));
    }

    @Verifies(input = InputRule.TRUNCATED)
    @Test
    void contentThatEndsTooEarlyIsAClientThatLeft() {
        var thrown = new AtomicReference<IOException>();
        assertEquals(Outcome.FAILED, cgi("half".getBytes(), "CONTENT_LENGTH", "8").run((environ, start) -> {
            try {
                environ.input().readAllBytes();
            } catch (IOException e) {
                thrown.set(e);
                throw e;
            }
            return hello(environ, start);
        }));
        assertTrue(thrown.get() instanceof ClientDisconnected);
        assertEquals("the content ended after 4 of 8 bytes", thrown.get().getMessage());
        assertEquals("", said() + complaint());
    }

    // Requests that no application gets to see.

    @ParameterizedTest
    @CsvSource({"CONTENT_LENGTH, +3", "CONTENT_LENGTH, -3", "CONTENT_LENGTH, 3 4", "CONTENT_LENGTH, 0x3",
        "CONTENT_LENGTH, 9999999999999999999", "CONTENT_LENGTH, \u00B2", "REQUEST_METHOD, GET /", "HTTP_X, 'a\nb: c'"})
    void aMalformedRequestIsRefused(String name, String value) {
        Application never = (_, _) -> {
            throw new AssertionError("called");
        };
        assertEquals(Outcome.ANSWERED, cgi(name, value).run(never));
        assertTrue(said().startsWith("Status: 400 Bad Request\r\n") && said().contains("RFC "), said());
        assertEquals("", complaint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST_METHOD", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL"})
    void withoutAWebServerItSaysWhatItIsAndHowToTryIt(String missing) {
        variables.remove(missing);
        assertEquals(Outcome.NO_REQUEST, cgi().run(CgiHandlerTest::hello));
        assertEquals("", said());
        assertTrue(complaint().startsWith("This is a CGI program"), complaint());
        assertTrue(complaint().contains("Missing: " + missing + "."), complaint());
        assertTrue(complaint().contains("  env REQUEST_METHOD=GET PATH_INFO=/ "), complaint());
    }

    @Test
    void iisRepeatsTheScriptInThePath() {
        var paths = new ArrayList<Object>();
        for (String path : List.of("/cgi-bin/app/x", "/cgi-bin/app", "/cgi-bin/application", "/x"))
            cgi("PATH_INFO", path).behindIis().run((environ, start) -> {
                paths.add(environ.get("PATH_INFO"));
                return hello(environ, start);
            });
        assertEquals(List.of("/x", "", "/cgi-bin/application", "/x"), paths);
    }

    // The lifespan.

    /// An application that writes down what happens to it.
    private static Application opening(List<String> events, AutoCloseable opened) {
        return new Application() {
            @Override
            public AutoCloseable open(Map<String, Object> state) {
                state.put("pool", events);
                events.add("open");
                return opened;
            }

            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
                assertSame(events, Environ.STATE.of(environ).values().get("pool"));
                events.add("call");
                return hello(environ, start);
            }
        };
    }

    @Verifies(extension = {ExtensionRule.OPENED, ExtensionRule.STATE})
    @Test
    void theApplicationIsOpenedBeforeItsCallAndClosedBehindIt() {
        var events = new ArrayList<String>();
        assertEquals(Outcome.ANSWERED, cgi().run(opening(events, () -> events.add("close"))));
        assertEquals(List.of("open", "call", "close"), events);
    }

    @Test
    void whatFailsToCloseIsReportedBehindItsResponse() {
        assertEquals(Outcome.FAILED, cgi().run(opening(new ArrayList<>(), () -> {
            throw new IOException("disk full");
        })));
        assertTrue(said().endsWith("hello"), said());
        assertTrue(complaint().startsWith("java.io.IOException: disk full"), complaint());
    }

    @Verifies(extension = ExtensionRule.OPENED)
    @Test
    void anApplicationThatCannotBeOpenedIsNotCalled() {
        assertEquals(Outcome.NOT_OPENED, cgi().run(new Application() {
            @Override
            public AutoCloseable open(Map<String, Object> state) {
                throw new IllegalStateException("no database");
            }

            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) {
                throw new AssertionError("called");
            }
        }));
        assertTrue(said().startsWith("Status: 500 "), said());
        assertTrue(complaint().startsWith("java.lang.IllegalStateException: no database"), complaint());
    }

    @Test
    void standardOutputBelongsToTheResponse() {
        PrintStream before = System.out;
        try {
            CgiHandler system = CgiHandler.system();
            assertSame(System.err, System.out);
            assertNotSame(before, system.out());
        } finally {
            System.setOut(before);
        }
    }
}

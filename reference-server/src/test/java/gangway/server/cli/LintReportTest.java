package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.StartRule;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What `--lint` prints, and that a client cannot tell whether it is given.
@Tag("facts-44")
@Timeout(60)
class LintReportTest {

    /// Good and bad answers, by path.
    private static final Application EVERYTHING = (environ, start) -> switch (environ.path()) {
        case "/hello" -> start.text("200 OK", "hello");
        case "/echo" -> start.bytes("200 OK", "image/png", environ.input().readAllBytes());
        case "/blocks" -> {
            png(start);
            yield List.of("a".getBytes(UTF_8), new byte[0], "b".getBytes(UTF_8));
        }
        case "/stream" -> {
            png(start);
            yield new Body.Stream(new ByteArrayInputStream("stream".getBytes(UTF_8)), 2);
        }
        case "/push" -> {
            png(start);
            yield new Body.Push(out -> out.write("push".getBytes(UTF_8)));
        }
        case "/write" -> {
            png(start).write("write".getBytes(UTF_8));
            yield List.of();
        }
        case "/none" -> start.empty("204 No Content");
        case "/bad/charset" -> start.bytes("200 OK", "text/html", "<p>".getBytes(UTF_8));
        case "/bad/start" -> List.of("never".getBytes(UTF_8));
        case "/bad/hop" -> {
            start.start("200 OK", "Connection", "close");
            yield List.of();
        }
        case "/bad/length" -> {
            start.start("200 OK", "Content-Type", "image/png", "Content-Length", "9");
            yield List.of("short".getBytes(UTF_8));
        }
        default -> null;
    };
    private static final List<String> GOOD = List.of("GET /hello HTTP/1.1\nHost: a\n\n", "HEAD /hello HTTP/1.1\nHost: a\n\n",
        "GET /hello HTTP/1.0\n\n", "GET http://b:80/hello?x=%20 HTTP/1.1\nHost: a\nX_Under: 1\nProxy: p\nTE: trailers\n\n",
        "POST /echo HTTP/1.1\nHost: [::1]:8\nContent-Type: a/b\nContent-Length: 3\nCookie: a=1\nCookie: b=2\n\nabc",
        "POST /echo HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n", "GET /blocks HTTP/1.1\nHost: a\n\n",
        "GET /stream HTTP/1.1\nHost: a\n\n", "GET /push HTTP/1.1\nHost: a\n\n", "GET /write HTTP/1.1\nHost: a\n\n",
        "GET /none HTTP/1.1\nHost: a\n\n", "HEAD /stream HTTP/1.0\n\n", "OPTIONS * HTTP/1.1\nHost: a\n\n");
    private static final List<String> BAD = Stream.of("charset", "start", "hop", "length", "null")
        .map(path -> "GET /bad/" + path + " HTTP/1.1\nHost: a\n\n").toList();

    private final Recorder terminal = new Recorder();

    private static Write png(StartResponse start) throws IOException {
        return start.start("200 OK", "Content-Type", "image/png");
    }

    /// All that a server with these options answers, but for the time; a connection for each request.
    private String answers(List<String> requests, String... options) throws Exception {
        Arguments arguments = Arguments.parse(List.of(options), ServeOptions.ALL);
        Deployment deployment = Deployment.open(EVERYTHING.with(LintReport.around(arguments, terminal.console())));
        Server server = Server.start(Settings.loopback(), () -> deployment);
        try {
            var answers = new StringBuilder();
            for (String request : requests) answers.append(answer(server.addresses().getFirst(), request)).append("\n");
            return answers.toString().replaceAll("Date: [^\r]*", "Date: now");
        } finally {
            server.stop(Duration.ofSeconds(5));
        }
    }

    private static String answer(InetSocketAddress address, String request) throws IOException {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lint", "--lint-paranoid"})
    void theBytesOnTheWireAreTheSame(String option) throws Exception {
        List<String> requests = Stream.concat(GOOD.stream(), BAD.stream()).toList();
        assertEquals(answers(requests), answers(requests, option));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lint", "--lint-paranoid"})
    void thisServerAndAGoodApplicationGiveNoCauseForComplaint(String option) throws Exception {
        assertTrue(answers(GOOD, option).contains("\r\n\r\nhello"));
        assertEquals("", terminal.complained());
    }

    @Test
    void eachBreachIsALineHoweverManyRequestsMakeIt() throws Exception {
        answers(Stream.concat(BAD.stream(), BAD.stream()).toList(), "--lint");
        List<String> rules = terminal.complained().lines()
            .map(line -> line.replaceAll("lint: GET /bad/.*\\(rule (\\S+);.*", "$1")).toList();
        assertEquals(List.of("4.24", "4.12", "4.9", "5.2", "1.4"), rules);
    }

    @Test
    void withoutTheOptionNothingIsPrinted() throws Exception {
        answers(BAD);
        assertEquals("", terminal.complained());
    }

    @Test
    void aFloodOfMessagesIsCutAndThatIsTold() {
        var report = new LintReport(terminal.console());
        for (int i = 0; i < 3000; i++) report.accept(new Violation(StartRule.STATUS, "number " + i, "count"));
        List<String> lines = terminal.complained().lines().toList();
        assertEquals(1001, lines.size());
        assertEquals("lint: no more than these 1000 messages are shown", lines.getLast());
    }
}

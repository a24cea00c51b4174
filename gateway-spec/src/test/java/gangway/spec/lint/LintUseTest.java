package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Input;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Environs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Where Lint reports to, and what it leaves to the application that it wraps.
@Tag("facts-44")
class LintUseTest {

    private static final Application NO_CHARSET = (_, start) -> {
        start.start("200 OK", "Content-Type", "text/html");
        return List.of("<p>hello".getBytes());
    };
    private static final String MESSAGE = "GET /hello, start: Content-Type \"text/html\" names no charset "
        + "(rule 4.24; RFC 9110 §8.3.2): add what the text is encoded in: text/html; charset=utf-8";

    private final StringWriter errors = new StringWriter();

    private Environ environ(String target) {
        Environ environ = Environs.of("GET", target);
        Environ.ERRORS.put(environ, new PrintWriter(new BufferedWriter(errors)));
        return environ;
    }

    private static Application strict(Application application) {
        return Lint.paranoid(application, violation -> {
            throw violation;
        });
    }

    @Test
    void withoutAReportABreachIsALineOfTheErrors() {
        Exchange exchange = InMemory.call(Lint.wrap(NO_CHARSET), environ("/hello"));
        assertEquals("lint: " + MESSAGE + System.lineSeparator(), errors.toString());
        assertEquals(200, exchange.code());
    }

    @Test
    void theChapterShowsARealMessage() throws IOException {
        String folded = MESSAGE.replace("§8.3.2): ", "§8.3.2):\n");
        assertTrue(Files.readString(Path.of("README.md")).contains("\n" + folded + "\n"));
    }

    @Test
    void aHostilePathDrawsNoLineOfItsOwn() {
        InMemory.call(Lint.wrap(NO_CHARSET), environ("/%0D%0Alint:%1B[31m"));
        assertEquals(1, errors.toString().lines().count());
        assertTrue(errors.toString().startsWith("lint: GET /\\x0d\\x0alint:\\x1b[31m, start: "), errors.toString());
    }

    @Test
    void whatTheReportThrowsGoesToTheApplicationWhileItRuns() {
        InMemory.call(strict((_, start) -> {
            var violation = assertThrows(Violation.class, () -> NO_CHARSET.call(Environ.create(), start));
            errors.write(violation.rule().id());
            return start.text("200 OK", "another try, which is the second");
        }), environ("/hello"));
        assertEquals(StartRule.CHARSET.id(), errors.toString());
    }

    @Test
    void whatTheReportThrowsGoesToTheServerWhereTheApplicationIsOver() throws Exception {
        Application twice = strict((_, start) -> {
            start.start("200 OK");
            return Fixture.closing();
        });
        var body = (AutoCloseable) twice.call(environ("/hello"), (_, _, _) -> _ -> {});
        body.close();
        assertSame(BodyRule.CLOSED, assertThrows(Violation.class, body::close).rule());
    }

    @Test
    void anEnvironThatIsBadNeverReachesTheApplicationInStrictMode() {
        Environ environ = environ("/hello");
        environ.put("gateway.multithread", "no");
        assertThrows(Violation.class, () -> strict((_, _) -> {
            throw new AssertionError("reached");
        }).call(environ, (_, _, _) -> _ -> {}));
    }

    @Test
    void theWrappedApplicationOpensWhatTheInnerOneOpens() throws Exception {
        var state = new HashMap<String, Object>();
        try (AutoCloseable resources = Lint.wrap(new Opened()).open(state)) {
            assertEquals(Map.of("opened", 1), state);
            assertSame(Opened.RESOURCES, resources);
        }
    }

    @Test
    void asALayerItLeavesTheOpeningToTheStack() throws Exception {
        var state = new HashMap<String, Object>();
        new Opened().with(inner -> Lint.wrap(inner)::call, Lint.around(inner -> inner::call, _ -> {})).open(state).close();
        assertEquals(Map.of("opened", 1), state);
    }

    /// Counts how often it is opened.
    private record Opened() implements Application {
        private static final AutoCloseable RESOURCES = () -> {};

        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
            return start.text("200 OK", "x");
        }

        @Override
        public AutoCloseable open(Map<String, Object> state) {
            state.merge("opened", 1, (before, one) -> (int) before + (int) one);
            return RESOURCES;
        }
    }

    @Test
    void theServerHearsThatItsInputWasClosedThroughTheWatch() {
        Environ environ = environ("/hello");
        Environ.INPUT.put(environ, Input.of(InputStream.nullInputStream(), () -> errors.write("closed")));
        InMemory.call(Lint.wrap((inner, start) -> {
            inner.input().close();
            return start.text("200 OK", "x");
        }, _ -> {}), environ);
        assertEquals("closed", errors.toString());
    }

    @Test
    void whatIsPrintedIsFlushedWhenTheServersStreamWouldFlushIt() {
        Environ environ = environ("/hello");
        Environ.ERRORS.put(environ, new PrintWriter(new BufferedWriter(errors), true));
        InMemory.call(Lint.wrap((inner, start) -> {
            inner.errors().print("a");
            inner.errors().println(1);
            inner.errors().format("%s%n", "b");
            inner.errors().print("not yet");
            return start.text("200 OK", Boolean.toString(inner.errors().checkError()));
        }, _ -> {}), environ);
        assertEquals("a1\nb\nnot yet", errors.toString().replace(System.lineSeparator(), "\n"));
    }
}

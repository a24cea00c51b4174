package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.BadRequest;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.handler.ErrorOutput.Page;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What a client gets for a failure, and what becomes of a page that fails itself.
class ErrorOutputTest {

    private static final RuntimeException FAILURE = new IllegalStateException("no database");
    private static final Application FAILS = (_, _) -> {
        throw FAILURE;
    };

    private static Exchange call(Application application, String method, ErrorOutput errors) {
        return InMemory.call(application, Environs.of(method, "/x"), InMemory.Client.PATIENT, errors);
    }

    private static ErrorOutput page(Status status, Headers headers, String content) {
        return (_, _, _) -> new Page(status, headers.list(), content.getBytes());
    }

    @Verifies(http = HttpRule.FAILURE)
    @Test
    void thePlainOneTellsNothingOfTheFailure() {
        Exchange exchange = call(FAILS, "GET", ErrorOutput.PLAIN);
        assertEquals("500 Internal Server Error\n", exchange.text());
        assertEquals(Optional.of(Status.INTERNAL_SERVER_ERROR), exchange.status());
        assertEquals(List.of(FAILURE), exchange.reported());
    }

    @Test
    void thePlainOneTellsAClientWhatItDidWrong() {
        Exchange exchange = call((_, _) -> {
            throw new BadRequest(new Status(413, "Content Too Large"), "more than 10 bytes");
        }, "GET", ErrorOutput.PLAIN);
        assertEquals("413 Content Too Large: more than 10 bytes\n", exchange.text());
        assertEquals(List.of(), exchange.reported());
    }

    @Test
    void anotherOneMakesThePageOfTheStatusAndTheRequest() {
        ErrorOutput html = (status, _, environ) ->
            Page.text(status, "text/html; charset=utf-8", "<h1>" + status.code() + " " + environ.path() + "</h1>");
        Exchange exchange = call(FAILS, "GET", html);
        assertEquals("<h1>500 /x</h1>", exchange.text());
        assertEquals("Content-Type: text/html; charset=utf-8\r\nContent-Length: 15\r\n\r\n", exchange.headers().toString());
        assertTrue(exchange.complete());
    }

    @Test
    void anotherOneMayChooseTheStatus() {
        assertEquals(503, call(FAILS, "GET", page(new Status(503, "Service Unavailable"), Headers.of(), "later")).code());
    }

    @Verifies(content = ContentRule.NONE)
    @Test
    void aHeadGetsNoPage() {
        Exchange exchange = call(FAILS, "HEAD", page(Status.INTERNAL_SERVER_ERROR, Headers.of(), "page"));
        assertEquals("", exchange.text());
        assertEquals(Optional.of("4"), exchange.headers().get("Content-Length"));
    }

    @Test
    void onceTheHeadIsSentThereIsNoPage() {
        Exchange exchange = call((_, start) -> {
            start.start("200 OK").write("half".getBytes());
            throw FAILURE;
        }, "GET", page(Status.INTERNAL_SERVER_ERROR, Headers.of(), "page"));
        assertEquals("half", exchange.text());
        assertFalse(exchange.complete());
    }

    static List<ErrorOutput> invalid() {
        return List.of(page(Status.OK, Headers.of("Connection", "close"), "x"),
            page(new Status(100, "Continue"), Headers.of(), ""),
            page(new Status(101, "Switching"), Headers.of(), ""), page(Status.OK, Headers.of("Content-Length", "5"), "four"),
            page(Status.OK, Headers.of("Content-Length", "x"), "x"), (_, _, _) -> null,
            (_, _, _) -> new Page(Status.OK, List.of(new Header("A", "b")), null));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void aPageThatCannotBeSentGivesWayToThePlainOneAndIsReported(ErrorOutput invalid) {
        Exchange exchange = call(FAILS, "GET", invalid);
        assertEquals("500 Internal Server Error\n", exchange.text());
        assertEquals(2, exchange.reported().size());
        assertSame(FAILURE, exchange.reported().getFirst());
    }

    @Test
    void aPageThatThrowsGivesWayToThePlainOneAndIsReported() {
        var template = new StackOverflowError("template");
        Exchange exchange = call(FAILS, "GET", (_, _, _) -> {
            throw template;
        });
        assertEquals("500 Internal Server Error\n", exchange.text());
        assertEquals(List.of(FAILURE, template), exchange.reported());
    }

    @Test
    void whatIsWrongWithAPageIsARule() {
        var errors = List.of(page(new Status(101, "Switching"), Headers.of(), ""),
            page(Status.OK, Headers.of("Content-Length", "5"), "four"));
        assertEquals(List.of(StartRule.FINAL, ContentRule.NOT_LESS), errors.stream()
            .map(invalid -> ((Violation) call(FAILS, "GET", invalid).reported().getLast()).rule()).toList());
    }

    @Test
    void aRefusalIsPlainAndSaysWhatWasWrong() {
        var bytes = new ByteArrayOutputStream();
        var out = new StreamOutput(bytes, new CgiHandler.Preamble.Cgi());
        Handler.refuse(out, new BadRequest(Status.BAD_REQUEST, "no colon"), "GET");
        assertTrue(out.isComplete());
        assertTrue(bytes.toString().endsWith("\r\n\r\n400 Bad Request: no colon\n"), bytes::toString);
    }
}

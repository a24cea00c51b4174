package gangway.spec;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/// How a program finds its server, and the application that is always there.
class ServeTest {

    @Test
    void whoeverIsBoundHereIsGivenTheApplication() throws Exception {
        Serve here = mock();
        Application application = (_, start) -> start.empty("204 No Content");
        ScopedValue.where(Serve.HERE, here).run(() -> Serve.run(application, "-p", "0"));
        verify(here).serve(application, List.of("-p", "0"));
    }

    @Test
    void withoutAServerTheErrorSaysHowToGetOne() {
        var error = assertThrows(IllegalStateException.class, () -> Serve.run(new DemoApplication()));
        assertTrue(error.getMessage().contains("gangway serve FILE"), error.getMessage());
    }

    @Tag("facts-47")
    @Test
    void theDemoShowsTheEnvironSortedByKey() throws IOException {
        Environ environ = Environ.create();
        environ.put("REQUEST_METHOD", "GET");
        environ.put("HTTP_X", "two\nlines");
        Environ.MULTITHREAD.put(environ, true);
        Environ.INPUT.put(environ, Input.of(new byte[0]));
        var body = new DemoApplication().call(environ, (_, _, _) -> _ -> {});
        assertEquals("""
            Hello world!

            HTTP_X = "two\\x0alines"
            REQUEST_METHOD = "GET"
            gateway.input = an Input
            gateway.multithread = true
            """, new String(body.iterator().next(), UTF_8));
    }
}

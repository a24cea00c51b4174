package gangway.spec;

import module java.base;

import gangway.spec.handler.InMemory;
import gangway.spec.rule.EnvironRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The page that shows the whole request.
@Tag("facts-47")
class DemoApplicationTest {

    private static String page(Environ environ) {
        return InMemory.call(new DemoApplication(), environ).text();
    }

    @Test
    void itPrintsTheEnvironSortedByKey() {
        assertEquals("""
            Hello world!

            HTTP_ACCEPT = "*/*"
            PATH_INFO = "/caf\\xc3\\xa9"
            QUERY_STRING = "a=b"
            REMOTE_ADDR = "127.0.0.1"
            REMOTE_PORT = "4711"
            REQUEST_METHOD = "GET"
            REQUEST_URI = "/caf%C3%A9?a=b"
            SCRIPT_NAME = ""
            SERVER_NAME = "127.0.0.1"
            SERVER_PORT = "80"
            SERVER_PROTOCOL = "HTTP/1.1"
            gateway.disconnected = a value of BooleanSupplier
            gateway.early_hints = a value of EarlyHints
            gateway.errors = a PrintWriter
            gateway.headers = 1 fields
            gateway.input = an Input
            gateway.multiprocess = false
            gateway.multithread = false
            gateway.on_finished = a value of OnFinished
            gateway.peer = Peer[address=127.0.0.1, port=4711]
            gateway.raw_path = "/caf%C3%A9"
            gateway.raw_query = "a=b"
            gateway.run_once = false
            gateway.trailers = a value of Trailers
            gateway.url_scheme = "http"
            gateway.version = Version[major=1, minor=0]
            """, page(Environs.of("GET", "/caf%C3%A9?a=b", "Accept", "*/*")));
    }

    @Test
    void itPrintsTheSameForTheSameRequest() {
        assertEquals(page(Environs.of("GET", "/")), page(Environs.of("GET", "/")));
    }

    @Test
    void aClientCannotDrawLinesOfItsOwn() {
        String page = page(Environs.of("GET", "/%0AREMOTE_USER%20=%20root"));
        assertTrue(page.contains("PATH_INFO = \"/\\x0aREMOTE_USER = root\"\n"), page);
    }

    @Verifies(environ = EnvironRule.SECRETS)
    @Test
    void itShowsNoCredentials() {
        String page = page(Environs.of("GET", "/", "Authorization", "Basic c2VjcmV0", "Cookie", "session=c2VjcmV0"));
        assertFalse(page.contains("c2VjcmV0"), page);
        assertTrue(page.contains("HTTP_AUTHORIZATION = (not shown)\n"), page);
    }

    @Test
    void ofAnUnknownValueItSaysWhatItIs() {
        Environ environ = Environs.of("GET", "/");
        environ.put("acme.pool", new ArrayList<>());
        assertTrue(page(environ).contains("acme.pool = a value of ArrayList\n"), () -> page(environ));
    }
}

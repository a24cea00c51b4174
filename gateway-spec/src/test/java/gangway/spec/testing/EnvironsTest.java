package gangway.spec.testing;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.Input;
import gangway.spec.Peer;
import gangway.spec.rule.EnvironRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

/// Environs that no server has made.
class EnvironsTest {

    @Verifies(environ = EnvironRule.REQUIRED)
    @Test
    void anEmptyOneIsCompletedWithWhatIsMostPlain() {
        Environ environ = Environs.complete(Environ.create());
        assertEquals(List.of("GET", "", "/", "", "127.0.0.1", "80", "HTTP/1.1"), Stream.of("REQUEST_METHOD", "SCRIPT_NAME",
            "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL").map(environ::get).toList());
        assertEquals(Environ.Version.CURRENT, Environ.VERSION.of(environ));
        assertEquals("http", Environ.URL_SCHEME.of(environ));
        assertEquals(Set.of(false), Stream.of(Environ.MULTITHREAD, Environ.MULTIPROCESS, Environ.RUN_ONCE)
            .map(key -> key.of(environ)).collect(Collectors.toSet()));
    }

    @Test
    void whatIsThereIsNotChanged() {
        Environ environ = Environ.create();
        environ.put("SCRIPT_NAME", "/app");
        environ.put("SERVER_PORT", "81");
        Environ.RUN_ONCE.put(environ, true);
        var filled = new HashMap<>(environ);
        assertSame(environ, Environs.complete(environ));
        assertEquals(environ, Environs.complete(environ));
        filled.forEach((key, value) -> assertSame(value, environ.get(key), key));
        assertEquals("", environ.get("PATH_INFO"));
    }

    @ParameterizedTest
    @CsvSource({"on, https, 443", "off, http, 80"})
    void thePortGoesWithTheScheme(String https, String scheme, String port) {
        Environ environ = Environ.create();
        environ.put("HTTPS", https);
        Environs.complete(environ);
        assertEquals(List.of(scheme, port), List.of(Environ.URL_SCHEME.of(environ), environ.get("SERVER_PORT")));
    }

    @Verifies(environ = {EnvironRule.PATH_KEPT, EnvironRule.TARGET, EnvironRule.RAW_PATH})
    @ParameterizedTest
    @CsvSource({"/, /, /, '',", "/a%2Fb?c=%20, /a%2Fb, /a/b, c=%20, c=%20", "//x/?, //x/, //x/, '', ''",
        "/%C3%A9, /%C3%A9, /\u00C3\u00A9, '',"})
    void aTargetIsTakenApart(String target, String raw, String path, String query, String rawQuery) {
        Environ environ = Environs.of("GET", target);
        assertEquals(List.of(target, raw, path, query), List.of(environ.get("REQUEST_URI"), Environ.RAW_PATH.of(environ),
            environ.get("PATH_INFO"), environ.query()));
        assertEquals(Optional.ofNullable(rawQuery), Environ.RAW_QUERY.in(environ));
        assertEquals(new Peer("127.0.0.1", 4711), Environ.PEER.of(environ));
    }

    @Verifies(environ = {EnvironRule.JOINED, EnvironRule.FIELDS, EnvironRule.UNDERSCORES, EnvironRule.CONTENT_NAMES})
    @Test
    void fieldsBecomeVariablesAndAreKeptAsTheyAre() {
        String[] fields = {"X-Dup", "a", "x-dup", "b", "Cookie", "c=1", "Cookie", "d=2", "X_Dup", "c",
            "Content-Type", "text/x"};
        Environ environ = Environs.of("GET", "/", fields);
        assertEquals("a, b", environ.get("HTTP_X_DUP"));
        assertEquals("c=1; d=2", environ.get("HTTP_COOKIE"));
        assertEquals("text/x", environ.get("CONTENT_TYPE"));
        assertFalse(environ.containsKey("HTTP_CONTENT_TYPE"));
        assertEquals(Headers.of(fields).list(), environ.headers().list());
    }

    @Verifies(environ = EnvironRule.CONTENT_MIRROR)
    @Test
    void contentHasItsLength() throws IOException {
        Environ environ = Environs.of("POST", "/", Headers.of(), "abc".getBytes(UTF_8));
        assertEquals(OptionalLong.of(3), environ.contentLength());
        assertEquals(Optional.of("3"), environ.headers().get("Content-Length"));
        assertEquals("abc", new String(environ.input().readAllBytes(), UTF_8));
        assertFalse(Environs.of("POST", "/").containsKey("CONTENT_LENGTH"));
    }

    @Test
    void contentThatIsAStreamHasNone() {
        Input input = Input.of(InputStream.nullInputStream());
        Environ environ = Environs.of("POST", "/", Headers.of("X", "1"), input);
        assertEquals(OptionalLong.empty(), environ.contentLength());
        assertSame(input, environ.input());
    }

    @Verifies(environ = EnvironRule.OWN)
    @Test
    void twoRequestsShareNothing() {
        Environ first = Environs.of("GET", "/"), second = Environs.of("GET", "/");
        assertNotSame(first, second);
        first.put("acme.user", "ada");
        assertFalse(second.containsKey("acme.user"));
        assertNotSame(first.input(), second.input());
    }

    @Test
    void whatTheClientWouldRatherSpeakIsOffered() {
        Environ offers = Environs.of("GET", "/", "Connection", "keep-alive, Upgrade", "Upgrade", "WebSocket, echo");
        assertEquals(List.of("websocket", "echo"), Environ.UPGRADE.of(offers).protocols());
        assertFalse(Environs.of("GET", "/", "Upgrade", "websocket").containsKey("gateway.upgrade"));
    }
}

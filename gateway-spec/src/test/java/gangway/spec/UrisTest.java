package gangway.spec;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// What was asked for, put together again; and the path, segment by segment. Whether wsgiref does the same is
/// `UtilDifferenceTest`'s.
@Tag("facts-45")
class UrisTest {

    private static Environ mounted(String script, String path) {
        Environ environ = Environ.create();
        environ.put("SCRIPT_NAME", script);
        environ.put("PATH_INFO", path);
        return Environs.complete(environ);
    }

    @Verifies(http = HttpRule.URI)
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "\"\", /, http://127.0.0.1/",
        "\"\", \"\", http://127.0.0.1/",
        "\"\", //a//b, http://127.0.0.1//a//b",
        "/app, \"\", http://127.0.0.1/app",
        "/app, /, http://127.0.0.1/app/",
        "/my app, \"/a;b=c,d\", \"http://127.0.0.1/my%20app/a;b=c,d\"",
        "/a;b, /é?#%, http://127.0.0.1/a%3Bb/%E9%3F%23%25"})
    void theUriIsSchemeHostAndPathQuoted(String script, String path, String uri) {
        assertEquals(uri, mounted(script, path).requestUri());
    }

    @Verifies(http = HttpRule.URI)
    @Test
    void theQueryIsPartOfTheUriAsItWasSent() {
        Environ environ = Environs.of("GET", "/a?b=%20&c");
        assertEquals("http://127.0.0.1/a?b=%20&c", environ.requestUri());
        assertEquals("http://127.0.0.1/a", environ.requestUri(false));
    }

    @Verifies(http = HttpRule.URI)
    @ParameterizedTest
    @CsvSource({"http, 80, http://example.org/", "http, 8080, http://example.org:8080/", "http, 443, http://example.org:443/",
        "https, 443, https://example.org/", "https, 80, https://example.org:80/"})
    void thePortIsNamedUnlessItIsTheSchemesOwn(String scheme, String port, String uri) {
        Environ environ = mounted("", "/");
        Environ.URL_SCHEME.put(environ, scheme);
        environ.putAll(Map.of("SERVER_NAME", "example.org", "SERVER_PORT", port));
        assertEquals(uri, environ.requestUri());
    }

    @Verifies(http = HttpRule.URI)
    @Test
    void theHostThatTheClientNamedComesBeforeTheServersOwn() {
        assertEquals("http://example.org:81/a", Environs.of("GET", "/a", "Host", "example.org:81").requestUri());
    }

    @Test
    void theApplicationsUriEndsWhereItIsMounted() {
        assertEquals("http://127.0.0.1/app", mounted("/app", "/a").applicationUri());
        assertEquals("http://127.0.0.1/", mounted("", "/a").applicationUri());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', nullValues = "none", value = {
        "\"\",    /a,         a,     /a,    \"\"",
        "\"\",    /a/,        a,     /a,    /",
        "/a,      /b/c,       b,     /a/b,  /c",
        "/a,      /b//./c/.,  b,     /a/b,  /c/.",
        "/a,      ///b,       b,     /a/b,  \"\"",
        "/a,      /,          \"\",  /a/,   \"\"",
        "\"\",    /,          \"\",  /,     \"\"",
        "/a/b,    /../c,      ..,    /a,    /c",
        "/a,      /..,        ..,    \"\",  \"\"",
        "/a,      /.,         none,  /a,    \"\"",
        "/a/./b/, /c,         c,     /a/b/c, \"\"",
        "//a,     /b,         b,     //a/b, \"\"",
        "/a,      \"\",       none,  /a,    \"\""})
    void aSegmentMovesFromPathToScript(String script, String path, String name, String newScript, String newPath) {
        Environ environ = mounted(script, path);
        assertEquals(Optional.ofNullable(name), environ.shiftPathInfo());
        assertEquals(List.of(newScript, newPath), List.of(environ.get("SCRIPT_NAME"), environ.get("PATH_INFO")));
    }

    @Verifies(environ = EnvironRule.PATH_INFO)
    @ParameterizedTest
    @ValueSource(strings = {"a", "*", "a/b", "."})
    void aPathWithoutASlashIsRefused(String path) {
        assertEquals(EnvironRule.PATH_INFO, assertThrows(Violation.class, mounted("", path)::shiftPathInfo).rule());
    }

    @Verifies(environ = EnvironRule.SCRIPT_NAME)
    @Test
    void aScriptWithoutASlashIsRefused() {
        assertEquals(EnvironRule.SCRIPT_NAME, assertThrows(Violation.class, mounted("a", "/b")::shiftPathInfo).rule());
    }
}

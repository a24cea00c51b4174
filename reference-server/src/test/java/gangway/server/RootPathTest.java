package gangway.server;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Where an application is mounted.
@Timeout(60)
class RootPathTest {

    @Tag("facts-32")
    @ParameterizedTest
    @CsvSource({
        "/app,             /app, ''",
        "/app/,            /app, /",
        "/app/x,           /app, /x",
        "/app//x,          /app, //x",
        "/app/app/x,       /app, /app/x",
        "/application,     /app, /application",
        "/other/app,       /app, /other/app",
        "/APP/x,           /app, /APP/x",
        "/,                /app, /",
        "//app/x,          /app, //app/x"})
    @Verifies(extension = ExtensionRule.ROOT, environ = {EnvironRule.SCRIPT_NAME, EnvironRule.PATH_INFO, EnvironRule.PATH})
    void itIsTakenOffWhereItIsAWholePrefixOfSegmentsAndOnce(String path, String scriptName, String pathInfo) {
        assertEquals(new RootPath.Halves(scriptName, pathInfo), new RootPath("/app").divide(path));
    }

    @Test
    void severalSegmentsAreOnePrefix() {
        assertEquals(new RootPath.Halves("/a/b", "/c"), new RootPath("/a/b").divide("/a/b/c"));
        assertEquals(new RootPath.Halves("/a/b", "/a/c"), new RootPath("/a/b").divide("/a/c"));
    }

    @Test
    void withoutOneAllOfThePathIsTheApplications() {
        assertEquals(new RootPath.Halves("", "/app/x"), RootPath.NONE.divide("/app/x"));
    }

    @Test
    @Verifies(environ = EnvironRule.STRINGS)
    void itIsComparedByteByByte() {
        String bytes = new String("/é".getBytes(UTF_8), ISO_8859_1);
        assertEquals(new RootPath.Halves(bytes, "/x"), new RootPath("/é").divide(bytes + "/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "/", "/app/", "//app", "/a//b", "/a?b", "/a#b", "/%61pp", "/a b", "/a\n",
        "/a\\b", "/./a", "/a/.."})
    void anotherFormIsRefusedWithAnExample(String text) {
        var error = assertThrows(IllegalArgumentException.class, () -> new RootPath(text));
        assertTrue(error.getMessage().startsWith("needs a path such as /app"), error.getMessage());
    }

    @Tag("facts-32")
    @ParameterizedTest
    @EnumSource
    @Verifies(extension = ExtensionRule.ROOT, environ = {EnvironRule.RAW_PATH, EnvironRule.TARGET, EnvironRule.PATH_KEPT})
    void aRequestIsMatchedDecodedOnceAndItsRawPathStays(Worker worker) throws Exception {
        Settings settings = Settings.loopback().with(worker).with(new RootPath("/app"));
        try (var server = LiveServer.of(settings, (environ, start) -> start.text("200 OK", String.join(" ",
            environ.scriptName(), "[" + environ.get("PATH_INFO") + "]", Environ.RAW_PATH.of(environ),
            environ.get("REQUEST_URI").toString())))) {
            for (var expected : Map.of(
                "/app/x?q", "/app [/x] /app/x /app/x?q",
                "/%61pp/x", "/app [/x] /%61pp/x /%61pp/x",
                "/%2561pp/x", "/app [/%61pp/x] /%2561pp/x /%2561pp/x",
                "/app", "/app [] /app /app",
                "/application", "/app [/application] /application /application",
                "http://x/app/x", "/app [/x] /app/x http://x/app/x").entrySet())
                assertTrue(server.ask("GET " + expected.getKey() + " HTTP/1.1\nHost: x\nConnection: close\n\n")
                    .endsWith("\r\n\r\n" + expected.getValue()), expected.getKey());
        }
    }
}

package gangway.server;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What whoever runs a server adds to each environ.
@Timeout(60)
class VariableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"A=1 | A | 1", "a_2=x=y | a_2 | x=y", "A= | A | ''", "_=é | _ | é"})
    void itIsWrittenNameEqualsValue(String text, String name, String value) {
        assertEquals(new Variable(name, value), Variable.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "=1", "1A=1", "A-B=1", "a.b=1", "A B=1", "É=1", ""})
    void whatIsNotIsAnsweredWithTheForm(String text) {
        var error = assertThrows(IllegalArgumentException.class, () -> Variable.parse(text));
        assertTrue(error.getMessage().startsWith("needs NAME=VALUE"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_HOST", "HTTP_X", "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "SERVER_NAME",
        "CONTENT_LENGTH",
        "REMOTE_USER", "REMOTE_ADDR", "REQUEST_URI", "HTTPS"})
    void whatTheRequestSaysCannotBeOverridden(String name) {
        var error = assertThrows(IllegalArgumentException.class, () -> new Variable(name, "x"));
        assertTrue(error.getMessage().contains("would hide what the request says"), error.getMessage());
    }

    @Test
    void namesOfTheInterfaceAndOfOtherOptionsAreRefusedWithTheWayToDoIt() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Variable("gateway.url_scheme", "https"))
            .getMessage().contains("the gateway interface"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Variable("SCRIPT_NAME", "/app"))
            .getMessage().contains("write --root-path /app"));
    }

    @ParameterizedTest
    @EnumSource
    @Verifies(environ = {EnvironRule.DEPLOYER, EnvironRule.STRINGS})
    void eachRequestHasThemAsBytes(Worker worker) throws Exception {
        Settings settings = Settings.loopback().with(worker).with(List.of(new Variable("A", "é"), new Variable("B", "")));
        try (var server = LiveServer.of(settings, (environ, start) -> {
            assertEquals("\u00C3\u00A9", environ.put("A", "changed"));
            assertEquals("", environ.get("B"));
            return start.empty("204 No Content");
        })) {
            server.ask("GET / HTTP/1.1\nHost: x\n\nGET / HTTP/1.1\nHost: x\nConnection: close\n\n");
        }
    }
}

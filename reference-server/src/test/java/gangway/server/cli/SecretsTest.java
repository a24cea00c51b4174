package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.spec.Application;
import gangway.spec.DemoApplication;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Violation;
import gangway.spec.rule.EnvironRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Nothing that is shown to people shows the credentials of a client.
@Timeout(60)
@Tag("facts-86")
@Verifies(environ = EnvironRule.SECRETS)
class SecretsTest {

    private static final String REQUEST = """
        GET /here HTTP/1.1
        Host: localhost
        Connection: close
        Accept: text/html
        Authorization: Basic c2VjcmV0
        Proxy-Authorization: Basic c2VjcmV0
        Cookie: session=c2VjcmV0

        """.replace("\n", "\r\n");

    private final Recorder terminal = new Recorder();

    /// Asks a real server that logs to a terminal.
    ///
    /// @return what the client got, then what the terminal showed
    private String shown(Application application) throws Exception {
        Deployment deployment = Deployment.open(application);
        var err = terminal.console().err();
        var refusals = new RefusalLog(err, true, Optional.empty());
        var log = new ConsoleLog(Optional.of(terminal.console().out()), refusals, err, true, ZoneOffset.UTC);
        Server server = Server.start(Settings.loopback().with(log), () -> deployment);
        InetSocketAddress address = server.addresses().getFirst();
        String answer;
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
            answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
        server.stop(Duration.ofSeconds(30));
        String all = answer + terminal.said() + terminal.complained();
        assertTrue(all.contains("here"), all);
        assertFalse(all.contains("c2VjcmV0"), all);
        return all;
    }

    @Test
    void theLogOfAFailureDoesNotEvenIfTheFailureQuotesTheEnviron() throws Exception {
        assertTrue(shown((environ, _) -> {
            environ.errors().println("complaint about " + environ);
            throw new IllegalStateException("cannot answer " + environ);
        }).contains("HTTP_COOKIE=(not shown)"));
    }

    @Test
    void theDemoDoesNot() throws Exception {
        assertTrue(shown(new DemoApplication()).contains("HTTP_AUTHORIZATION = (not shown)"));
    }

    @Test
    void thePageOfDiagnosticsDoesNot() throws Exception {
        var diagnosis = new Diagnosis("here.java");
        diagnosis.set(Failure.load("not loaded"));
        assertTrue(shown(diagnosis.wrap(diagnosis.unavailable())).contains("<!doctype html>"));
    }

    @Test
    void anEnvironAsTextDoesNot() {
        String text = Environs.of("GET", "/here", "Authorization", "c2VjcmV0", "Cookie", "c2VjcmV0").toString();
        assertTrue(text.contains("HTTP_COOKIE=(not shown)") && !text.contains("c2VjcmV0"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "cookie", "Proxy-Authorization", "SET-COOKIE"})
    void theErrorOfAMalformedFieldDoesNot(String name) {
        var error = assertThrows(Violation.class, () -> new Header(name, "c2VjcmV0\u0001"));
        assertFalse(error.getMessage().contains("c2VjcmV0"), error.getMessage());
        assertTrue(error.getMessage().startsWith("value of " + name + " (rule "), error.getMessage());
        assertThrows(Violation.class, () -> Headers.of(name, "\n"));
    }
}

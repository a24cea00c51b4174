package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Where a server listens.
class ServiceTest {

    private static List<Listener> listeners(Map<String, String> environment, String... words) throws Failure {
        Arguments arguments = Arguments.parse(List.of(words), ServeOptions.ALL);
        return new Service("x", arguments, new Recorder().console(), environment).listeners();
    }

    @Test
    void theDefaultIsPort8000ForThisMachineOnly() throws Failure {
        assertEquals(List.of(new Listener("127.0.0.1", 8000)), listeners(Map.of()));
    }

    @Test
    void theEnvironmentSetsTheDefaultPort() throws Failure {
        assertEquals(List.of(new Listener("127.0.0.1", 5000)), listeners(Map.of("PORT", "5000")));
    }

    @Test
    void anOptionWinsOverTheEnvironmentEvenWhenThatIsNonsense() throws Failure {
        assertEquals(List.of(new Listener("0.0.0.0", 1)), listeners(Map.of("PORT", "x"), "--host", "0.0.0.0", "-p", "1"));
    }

    @Test
    void nonsenseInTheEnvironmentIsNamed() {
        var failure = assertThrows(Failure.class, () -> listeners(Map.of("PORT", "x")));
        assertEquals("the environment variable PORT is x and needs a number from 0 to 65535", failure.getMessage());
    }

    @Test
    void bindAndPortContradictEachOther() {
        var failure = assertThrows(Failure.class, () -> listeners(Map.of(), "-b", "a:1", "-p", "2"));
        assertTrue(failure.getMessage().contains("one or the other"), failure.getMessage());
    }

    @Test
    void anAddressIsWrittenAsABrowserWantsIt() {
        assertEquals("http://[::1]:9/", new Listener("::1", 0).url(9));
        assertEquals("http://localhost:9/", new Listener("localhost", 0).url(9));
    }

    @Test
    void eachSystemHasItsWayToOpenAPage() {
        assertEquals(List.of("xdg-open"), Browser.opener("Linux"));
        assertEquals(List.of("open"), Browser.opener("Mac OS X"));
        assertEquals(List.of("rundll32", "url.dll,FileProtocolHandler"), Browser.opener("Windows 11"));
    }
}

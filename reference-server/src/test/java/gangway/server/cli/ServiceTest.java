package gangway.server.cli;

import module java.base;

import gangway.server.Timeouts;
import gangway.server.http1.Limits;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What a server makes of the command line: where it listens, and how much it lets a client do.
class ServiceTest {

    private static Service service(Map<String, String> environment, String... words) throws Failure {
        return new Service("x", Arguments.parse(List.of(words), ServeOptions.ALL), new Recorder().console(), environment);
    }

    private static List<Listener> listeners(Map<String, String> environment, String... words) throws Failure {
        return service(environment, words).listeners();
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
    void withoutOptionsTheLimitsAreTheUsualOnes() throws Failure {
        assertEquals(Limits.DEFAULT, service(Map.of()).limits());
        assertEquals(Timeouts.DEFAULT, service(Map.of()).timeouts());
    }

    @Test
    void eachLimitCanBeSet() throws Failure {
        Limits expected = Limits.DEFAULT.withRequestLine(100).withFieldLine(200).withFields(3).withBody(5_000_000_000L)
            .withConnections(7, 2);
        assertEquals(expected, service(Map.of(), "--limit-line=100", "--limit-field-size=200", "--limit-fields=3",
            "--limit-body=5000000000", "--limit-connections=7", "--limit-per-peer=2").limits());
        assertEquals(expected.withConnections(8, 10_000), service(Map.of(), "--limit-request-line=100",
            "--limit-request-field_size=200", "--limit-request-fields=3", "--limit-body=5000000000",
            "--limit-concurrency=8").limits(), "by the names that other servers have for them");
    }

    @Test
    void eachTimeoutCanBeSet() throws Failure {
        var expected = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4,
            Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertEquals(expected, service(Map.of(), "--header-timeout=1", "--keep-alive=2", "--body-timeout=3", "--min-rate=4",
            "--write-timeout=5", "--timeout=6").timeouts());
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

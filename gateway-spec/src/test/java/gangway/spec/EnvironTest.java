package gangway.spec;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// The environ and its keys.
class EnvironTest {

    private final Environ environ = Environ.create();

    @Test
    void thePathIsTheBytesOfPathInfoReadAsUtf8() {
        environ.put("PATH_INFO", "/\u00C3\u00A9");
        assertEquals("/é", environ.path());
    }

    @Test
    void aPathThatIsNotUtf8ShowsIt() {
        environ.put("PATH_INFO", "/\u00FF");
        assertEquals("/\uFFFD", environ.path());
    }

    @Test
    void absentVariablesAreEmptyText() {
        assertEquals("", environ.query());
        assertEquals("", environ.scriptName());
    }

    @Test
    void aHeaderIsFoundByItsNameInAnyCase() {
        environ.put("HTTP_ACCEPT_LANGUAGE", "fr");
        assertEquals(Optional.of("fr"), environ.header("accept-Language"));
    }

    @Test
    @Verifies(environ = EnvironRule.CONTENT_NAMES)
    void contentTypeAndLengthHaveNoPrefix() {
        environ.put("CONTENT_TYPE", "text/plain");
        environ.put("CONTENT_LENGTH", "5");
        assertEquals(Optional.of("text/plain"), environ.contentType());
        assertEquals(OptionalLong.of(5), environ.contentLength());
    }

    @Test
    void aContentLengthThatIsEmptyIsNone() {
        environ.put("CONTENT_LENGTH", "");
        assertEquals(OptionalLong.empty(), environ.contentLength());
    }

    @Test
    @Verifies(extension = ExtensionRule.ABSENT)
    void aKeyThatIsNotThereIsAFeatureThatIsNotThere() {
        assertEquals(Optional.empty(), Environ.PEER.in(environ));
    }

    @Test
    void aKeyGivesItsTypedValue() {
        Environ.PEER.put(environ, new Peer("::1", 1234));
        assertEquals(1234, Environ.PEER.of(environ).port());
    }

    @Test
    @Verifies(environ = EnvironRule.REQUIRED)
    void aRequiredKeyThatIsMissingNamesItself() {
        var error = assertThrows(Violation.class, environ::input);
        assertEquals("the environ has no gateway.input (rule 2.3; PEP 3333 §environ Variables): "
            + "whoever made this environ must set it",
            error.getMessage());
    }

    @Test
    @Verifies(environ = EnvironRule.KEY_TYPE)
    void aValueOfTheWrongTypeNamesBothTypes() {
        environ.put("gateway.peer", "127.0.0.1");
        var error = assertThrows(Violation.class, () -> Environ.PEER.in(environ));
        assertEquals("gateway.peer is a java.lang.String (rule 2.25; PEP 3333 §environ Variables): "
            + "put a gangway.spec.Peer there", error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"::1, ::1", "::, ::", "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3", "fe80::1, fe80::1", "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::", "127.0.0.1, 127.0.0.1"})
    void aPeersAddressIsInCanonicalText(String literal, String text) {
        assertEquals(new Peer(text, 80), Peer.of(new InetSocketAddress(InetAddress.ofLiteral(literal), 80)));
    }

    @Test
    @Verifies(environ = EnvironRule.KEY_NAME)
    void aKeyNeedsAPrefixOfItsOwner() {
        assertThrows(Violation.class, () -> new Key<>("user", String.class));
        assertThrows(Violation.class, () -> new Key<>("Acme.user", String.class));
    }

    @Verifies(environ = EnvironRule.SECRETS)
    @Test
    void credentialsOfTheDeployerAreNotShownEither() {
        environ.put("DATABASE_PASSWORD", "hunter2");
        Environ.STATE.put(environ, new Environ.State(Map.of("pool", "user:hunter2@db")));
        assertEquals("{DATABASE_PASSWORD=(not shown), gateway.state=state of [pool]}", environ.toString());
    }
}

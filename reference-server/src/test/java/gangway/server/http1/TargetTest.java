package gangway.server.http1;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// The forms of a target, and of the authority in it and in Host.
class TargetTest {

    private static Target.Origin origin(String raw) throws BadMessage {
        return assertInstanceOf(Target.Origin.class, Target.parse("GET", raw));
    }

    @Test
    void aPathAndItsQueryAreParted() throws BadMessage {
        assertEquals(new Target.Origin("/a?b?c", "/a", "b?c"), origin("/a?b?c"));
        assertEquals("", origin("/a?").query());
    }

    @Tag("facts-29")
    @Test
    void aPathIsDecodedByteByByte() throws BadMessage {
        assertEquals("/path/\u00C3\u00A9/x", origin("/p%61th/%C3%A9%2Fx?q=1").decodedPath());
    }

    @Tag("facts-30")
    @Test
    void slashesAreKept() throws BadMessage {
        assertEquals("//a//b", origin("//a//b").decodedPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "?q", "/a%zz", "/a%", "/a%2", "/a#b", "/a\u00E9", "/<", "/a|b", "/{", "/a%00b", "*",
        "http:/x", "://x", "0://x", "+a://x", "http://", "http://u@x/", "http://x:99999/", "x:80"})
    void whatIsOfNoFormIsRefused(String raw) {
        assertEquals(400, assertThrows(BadMessage.class, () -> Target.parse("GET", raw)).status().code());
    }

    @Test
    void theAbsoluteFormHasAnAuthority() throws BadMessage {
        var target = assertInstanceOf(Target.Absolute.class, Target.parse("GET", "HTTP://x.org:80?q"));
        assertEquals("http", target.scheme());
        assertEquals("x.org:80", target.authority().text());
        assertEquals(new Target.Origin("/?q", "/", "q"), target.origin());
    }

    @Test
    void theAsteriskIsForOptions() throws BadMessage {
        assertEquals(new Target.Asterisk(), Target.parse("OPTIONS", "*"));
    }

    @Test
    void tunnelsAreNotImplemented() {
        assertEquals(501, assertThrows(BadMessage.class, () -> Target.parse("CONNECT", "x:443")).status().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x:80", "x:", "a_b.c", "x.", "1.2.3.4", "[::1]", "[::1]:80", "[1:2:3:4:5:6:7:8]",
        "[::ffff:1.2.3.4]", "[1::]", "[v1.a:b]", "x%20y", ""})
    void anAuthorityIsAHostAndAPort(String text) throws BadMessage {
        assertEquals(text, Authority.parse("Host", text).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"u@x", "x:y", "x:-1", "x:80:80", "x:65536", "[::1", "::1", "[::1]x", "[1:2:3]",
        "[1:2:3:4:5:6:7:8:9]", "[::1::]", "[12345::]", "[::1.2.3]", "[::1.2.3.256]", "[::01.2.3.4]", "[v.x]", "[v1.]", "[]",
        "x/y", "x y", "\"x\"", "x%2", "x,y", "é"})
    void whatIsNoAuthorityIsRefused(String text) {
        assertThrows(BadMessage.class, () -> Authority.parse("Host", text));
    }
}

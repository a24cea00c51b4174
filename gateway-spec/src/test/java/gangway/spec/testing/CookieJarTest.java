package gangway.spec.testing;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Cookies as RFC 6265 has them, for the host `shop.example` on 6 November 1994.
class CookieJarTest {

    private Instant now = Instant.parse("1994-11-06T08:49:37Z");
    private final CookieJar jar = new CookieJar("shop.example", () -> now);

    private String after(String... cookies) {
        for (String cookie : cookies) jar.store(cookie, "/cart/items");
        return jar.header("/cart/list", false);
    }

    @Test
    void cookiesAreSentBackInTheirOrder() {
        assertEquals("a=1; b=2", after("a=1", "b=2"));
    }

    @ParameterizedTest
    @CsvSource({"a=1, a=1", "' a = 1 ; Secur', a=1", "a=, a=", "a=b=c, a=b=c", "'a=\"x y\"', 'a=\"x y\"'", "a, ''", "=1, ''",
        "'a=1;;;', a=1"})
    void aCookieIsANameAndWhateverFollowsTheFirstEqualsSign(String cookie, String sent) {
        assertEquals(sent, after(cookie));
    }

    @Test
    void aCookieOfTheSameNameAndPathIsReplacedInItsPlace() {
        assertEquals("a=3; b=2", after("a=1", "b=2", "a=3"));
    }

    @Test
    void cookiesOfOneNameAndSeveralPathsAreBothSentTheLongerPathFirst() {
        assertEquals("a=2; a=1", after("a=1; Path=/", "a=2; Path=/cart"));
        assertEquals(Optional.of("2"), jar.get("a"));
    }

    @ParameterizedTest
    @CsvSource({"/, true", "/cart, true", "/cart/, true", "/cart/list, true", "/car, false", "/cart/list/, false",
        "/cart/li, false", "/other, false", "relative, true", "'', true"})
    void aPathIsForWhatIsBelowItAndByDefaultTheDirectoryOfTheRequest(String path, boolean sent) {
        assertEquals(sent ? "a=1" : "", after("a=1; Path=" + path));
    }

    @Test
    void aCookieOfAFileAtTheRootIsForAllPaths() {
        jar.store("a=1", "/login");
        assertEquals("a=1", jar.header("/", false));
    }

    @ParameterizedTest
    @CsvSource({"shop.example, true", "SHOP.example, true", ".shop.example, true", "example, true", "'', true",
        "op.example, false", "other.example, false", "my.shop.example, false"})
    void aDomainThatTheHostIsNotInIsRefused(String domain, boolean taken) {
        assertEquals(taken ? "a=1" : "", after("a=1; Domain=" + domain));
    }

    @Test
    void anAddressIsInNoDomain() {
        var addresses = new CookieJar("127.0.0.1", () -> now);
        addresses.store("a=1; Domain=0.0.1", "/");
        assertEquals("", addresses.header("/", false));
    }

    @Test
    void aSecureCookieIsSentOverEncryptedConnectionsOnly() {
        assertEquals("", after("a=1; secure; HttpOnly; SameSite=Lax"));
        assertEquals("a=1", jar.header("/cart/", true));
    }

    @Test
    void aCookieEndsWithItsAge() {
        assertEquals("a=1", after("a=1; Max-Age=60"));
        now = now.plusSeconds(60);
        assertEquals("", jar.header("/cart/", false));
        assertEquals(Optional.empty(), jar.get("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=; Max-Age=0", "a=x; Max-Age=-1", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "a=; Max-Age=0; Expires=Sun, 06 Nov 2094 08:49:37 GMT"})
    void aCookieThatHasExpiredIsDeleted(String deletion) {
        assertEquals("", after("a=1", deletion));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max-Age=", "Max-Age=x", "Max-Age=99999999999999999999", "Expires=never",
        "Expires=Sun, 31 Feb 1994 08:49:37 GMT", "Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
    void anEndThatSaysNothingIsNone(String attribute) {
        assertEquals("a=1", after("a=1; " + attribute));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "6 november 1994 8:49:37"})
    void aDateMayHaveAnyForm(String date) {
        assertEquals(Optional.of(now), CookieDate.parse(date));
    }

    @Test
    void aYearOfTwoDigitsIsNearOurTime() {
        assertEquals(Optional.of(Instant.parse("2069-11-06T08:49:37Z")), CookieDate.parse("06 Nov 69 08:49:37"));
    }

    @Test
    void aTestMayPutCookiesThereAndForgetThem() {
        jar.put("session", "7");
        assertEquals("session=7", jar.header("/any", false));
        jar.clear();
        assertEquals("", jar.header("/any", false));
    }
}

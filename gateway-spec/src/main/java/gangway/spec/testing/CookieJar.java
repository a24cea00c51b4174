package gangway.spec.testing;

import module java.base;

/// The cookies of one host, kept and sent as RFC 6265 §5 says. Owned by one client; not thread-safe.
public final class CookieJar {

    private final String host;
    private final InstantSource clock;
    private final SequencedMap<String, Cookie> cookies = new LinkedHashMap<>();

    /// @param host  whose cookies they are
    /// @param clock tells which have expired
    public CookieJar(String host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    /// Takes a cookie. One of the same name and path is replaced, and keeps its place; one that has expired is removed.
    ///
    /// @param setCookie value of a Set-Cookie field
    /// @param path      of the request that it answers
    public void store(String setCookie, String path) {
        Cookie.parse(setCookie, host, path, clock.instant()).ifPresent(cookie -> {
            String key = cookie.name() + ";" + cookie.path();
            if (cookie.expires().isAfter(clock.instant())) cookies.put(key, cookie);
            else cookies.remove(key);
        });
    }

    /// Puts a cookie there for all paths, as if the host had set it.
    ///
    /// @param name  of the cookie
    /// @param value of the cookie
    public void put(String name, String value) {
        store(name + "=" + value + "; Path=/", "/");
    }

    /// @param name of a cookie
    /// @return its value, whatever its path; that of the most specific one if there are several
    public Optional<String> get(String name) {
        return kept().filter(cookie -> cookie.name().equals(name)).map(Cookie::value).findFirst();
    }

    /// Forgets all cookies.
    public void clear() {
        cookies.clear();
    }

    /// The cookies for a request.
    ///
    /// @param path   of it
    /// @param secure whether it is encrypted
    /// @return value of a Cookie field; empty if there are none
    public String header(String path, boolean secure) {
        return kept().filter(cookie -> cookie.isFor(path) && (secure || !cookie.secure()))
            .map(cookie -> cookie.name() + "=" + cookie.value()).collect(Collectors.joining("; "));
    }

    /// Longer paths go first, else older cookies (RFC 6265 §5.4).
    private Stream<Cookie> kept() {
        return cookies.values().stream().filter(cookie -> cookie.expires().isAfter(clock.instant()))
            .sorted(Comparator.comparing(cookie -> -cookie.path().length()));
    }
}

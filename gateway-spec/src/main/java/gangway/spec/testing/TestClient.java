package gangway.spec.testing;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.Input;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;

/// A browser without a network: it sends requests to one application, and keeps the cookies that it gets.
///
/// ```java
/// try (TestClient client = TestClient.open(application)) {
///     Exchange answer = client.post("/login").form("user", "ada").followingRedirects().send();
///     assertEquals("Welcome, ada!", answer.text());
/// }
/// ```
///
/// The application is opened with the client and closed with it. What it reports while it answers is thrown to the test,
/// unless the request says otherwise ([TestRequest#keepingFailures]). Calls happen in the thread of the test. Owned by one
/// test; not thread-safe.
public final class TestClient implements AutoCloseable {

    private final Application application;
    private final URI origin;
    private final Map<String, Object> state = new HashMap<>();
    private final CookieJar cookies;
    private final AutoCloseable opened;

    private TestClient(Application application, URI origin) throws Exception {
        this.application = application;
        this.origin = origin;
        cookies = new CookieJar(origin.getHost(), InstantSource.system());
        opened = application.open(state);
    }

    /// Opens an application at `http://localhost`.
    ///
    /// @param application to be tested
    /// @return its client
    /// @throws Exception what the application threw when it was opened
    public static TestClient open(Application application) throws Exception {
        return open(application, "http://localhost");
    }

    /// Opens an application somewhere else.
    ///
    /// @param application to be tested
    /// @param origin      scheme and host, perhaps with a port: `https://shop.example`
    /// @return its client
    /// @throws Exception what the application threw when it was opened
    public static TestClient open(Application application, String origin) throws Exception {
        URI uri = URI.create(origin);
        boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean isOrigin = isHttp && uri.getHost() != null && uri.getRawPath().isEmpty();
        if (!isOrigin)
            throw new IllegalArgumentException("origin " + origin + ": give scheme and host, such as https://shop.example");
        return new TestClient(application, uri);
    }

    /// @param target a path and perhaps a query, see [#request]
    /// @return a GET, to be sent
    public TestRequest get(String target) {
        return request("GET", target);
    }

    /// @param target a path and perhaps a query, see [#request]
    /// @return a HEAD, to be sent
    public TestRequest head(String target) {
        return request("HEAD", target);
    }

    /// @param target a path and perhaps a query, see [#request]
    /// @return a POST, to be given content and sent
    public TestRequest post(String target) {
        return request("POST", target);
    }

    /// @param target a path and perhaps a query, see [#request]
    /// @return a PUT, to be given content and sent
    public TestRequest put(String target) {
        return request("PUT", target);
    }

    /// @param target a path and perhaps a query, see [#request]
    /// @return a DELETE, to be sent
    public TestRequest delete(String target) {
        return request("DELETE", target);
    }

    /// Begins a request.
    ///
    /// @param method of it
    /// @param target a path and perhaps a query, percent-encoded; what cannot stand in a URI is encoded here, as UTF-8
    /// @return to be sent
    public TestRequest request(String method, String target) {
        return TestRequest.of(this, method, target);
    }

    /// @return the cookies that it has now; others may be put there
    public CookieJar cookies() {
        return cookies;
    }

    /// @return what the application put into its state when it was opened
    public Map<String, Object> state() {
        return state;
    }

    /// @return where the application is
    URI origin() {
        return origin;
    }

    /// Makes the call, and those that redirections lead to.
    Exchange send(TestRequest request, InMemory.Client listener) throws IOException {
        if (!request.followsRedirects()) return call(request, listener);
        TestRequest next = request;
        for (int redirections = 0; redirections <= Redirection.MOST; redirections++) {
            Exchange exchange = call(next, listener);
            Optional<TestRequest> redirected = Redirection.of(next, exchange);
            if (redirected.isEmpty()) return exchange;
            next = redirected.get();
        }
        throw new AssertionError("more than " + Redirection.MOST + " redirections, the last one to " + next.target());
    }

    private Exchange call(TestRequest request, InMemory.Client listener) throws IOException {
        Exchange exchange;
        try (InputStream content = request.content().open()) {
            exchange = InMemory.call(application, environ(request, content), listener);
        }
        exchange.headers().all("Set-Cookie").forEach(cookie -> cookies.store(cookie, request.path()));
        if (!request.keepsFailures() && !exchange.reported().isEmpty()) throw failure(request, exchange.reported());
        return exchange;
    }

    private Environ environ(TestRequest request, InputStream content) {
        var fields = new Headers(new ArrayList<>(request.headers()));
        boolean secure = origin.getScheme().equals("https");
        if (!fields.contains("Host")) fields.add("Host", origin.getRawAuthority());
        String kept = cookies.header(request.path(), secure);
        if (!fields.contains("Cookie") && !kept.isEmpty()) fields.add("Cookie", kept);
        Environ environ = Environs.of(request.method(), request.target(), fields, Input.of(content));
        int port = origin.getPort() >= 0 ? origin.getPort() : secure ? 443 : 80;
        environ.put("SERVER_NAME", origin.getHost());
        environ.put("SERVER_PORT", Integer.toString(port));
        Environ.URL_SCHEME.put(environ, origin.getScheme());
        Environ.STATE.put(environ, new Environ.State(new HashMap<>(state)));                             // [9.14]
        environ.putAll(request.environ());
        return environ;
    }

    /// An assertion within the application is the test's own; what else went wrong there is the cause of another.
    private static AssertionError failure(TestRequest request, List<Throwable> reported) {
        Throwable first = reported.getFirst();
        AssertionError failure = first instanceof AssertionError own ? own
            : new AssertionError(request.method() + " " + request.target() + " was not answered well: " + first, first);
        reported.stream().skip(1).filter(other -> other != failure).forEach(failure::addSuppressed);
        return failure;
    }

    /// Closes the application.
    ///
    /// @throws AssertionError when it fails to close
    @Override
    public void close() {
        try {
            opened.close();
        } catch (Exception failure) {
            throw new AssertionError("the application failed to close: " + failure, failure);
        }
    }
}

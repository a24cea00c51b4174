package gangway.spec;

import module java.base;

import java.security.cert.X509Certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// What a server tells an application of one request: PEP 3333's environ dictionary, with typed views.
///
/// It is a real, mutable map, made anew for each request, so that middleware can hand things inward by putting them here.
/// Three kinds of keys:
///
/// - CGI variables in upper case, which are strings: `REQUEST_METHOD`, `SCRIPT_NAME`, `PATH_INFO`, `QUERY_STRING`,
///   `SERVER_NAME`, `SERVER_PORT`, `SERVER_PROTOCOL`, `CONTENT_TYPE`, `CONTENT_LENGTH`, `REMOTE_ADDR`…, and `HTTP_` with
///   the name of each header field. Each of their characters is one byte of the wire, U+0000 to U+00FF (PEP 3333,
///   "Unicode Issues");
/// - `gateway.` keys of this specification, the constants below;
/// - what others add, under a prefix of their own.
///
/// What is absent is left out, never null or a placeholder. Owned by the thread that runs the request; not thread-safe.
public interface Environ extends Map<String, Object> {

    /// The version of this interface: 1.0. Twin of `wsgi.version`.
    Key<Version> VERSION = new Key<>("gateway.version", Version.class);
    /// `http` or `https`: how the request came in.
    Key<String> URL_SCHEME = new Key<>("gateway.url_scheme", String.class);
    /// The request's body. Always there; empty when there is none.
    Key<Input> INPUT = new Key<>("gateway.input", Input.class);
    /// Where an application complains: text for the server's log, any Unicode, never throws. Not to be closed.
    Key<PrintWriter> ERRORS = new Key<>("gateway.errors", PrintWriter.class);
    /// Whether the application may be called by another thread of this process at the same time.
    Key<Boolean> MULTITHREAD = new Key<>("gateway.multithread", Boolean.class);
    /// Whether another process may be running an equal application.
    Key<Boolean> MULTIPROCESS = new Key<>("gateway.multiprocess", Boolean.class);
    /// Whether the server expects (but does not promise) to call the application once in this process.
    Key<Boolean> RUN_ONCE = new Key<>("gateway.run_once", Boolean.class);
    /// The header fields as received: order, case and repeats kept. Cannot be changed.
    Key<Headers> HEADERS = new Key<>("gateway.headers", Headers.class);
    /// The path of the target as received, still percent-encoded, so that `%2F` and `/` can be told apart.
    Key<String> RAW_PATH = new Key<>("gateway.raw_path", String.class);
    /// What stands behind the question mark of the target, as received. Not there without a question mark; QUERY_STRING is
    /// empty then as well as for a lone one.
    Key<String> RAW_QUERY = new Key<>("gateway.raw_query", String.class);
    /// The other end of the connection.
    Key<Peer> PEER = new Key<>("gateway.peer", Peer.class);
    /// What the application put into the state when it was opened ([Application#open]): a shallow copy for each request.
    Key<State> STATE = new Key<>("gateway.state", State.class);
    /// What is known of the encryption. Not there when there is none.
    Key<Tls> TLS = new Key<>("gateway.tls", Tls.class);
    /// Whether blocking calls of the application switch to another one's request instead of holding a thread.
    Key<Boolean> COROUTINE = new Key<>("gateway.coroutine", Boolean.class);
    /// A short name of this request, unique for a while, for logs.
    Key<String> REQUEST_ID = new Key<>("gateway.request_id", String.class);
    /// When the server will give up waiting for the application to begin its response, at the earliest: time in which the
    /// application waits for content puts it off.
    Key<Instant> DEADLINE = new Key<>("gateway.deadline", Instant.class);
    /// Sends a 103 before the response.
    Key<EarlyHints> EARLY_HINTS = new Key<>("gateway.early_hints", EarlyHints.class);
    /// Fields behind the content, of the request and of the response.
    Key<Trailers> TRAILERS = new Key<>("gateway.trailers", Trailers.class);
    /// The protocols that the client would rather speak, see [Body.Upgrade]. Not there when it offers none.
    Key<Offer> UPGRADE = new Key<>("gateway.upgrade", Offer.class);
    /// Asks whether the client is known to have left; does not wait. A client that has closed only its sending side looks
    /// the same.
    Key<BooleanSupplier> DISCONNECTED = new Key<>("gateway.disconnected", BooleanSupplier.class);
    /// Takes what is to be done when the response is over.
    Key<OnFinished> ON_FINISHED = new Key<>("gateway.on_finished", OnFinished.class);

    /// All keys of this specification, and so all names that may begin with `gateway.` (but for `gateway.x.`).
    List<Key<?>> KEYS = List.of(VERSION, URL_SCHEME, INPUT, ERRORS, MULTITHREAD, MULTIPROCESS, RUN_ONCE, HEADERS, RAW_PATH,
        RAW_QUERY, PEER, STATE, TLS, COROUTINE, REQUEST_ID, DEADLINE, EARLY_HINTS, TRAILERS, UPGRADE,
        DISCONNECTED, ON_FINISHED);

    /// A version of the gateway interface.
    ///
    /// @param major changes that break applications
    /// @param minor additions
    record Version(int major, int minor) {
        /// The one specified here.
        public static final Version CURRENT = new Version(1, 0);
    }

    /// What a client offers to speak instead of HTTP.
    ///
    /// @param protocols as in its Upgrade field, in lower case, the one that it likes best first
    record Offer(List<String> protocols) {
        /// Copies the list.
        public Offer {
            protocols = List.copyOf(protocols);
        }
    }

    /// The encryption of a connection.
    ///
    /// @param protocol     `TLSv1.3`
    /// @param cipher       the name of the suite
    /// @param serverName   the host that the client asked for (SNI); empty if it did not say
    /// @param certificates of the client, its own first; empty if it showed none
    record Tls(String protocol, String cipher, String serverName, List<X509Certificate> certificates) {
        /// Copies the list.
        public Tls {
            certificates = List.copyOf(certificates);
        }
    }

    /// The shared state of an application, as one request sees it.
    ///
    /// @param values what [Application#open] put there, and what this request adds for itself
    record State(Map<String, Object> values) {
    }

    /// @return a new environ, empty, that can be changed
    static Environ create() {
        return new Dictionary();
    }

    /// The variables of header fields: `HTTP_` and the name of each, but for `CONTENT_TYPE` and `CONTENT_LENGTH`; repeats
    /// joined. Left out are fields about the connection, those with an underscore in their name, which would be taken for the
    /// ones with a hyphen, and Proxy, which would be taken for the configuration of an HTTP client.
    ///
    /// @param headers as received
    /// @return to be put into an environ
    static Map<String, String> variables(Headers headers) {
        return Variables.of(headers);
    }

    /// What CGI says of the scheme.
    ///
    /// @param environ of a CGI program
    /// @return `https` if its variable `HTTPS` is `on`, `yes` or `1`, else `http`
    static String guessScheme(Map<String, ?> environ) {
        return environ.get("HTTPS") instanceof String https && Set.of("on", "yes", "1").contains(https) ? "https" : "http";
    }

    /// A value as it may be shown to whoever reads a log or an error page: credentials are not [2.33], be they the client's
    /// or the deployer's, as far as a name tells; and of the header fields and the state, which may hold some, only how
    /// many or which there are.
    ///
    /// @param key   of an environ
    /// @param value its value
    /// @return text for people
    static String shown(String key, Object value) {
        if (value instanceof Headers headers) return headers.size() + " fields";
        if (value instanceof State(Map<String, Object> values)) return "state of " + new TreeSet<>(values.keySet());
        boolean isSecret = Stream.of("AUTHORIZATION", "COOKIE", "PASSWORD", "SECRET", "TOKEN", "KEY").anyMatch(key::contains);
        return isSecret ? "(not shown)" : String.valueOf(value);
    }

    /// @return `REQUEST_METHOD` as sent; methods are case-sensitive (RFC 9110 §9.1)
    default String method() {
        return variable("REQUEST_METHOD");
    }

    /// @return `SCRIPT_NAME`: where in the server's paths the application is mounted; empty at the root
    default String scriptName() {
        return variable("SCRIPT_NAME");
    }

    /// The path inside the application as text: `PATH_INFO`, its bytes read as UTF-8 (RFC 3986 §2.5).
    ///
    /// @return percent-decoded; U+FFFD in the place of what is not UTF-8
    default String path() {
        return new String(variable("PATH_INFO").getBytes(ISO_8859_1), UTF_8);
    }

    /// @return `QUERY_STRING` as received, percent-encoded; empty if there is none
    default String query() {
        return variable("QUERY_STRING");
    }

    /// @return `SERVER_PROTOCOL`: `HTTP/1.1` or `HTTP/1.0`
    default String protocol() {
        return variable("SERVER_PROTOCOL");
    }

    /// A header field of the request, repeats joined.
    ///
    /// @param name in whatever case: `"Accept-Language"`
    /// @return its value
    default Optional<String> header(String name) {
        return Optional.ofNullable((String) get(Variables.variable(name)));
    }

    /// @return the media type of the request's body
    default Optional<String> contentType() {
        return header("Content-Type");
    }

    /// @return the length of the request's body in bytes; empty when there is no body, and when only its end will tell
    default OptionalLong contentLength() {
        return header("Content-Length").map(Header::number).orElse(OptionalLong.empty());   // may be there and empty [2.15]
    }

    /// The URI that was asked for, as far as the server can know (PEP 3333, "URL Reconstruction"): scheme, host, path, query.
    ///
    /// @return percent-encoded; from `HTTP_HOST`, which is the client's word, and without one from `SERVER_NAME`
    default String requestUri() {
        return requestUri(true);
    }

    /// As [#requestUri()], perhaps without the query.
    ///
    /// @param includeQuery whether `QUERY_STRING` belongs to it
    /// @return percent-encoded
    default String requestUri(boolean includeQuery) {
        return Uris.request(this, includeQuery);
    }

    /// The URI under which the application is mounted: [#requestUri()] without `PATH_INFO` and query.
    ///
    /// @return percent-encoded; ends with a slash at the root, as it is the path `/` there
    default String applicationUri() {
        return Uris.application(this);
    }

    /// Moves the first segment of `PATH_INFO` to the end of `SCRIPT_NAME`, for an application that hands the request to
    /// another one mounted below. Empty segments and dots in between are dropped, and `..` takes a segment off
    /// `SCRIPT_NAME`.
    ///
    /// A `PATH_INFO` of `/` gives an empty name and leaves `SCRIPT_NAME` with a slash at its end: so `/x/` and `/x` remain
    /// two resources.
    ///
    /// @return the segment, which may be `..`; nothing when there is none left
    /// @throws Violation when `PATH_INFO` or `SCRIPT_NAME` does not begin with a slash
    default Optional<String> shiftPathInfo() {
        return Uris.shift(this);
    }

    /// @return [#HEADERS]
    default Headers headers() {
        return HEADERS.of(this);
    }

    /// @return [#INPUT]
    default Input input() {
        return INPUT.of(this);
    }

    /// @return [#ERRORS]
    default PrintWriter errors() {
        return ERRORS.of(this);
    }

    private String variable(String name) {
        return (String) getOrDefault(name, "");
    }
}

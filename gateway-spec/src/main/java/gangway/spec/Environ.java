package gangway.spec;

import module java.base;

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
    /// The other end of the connection.
    Key<Peer> PEER = new Key<>("gateway.peer", Peer.class);
    /// What the application put into the state when it was opened ([Application#open]): a shallow copy for each request.
    Key<State> STATE = new Key<>("gateway.state", State.class);

    /// A version of the gateway interface.
    ///
    /// @param major changes that break applications
    /// @param minor additions
    record Version(int major, int minor) {
        /// The one specified here.
        public static final Version CURRENT = new Version(1, 0);
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
        String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
        boolean unprefixed = variable.equals("CONTENT_TYPE") || variable.equals("CONTENT_LENGTH");   // PEP 3333 §environ
        return Optional.ofNullable((String) get(unprefixed ? variable : "HTTP_" + variable));
    }

    /// @return the media type of the request's body
    default Optional<String> contentType() {
        return header("Content-Type");
    }

    /// @return the length of the request's body in bytes; empty when there is no body, and when only its end will tell
    default OptionalLong contentLength() {
        return header("Content-Length").stream().mapToLong(Long::parseLong).findFirst();
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

package gangway.spec.handler;

import module java.base;

import gangway.spec.BadRequest;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Input;
import gangway.spec.Peer;
import gangway.spec.PercentEncoding;
import gangway.spec.Status;
import gangway.spec.Violation;

/// The environ of a CGI request (RFC 3875 §4.1): what the web server put into the variables of the process, in the form
/// that applications rely on.
final class CgiEnviron {

    /// Variables without which there is no request.
    private static final List<String> REQUIRED = List.of("REQUEST_METHOD", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL");

    /// Variables that mean the same empty and absent (RFC 3875 §4.1): here they are absent then [2.4] [2.14].
    private static final Set<String> ABSENT_IF_EMPTY = Set.of("AUTH_TYPE", "CONTENT_LENGTH", "CONTENT_TYPE",
        "PATH_TRANSLATED", "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_IDENT", "REMOTE_PORT", "REMOTE_USER", "REQUEST_URI");

    /// Beginning with `HTTP_` and no field, or one under its second name: HTTP_PROXY is how many programs are told of their
    /// proxy, and a client that sends `Proxy: …` must not be able to set it.
    private static final Set<String> NO_FIELDS = Set.of("HTTP_PROXY", "HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH");

    private CgiEnviron() {
    }

    /// @param variables of the process
    /// @return the names of those that a web server would have set
    static List<String> missing(Map<String, String> variables) {
        return REQUIRED.stream().filter(name -> variables.getOrDefault(name, "").isEmpty()).toList();
    }

    /// Makes the environ. Order and case of the header fields are lost in CGI, so `gateway.headers` has them sorted, in the
    /// usual case.
    ///
    /// @param variables of the process, none missing
    /// @param in        begins with the content
    /// @param errors    for the application
    /// @return complete
    /// @throws BadRequest when the client's part of it is malformed
    static Environ of(Map<String, String> variables, InputStream in, PrintWriter errors) throws BadRequest {
        Environ environ = Environ.create();
        variables.forEach((name, value) -> {
            boolean isField = name.startsWith("HTTP_");
            boolean isKey = name.indexOf('.') >= 0;            // a key's value is never a variable of the process [2.27]
            boolean isAbsent = value.isEmpty() && ABSENT_IF_EMPTY.contains(name);
            if (!isField && !isKey && !isAbsent) environ.put(name, value);
        });
        if (!Header.isToken(environ.method()))
            throw bad("the method " + Violation.quote(environ.method()) + " is no token (RFC 9110 §9.1)");
        Headers fields = fields(new TreeMap<>(variables));
        environ.putAll(Environ.variables(fields));
        Environ.HEADERS.put(environ, fields);
        putPath(environ);
        putTarget(environ);
        putPeers(environ);
        Environ.INPUT.put(environ, content(environ, in));
        putConstants(environ, errors);
        return environ;
    }

    private static Headers fields(SortedMap<String, String> variables) throws BadRequest {
        var fields = new ArrayList<Header>();
        for (var variable : variables.entrySet()) {
            String name = variable.getKey(), value = variable.getValue();
            boolean isContent = Set.of("CONTENT_LENGTH", "CONTENT_TYPE").contains(name) && !value.isEmpty();
            boolean isOther = name.startsWith("HTTP_") && !NO_FIELDS.contains(name);
            if (isContent) fields.add(field(name, value));
            else if (isOther) fields.add(field(name.substring("HTTP_".length()), value));
        }
        return new Headers(List.copyOf(fields));
    }

    private static Header field(String variable, String value) throws BadRequest {
        String name = Stream.of(variable.split("_", -1)).map(CgiEnviron::capitalized).collect(Collectors.joining("-"));
        try {
            return new Header(name, value);
        } catch (Violation malformed) {
            throw bad(malformed.what() + " (RFC 9110 §5.5)");
        }
    }

    private static String capitalized(String word) {
        return word.isEmpty() ? word : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    /// Some servers end SCRIPT_NAME with the slash that PATH_INFO should begin with.
    private static void putPath(Environ environ) {
        String script = environ.scriptName(), path = (String) environ.getOrDefault("PATH_INFO", "");
        boolean slash = script.endsWith("/");
        if (slash) script = script.substring(0, script.length() - 1);                                    // [2.7]
        boolean relative = !path.startsWith("/") && (slash || script.isEmpty() || !path.isEmpty());
        environ.put("SCRIPT_NAME", script);
        environ.put("PATH_INFO", relative ? "/" + path : path);                                          // [2.8] [2.9]
        environ.putIfAbsent("QUERY_STRING", "");                                                         // [2.3]
    }

    /// The target as received is no part of CGI, but most servers tell it. One that has rewritten the path tells another
    /// than the one that the application is to answer, and then it is of no use as [Environ#RAW_PATH] [2.12].
    private static void putTarget(Environ environ) {
        String target = (String) environ.getOrDefault("REQUEST_URI", "");
        int authority = target.startsWith("/") ? -1 : target.indexOf("://");
        int begin = authority < 0 ? 0 : target.indexOf('/', authority + 3);
        if (begin < 0 || !target.startsWith("/", begin)) return;
        int mark = target.indexOf('?', begin);
        String path = target.substring(begin, mark < 0 ? target.length() : mark);
        if (!PercentEncoding.decode(path).endsWith((String) environ.get("PATH_INFO"))) return;
        Environ.RAW_PATH.put(environ, path);
        if (mark >= 0) Environ.RAW_QUERY.put(environ, target.substring(mark + 1));
    }

    private static void putPeers(Environ environ) {
        String host = (String) environ.get("SERVER_NAME");
        if (host.indexOf(':') >= 0 && !host.startsWith("[")) environ.put("SERVER_NAME", "[" + host + "]");   // [2.16]
        OptionalLong port = Header.number((String) environ.getOrDefault("REMOTE_PORT", ""));
        if (port.orElse(65_536) < 65_536 && environ.get("REMOTE_ADDR") instanceof String address)
            Environ.PEER.put(environ, new Peer(address, (int) port.getAsLong()));
    }

    /// `CONTENT_LENGTH = "" | 1*digit` (RFC 3875 §4.1.2); the stream itself need not end behind the content (§4.2).
    private static Input content(Environ environ, InputStream in) throws BadRequest {
        String length = (String) environ.getOrDefault("CONTENT_LENGTH", "0");
        long bytes = Header.number(length).orElseThrow(() ->
            bad("CONTENT_LENGTH " + Violation.quote(length) + " is no decimal number (RFC 3875 §4.1.2)"));
        return Input.of(new FixedLength(in, bytes));
    }

    /// A process that lives for one call, beside others like it [2.31].
    private static void putConstants(Environ environ, PrintWriter errors) {
        Environ.VERSION.put(environ, Environ.Version.CURRENT);
        Environ.URL_SCHEME.put(environ, Environ.guessScheme(environ));
        Environ.ERRORS.put(environ, errors);
        Environ.MULTITHREAD.put(environ, false);
        Environ.MULTIPROCESS.put(environ, true);
        Environ.RUN_ONCE.put(environ, true);
    }

    private static BadRequest bad(String what) {
        return new BadRequest(Status.BAD_REQUEST, what);
    }
}

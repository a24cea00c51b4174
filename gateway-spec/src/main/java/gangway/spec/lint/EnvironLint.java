package gangway.spec.lint;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Key;
import gangway.spec.PercentEncoding;
import gangway.spec.Violation;
import gangway.spec.rule.EnvironRule;

/// What a server tells of a request, variable by variable. What cannot be judged, because it is absent or bad for another
/// reason, is left out.
///
/// @param environ of the request, before anybody changed it
/// @param call    that it begins
record EnvironLint(Environ environ, Call call) {

    private static final String PROBE = "gateway.x.lint";
    private static final List<String> REQUIRED = Stream.concat(
        Stream.of("REQUEST_METHOD", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL"),
        Stream.of(Environ.VERSION, Environ.URL_SCHEME, Environ.INPUT, Environ.ERRORS, Environ.MULTITHREAD,
            Environ.MULTIPROCESS, Environ.RUN_ONCE).map(Key::name)).toList();
    private static final List<String> SECRETS = List.of("HTTP_AUTHORIZATION", "HTTP_PROXY_AUTHORIZATION", "HTTP_COOKIE");

    static void check(Environ environ, Call call) {
        var lint = new EnvironLint(environ, call);
        lint.dictionary();
        lint.keys();
        lint.path();
        lint.content();
        lint.server();
        lint.secrets();
        if (environ.get(Environ.HEADERS.name()) instanceof Headers headers) FieldLint.check(environ, headers, call);
    }

    private void dictionary() {
        try {
            environ.put(PROBE, PROBE);
            environ.remove(PROBE);
        } catch (RuntimeException refused) {                                                             // [2.1]
            report(EnvironRule.DICTIONARY, "it cannot be changed", "give each call a map of its own: Environ.create()");
        }
        for (String name : REQUIRED)
            if (!environ.containsKey(name))                                                              // [2.3]
                report(EnvironRule.REQUIRED, name + " is missing", "set it for each call");
    }

    private void keys() {
        for (Map.Entry<String, Object> entry : List.copyOf(environ.entrySet())) {
            String name = Violation.quote(entry.getKey());
            switch (entry.getValue()) {
                case null -> report(EnvironRule.NO_NULL, name + " is null", "leave out what is absent"); // [2.4]
                case Object value when entry.getKey().indexOf('.') >= 0 -> key(entry.getKey(), name, value);
                case String text when isBytes(text) -> { }
                case String _ -> report(EnvironRule.STRINGS, name + " has a character above U+00FF",     // [2.5]
                    "read the bytes as ISO-8859-1: a character is a byte");
                case Object value -> report(EnvironRule.STRINGS, name + " is a " + value.getClass().getName(),
                    "make it a string, or give its name a prefix and a dot");
            }
        }
    }

    private void key(String key, String name, Object value) {
        Optional<Key<?>> known = Environ.KEYS.stream().filter(ours -> ours.name().equals(key)).findFirst();
        if (known.isPresent() && !known.get().type().isInstance(value))                                  // [2.25]
            report(EnvironRule.KEY_TYPE, key + " is a " + value.getClass().getName(),
                "put a " + known.get().type().getName() + " there");
        else if (known.isEmpty() && !isKey(key))                                                         // [2.26]
            report(EnvironRule.KEY_NAME, "key " + name,
                "use lower-case letters, digits and underscores behind a prefix of your own and a dot: acme.user");
        else if (known.isEmpty() && key.startsWith("gateway.") && !key.startsWith("gateway.x."))         // [2.27]
            report(EnvironRule.RESERVED, "key " + name + " is not in the specification",
                "use a prefix of your own, or gateway.x.");
    }

    private void path() {
        String method = text("REQUEST_METHOD").orElse(""), target = text("REQUEST_URI").orElse("");
        boolean isPathless = method.equals("CONNECT") || method.equals("OPTIONS") && target.equals("*");
        form(EnvironRule.METHOD, "REQUEST_METHOD", Header::isToken, "give the method as sent");          // [2.6]
        form(EnvironRule.SCRIPT_NAME, "SCRIPT_NAME", name -> name.isEmpty() || name.startsWith("/") && name.length() > 1,
            "write /app, or nothing for the root");                                                      // [2.7]
        form(EnvironRule.PATH_INFO, "PATH_INFO", path -> path.isEmpty() || path.startsWith("/") || isPathless,
            "begin it with the slash that the client sent");                                             // [2.8]
        boolean hasPath = Stream.of("SCRIPT_NAME", "PATH_INFO")
            .anyMatch(name -> environ.containsKey(name) && !"".equals(environ.get(name)));
        if (!hasPath && !isPathless)                                                                     // [2.9]
            report(EnvironRule.PATH, "SCRIPT_NAME and PATH_INFO are both empty", "give a request without a path /");
        form(EnvironRule.TARGET, "REQUEST_URI", uri -> isTarget(uri, method),
            "give the request target as received");                                                      // [2.11]
        if (environ.get(Environ.RAW_PATH.name()) instanceof String raw) rawPath(raw);
    }

    /// A middleware may have moved the beginning of the path to `SCRIPT_NAME`, so only its end is compared.
    private void rawPath(String raw) {
        String decoded = PercentEncoding.decode(raw), path = text("PATH_INFO").orElse("");
        if (!decoded.endsWith(path) && !(raw.isEmpty() && path.equals("/")))                             // [2.12]
            report(EnvironRule.RAW_PATH, "gateway.raw_path " + Violation.quote(raw) + " does not end with PATH_INFO "
                + Violation.quote(path), "give the path as received, still percent-encoded");
    }

    private void content() {
        form(EnvironRule.CONTENT_LENGTH, "CONTENT_LENGTH", length -> length.isEmpty() || isNumber(length),
            "refuse what is not decimal digits");                                                        // [2.15]
        for (String name : List.of("CONTENT_TYPE", "CONTENT_LENGTH"))
            if (environ.containsKey("HTTP_" + name))                                                     // [2.13]
                report(EnvironRule.CONTENT_NAMES, "there is HTTP_" + name, "name it " + name);
        for (String key : List.copyOf(environ.keySet()))
            if (key.startsWith("HTTP_") && Header.isHopByHop(FieldLint.field(key)))                      // [2.23]
                report(EnvironRule.HOP_BY_HOP, "there is " + key, "leave it out: the server has acted on it");
    }

    private void server() {
        form(EnvironRule.SERVER_NAME, "SERVER_NAME", Host::isHost,
            "give a name, an IPv4 address, or an IPv6 address in brackets");                             // [2.16]
        form(EnvironRule.SERVER_PORT, "SERVER_PORT", EnvironLint::isNumber, "write it in digits");       // [2.17]
        form(EnvironRule.PROTOCOL, "SERVER_PROTOCOL", version -> version.matches("HTTP/[0-9](\\.[0-9])?"),
            "give the version of the request: HTTP/1.1");                                                // [2.18]
        form(EnvironRule.HOST, "HTTP_HOST", host -> host.isEmpty() || Host.isHostAndPort(host),
            "refuse a request whose Host is not a host, with a port or without");                        // [2.19]
        form(EnvironRule.SCHEME, "gateway.url_scheme", Set.of("http", "https")::contains, "say http or https"); // [2.24]
    }

    /// A credential that stands in another variable too, as a short one may, proves nothing.
    private void secrets() {
        for (String name : SECRETS) {
            String secret = text(name).orElse("");
            boolean isElsewhere = environ.entrySet().stream().anyMatch(entry -> !SECRETS.contains(entry.getKey())
                && entry.getValue() instanceof String other && other.contains(secret));
            if (!secret.isEmpty() && !isElsewhere && environ.toString().contains(secret))                // [2.33]
                report(EnvironRule.SECRETS, "its toString shows the value of " + name,
                    "make it with Environ.create(), or show values with Environ.shown");
        }
    }

    /// Judges the form of a variable, if it is there and a string of bytes.
    private void form(EnvironRule rule, String name, Predicate<String> isGood, String fix) {
        text(name).filter(isGood.negate()).ifPresent(value -> report(rule, name + " is " + Violation.quote(value), fix));
    }

    private Optional<String> text(String name) {
        return environ.get(name) instanceof String text && isBytes(text) ? Optional.of(text) : Optional.empty();
    }

    private void report(EnvironRule rule, String what, String fix) {
        call.report(rule, "environ", what, fix);
    }

    private static boolean isBytes(String text) {
        return text.chars().allMatch(c -> c <= 0xFF);
    }

    /// `1*DIGIT`
    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isKey(String name) {
        try {
            return !new Key<>(name, Object.class).name().isEmpty();
        } catch (Violation malformed) {
            return false;
        }
    }

    /// `origin-form / absolute-form / authority-form / asterisk-form` (RFC 9112 §3.2), as far as the first characters tell.
    private static boolean isTarget(String target, String method) {
        boolean hasForm = target.equals("*") ? method.equals("OPTIONS")
            : target.startsWith("/") || method.equals("CONNECT") || FieldLint.isAbsolute(target);
        return hasForm && target.chars().noneMatch(c -> c <= ' ' || c == '#' || c == 0x7F);
    }
}

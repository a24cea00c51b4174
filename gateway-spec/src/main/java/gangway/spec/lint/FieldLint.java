package gangway.spec.lint;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Violation;
import gangway.spec.rule.EnvironRule;

/// The variables of header fields against the fields that were received. Told apart is why one differs.
final class FieldLint {

    private static final Set<String> CONTENT = Set.of("CONTENT_TYPE", "CONTENT_LENGTH");

    private FieldLint() {
    }

    static void check(Environ environ, Headers headers, Call call) {
        Map<String, String> wanted = Environ.variables(headers);
        var names = new TreeSet<>(wanted.keySet());
        environ.keySet().stream().filter(name -> name.startsWith("HTTP_") || CONTENT.contains(name)).forEach(names::add);
        for (String name : names) {
            boolean isString = !environ.containsKey(name) || environ.get(name) instanceof String;
            var is = Optional.ofNullable(environ.get(name)).map(String::valueOf);
            var should = Optional.ofNullable(wanted.get(name));
            if (isString && !is.equals(should) && !isExcused(name, is, environ)) report(name, is, should, headers, call);
        }
    }

    /// A variable that differs with good reason, or is told of under another rule.
    private static boolean isExcused(String name, Optional<String> value, Environ environ) {
        boolean isAbsolute = environ.get("REQUEST_URI") instanceof String target && isAbsolute(target);
        return name.equals("HTTP_HOST") && isAbsolute                                                    // RFC 9112 §3.2.2
            || CONTENT.contains(name) && value.equals(Optional.of(""))                                   // as CGI has it
            || name.startsWith("HTTP_") && (CONTENT.contains(name.substring(5)) || Header.isHopByHop(field(name)));
    }

    private static void report(String name, Optional<String> is, Optional<String> should, Headers headers, Call call) {
        EnvironRule rule = rule(name, is.isPresent(), headers);
        String what = "%s is %s, where the fields received say %s".formatted(name, shown(name, is), shown(name, should));
        call.report(rule, "environ", what, switch (rule) {
            case UNDERSCORES -> "drop fields with an underscore in their name";
            case CONTENT_MIRROR -> "set it just if the client sent the field";
            case JOINED -> "join the values by \", \", those of Cookie by \"; \"";
            default -> "set it just if the client sent the field, to its value";
        });
    }

    private static EnvironRule rule(String name, boolean isThere, Headers headers) {
        String field = field(name);
        boolean hasTwin = Stream.of(headers.list()).flatMap(List::stream).map(Header::name)
            .anyMatch(sent -> sent.indexOf('_') >= 0 && sent.replace('_', '-').equalsIgnoreCase(field));
        if (isThere && hasTwin) return EnvironRule.UNDERSCORES;                                          // [2.22]
        if (CONTENT.contains(name)) return EnvironRule.CONTENT_MIRROR;                                   // [2.14]
        return isThere && headers.all(field).size() > 1 ? EnvironRule.JOINED : EnvironRule.FIELDS;       // [2.21] [2.20]
    }

    private static String shown(String name, Optional<String> value) {
        return value.map(text -> Violation.quote(Environ.shown(name, text))).orElse("absent");
    }

    /// @param variable such as `HTTP_ACCEPT`
    /// @return the name of its field
    static String field(String variable) {
        return (variable.startsWith("HTTP_") ? variable.substring(5) : variable).replace('_', '-');
    }

    /// @return whether a target is `absolute-URI = scheme ":" …` (RFC 3986 §4.3)
    static boolean isAbsolute(String target) {
        int colon = target.indexOf(':');
        return colon > 0 && target.charAt(0) >= 'A' && target.substring(0, colon).chars()
            .allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "+-.".indexOf(c) >= 0);
    }
}

package gangway.spec;

import module java.base;

/// Header fields as CGI variables (RFC 3875 §4.1.18, as PEP 3333 has them): what [Environ#variables] gives.
final class Variables {

    /// Fields that become no variable, beside those about the connection [2.23]: Proxy, since many a program takes
    /// `HTTP_PROXY` for its configuration.
    private static final String CONFIGURATION = "PROXY";

    private Variables() {
    }

    static Map<String, String> of(Headers headers) {
        var variables = new LinkedHashMap<String, String>();
        for (Header field : headers) {
            String name = field.name().toUpperCase(Locale.ROOT);
            if (name.indexOf('_') >= 0 || name.equals(CONFIGURATION) || Header.isHopByHop(name)) continue;   // [2.22] [2.23]
            String separator = name.equals("COOKIE") ? "; " : ", ";                                      // [2.21]
            variables.merge(variable(name), field.value(), (before, value) -> before + separator + value);
        }
        return variables;
    }

    /// @param name of a field
    /// @return of its variable
    static String variable(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
        boolean unprefixed = variable.equals("CONTENT_TYPE") || variable.equals("CONTENT_LENGTH");       // [2.13]
        return unprefixed ? variable : "HTTP_" + variable;
    }
}

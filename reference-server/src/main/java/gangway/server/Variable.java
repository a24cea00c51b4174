package gangway.server;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Something that whoever runs a server tells its application, in the environ of each request: PEP 3333's way to configure
/// one without code [2.29].
///
/// @param name  letters, digits and underscores; not a name under which an environ tells of a request
/// @param value any text
public record Variable(String name, String value) {

    /// What RFC 3875 §4.1 and PEP 3333 say of a request, and the names that servers have added to it.
    private static final Set<String> OF_THE_REQUEST = Set.of("AUTH_TYPE", "CONTENT_LENGTH", "CONTENT_TYPE",
        "GATEWAY_INTERFACE", "HTTPS", "PATH_INFO", "PATH_TRANSLATED", "QUERY_STRING", "REMOTE_ADDR", "REMOTE_HOST",
        "REMOTE_IDENT", "REMOTE_PORT", "REMOTE_USER", "REQUEST_METHOD", "REQUEST_SCHEME", "REQUEST_URI", "SCRIPT_NAME",
        "SERVER_ADDR", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SERVER_SOFTWARE");

    /// @throws IllegalArgumentException for a name that is taken, or is none; its message is the end of a sentence
    public Variable {
        if (name.equals("SCRIPT_NAME")) throw new IllegalArgumentException("cannot set it: write --root-path " + value);
        if (OF_THE_REQUEST.contains(name) || name.startsWith("HTTP_"))
            throw new IllegalArgumentException("would hide what the request says under that name: choose another one");
        if (name.startsWith("gateway."))
            throw new IllegalArgumentException("cannot set what the gateway interface names: choose another name");
        if (!isName(name))
            throw new IllegalArgumentException("needs NAME=VALUE, with a name of letters, digits and underscores");
    }

    /// Reads `NAME=VALUE`.
    ///
    /// @param text as written
    /// @return the variable; its value may be empty
    /// @throws IllegalArgumentException when it has another form, or the name may not be
    public static Variable parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? new Variable("", text) : new Variable(text.substring(0, equals), text.substring(equals + 1));
    }

    /// @return the value as an environ holds it: its bytes in UTF-8, a character for each [2.5]
    String bytes() {
        return new String(value.getBytes(UTF_8), ISO_8859_1);
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && !(name.charAt(0) >= '0' && name.charAt(0) <= '9') && name.chars()
            .allMatch(c -> c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }
}

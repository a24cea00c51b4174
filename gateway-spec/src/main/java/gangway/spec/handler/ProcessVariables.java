package gangway.spec.handler;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// The environment of this process byte for byte: wsgiref's `read_environ`. A character is a byte, as in an environ [2.5].
final class ProcessVariables {

    /// What Linux gave this process when it began: `NAME=VALUE`, each with a NUL behind it.
    private static final Path EXACT = Path.of("/proc/self/environ");

    private ProcessVariables() {
    }

    /// Reads them. Java has decoded what [System#getenv] gives, and what was not text in the native encoding is lost there;
    /// so that is asked only where the system has nothing better.
    ///
    /// @return by name
    static Map<String, String> read() {
        try {
            return parse(Files.readAllBytes(EXACT));
        } catch (IOException notLinux) {
            return encoded(System.getenv(), Charset.forName(System.getProperty("native.encoding")));
        }
    }

    /// @param block of `NAME=VALUE` and NUL; what has no name is left out, and of two of one name the second
    /// @return by name
    static Map<String, String> parse(byte[] block) {
        var variables = new LinkedHashMap<String, String>();
        for (String entry : new String(block, ISO_8859_1).split("\0")) {
            int equals = entry.indexOf('=');
            if (equals > 0) variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return variables;
    }

    /// @param decoded  text
    /// @param encoding that it was decoded from
    /// @return the bytes again
    static Map<String, String> encoded(Map<String, String> decoded, Charset encoding) {
        var variables = new LinkedHashMap<String, String>();
        decoded.forEach((name, value) -> variables.put(bytes(name, encoding), bytes(value, encoding)));
        return variables;
    }

    private static String bytes(String text, Charset encoding) {
        return new String(text.getBytes(encoding), ISO_8859_1);
    }
}

package gangway.spec;

/// One side of the gateway contract broke it. The message says what was wrong, which rule that breaks, and how to fix it.
///
/// Thrown to the side that can be told while it still runs: an application gets it out of `start` or `write`.
public class Violation extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param what what was wrong, with the offending text through [#quote]
    /// @param rule the paragraph that it breaks
    /// @param fix  what to do instead
    public Violation(String what, String rule, String fix) {
        super("%s (%s): %s".formatted(what, rule, fix));
    }

    /// Makes text fit for an error message: in quotes, what cannot be printed escaped, cut at 60 characters.
    ///
    /// @param text anything, hostile input included
    /// @return one line of printable ASCII
    public static String quote(CharSequence text) {
        var quoted = new StringBuilder("\"");
        text.chars().limit(60).forEach(c -> {
            if (c == '"' || c == '\\') quoted.append('\\').append((char) c);
            else if (c >= ' ' && c < 0x7F) quoted.append((char) c);
            else quoted.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
        });
        return quoted.append(text.length() > 60 ? "…\"" : "\"").toString();
    }
}

package gangway.spec;

import gangway.spec.rule.Rule;

/// One side of the gateway contract broke it. The message says what was wrong, which rule that breaks, and how to fix it.
///
/// Thrown to the side that can be told while it still runs: an application gets it out of `start` or `write`. Also the
/// value in which [gangway.spec.lint.Lint] reports.
public class Violation extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Rule rule;                         // exceptions are Serializable; nobody sends this one anywhere
    private final String what, fix;

    /// @param rule that was broken
    /// @param what was wrong and where, with the offending text through [#quote]
    /// @param fix  what to do instead
    public Violation(Rule rule, String what, String fix) {
        super("%s (%s): %s".formatted(what, rule.citation(), fix));
        this.rule = rule;
        this.what = what;
        this.fix = fix;
    }

    /// @return the rule that was broken
    public Rule rule() {
        return rule;
    }

    /// @return what was wrong, and where
    public String what() {
        return what;
    }

    /// @return what to do instead
    public String fix() {
        return fix;
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

package gangway.spec.rule;

import module java.base;

/// One promise between server and application, numbered: what `SPEC.md` tabulates, [gangway.spec.Violation] names, Lint
/// reports and tests verify.
///
/// The contract has nine parts, an enum each. The number of a rule is its part and its place there (`4.13`); a number is
/// never used again for another rule. Code that obeys or enforces a rule cites it as `[4.13]`.
public sealed interface Rule permits CallRule, EnvironRule, InputRule, StartRule, ContentRule, BodyRule, MiddlewareRule,
    HttpRule, ExtensionRule {

    /// How strongly a rule binds: RFC 2119's words.
    enum Level {
        /// Whoever does otherwise is wrong.
        MUST,
        /// Whoever does otherwise needs a reason.
        SHOULD,
        /// Allowed; the other side has to cope with it.
        MAY
    }

    /// Whom a rule binds.
    enum Party {
        /// Calls applications.
        SERVER,
        /// Is called.
        APPLICATION,
        /// Is called and calls: bound by the rules of both, and by some of its own.
        MIDDLEWARE
    }

    /// What keeps a rule.
    enum Kept {
        /// A Java type: code that breaks the rule does not compile, or throws where the illegal value is made.
        BY_TYPE,
        /// [gangway.spec.lint.Lint], which reports a breach while the application runs.
        BY_LINT,
        /// Tests of each server; from between server and application a breach cannot be seen.
        BY_TEST
    }

    /// All that is written of a rule.
    ///
    /// @param id       part and place: `4.13`
    /// @param level    how strongly it binds
    /// @param bound    whom
    /// @param kept     by what
    /// @param sentence the rule, with its level's word in it
    /// @param intent   why there is such a rule
    /// @param source   the paragraphs that it comes from
    /// @param items    of the checklist behind this contract: 1 to 70 follow PEP 3333, "open" is what that leaves open;
    ///                 V, L, W are the checks of wsgiref.validate, Rack::Lint and Werkzeug's lint in their order, G ours
    record Text(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source,
                List<String> items) {

        Text(String id, Level level, Party bound, Kept kept, String sentence, String intent, String source, String items) {
            this(id, level, bound, kept, sentence, intent, source, List.of(items.split(" ")));
        }
    }

    /// @return everything
    Text text();

    /// @return the constant's name
    String name();

    /// @return `4.13`
    default String id() {
        return text().id();
    }

    /// The rule and where it comes from, for the brackets of an error message.
    ///
    /// @return `rule 4.9; PEP 3333 §Other HTTP Features`, without a source if that is this specification
    default String citation() {
        return "rule " + id() + (text().source().equals("ours") ? "" : "; " + text().source());
    }

    /// All rules.
    ///
    /// @return part by part, in order
    static List<Rule> all() {
        return Stream.<Rule[]>of(CallRule.values(), EnvironRule.values(), InputRule.values(), StartRule.values(),
            ContentRule.values(), BodyRule.values(), MiddlewareRule.values(), HttpRule.values(), ExtensionRule.values())
            .flatMap(Stream::of).toList();
    }
}

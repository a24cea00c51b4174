package gangway.spec.lint;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Violation;
import gangway.spec.rule.Rule;

/// Which request a breach belongs to, as its message says it.
///
/// @param method of the request, as its environ has it
/// @param path   of the request, as its environ has it
record Place(String method, String path) {

    /// Reads an environ that may be bad itself.
    static Place of(Environ environ) {
        return new Place(text(environ, "REQUEST_METHOD"), text(environ, "SCRIPT_NAME") + text(environ, "PATH_INFO"));
    }

    private static String text(Environ environ, String name) {
        return environ.get(name) instanceof String text ? text : "";
    }

    Violation violation(Rule rule, String where, String what, String fix) {
        String quoted = Violation.quote(method + " " + path);
        return new Violation(rule, quoted.substring(1, quoted.length() - 1) + ", " + where + ": " + what, fix);
    }
}

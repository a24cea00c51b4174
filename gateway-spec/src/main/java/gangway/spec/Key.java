package gangway.spec;

import module java.base;

import gangway.spec.rule.EnvironRule;

/// A typed name in an environ.
///
/// PEP 3333 asks that an extension be reached by a function of the environ, so that it cannot go past middleware that
/// changed or removed it ("Server Extension APIs"). Such a function is what a key is:
///
/// ```java
/// Environ.PEER.in(environ).ifPresent(peer -> …);
/// ```
///
/// @param name lower case, with a prefix of its owner and dots: `gateway.` belongs to this specification
/// @param type of the values; not generic, so that it can be checked
/// @param <T> the same
public record Key<T>(String name, Class<T> type) {

    /// @throws Violation when the name is not of that form
    public Key {
        if (!name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)+"))
            throw new Violation(EnvironRule.KEY_NAME, "environ key " + Violation.quote(name),
                "use lower-case letters, digits and underscores behind a prefix of your own and a dot, as in \"acme.user\"");
    }

    /// The value in an environ. A feature that a server does not have is a key that is not there.
    ///
    /// @param environ where to look
    /// @return the value, if there is one
    /// @throws Violation when something put a value of another type there
    public Optional<T> in(Map<String, Object> environ) {
        Object value = environ.get(name);
        if (value != null && !type.isInstance(value))
            throw new Violation(EnvironRule.KEY_TYPE, name + " is a " + value.getClass().getName(),
                "put a " + type.getName() + " there");
        return Optional.ofNullable(type.cast(value));
    }

    /// The value of a key that every server provides.
    ///
    /// @param environ where to look
    /// @return the value
    /// @throws Violation when it is not there, or of another type
    public T of(Map<String, Object> environ) {
        return in(environ).orElseThrow(() -> new Violation(EnvironRule.REQUIRED, "the environ has no " + name,
            "whoever made this environ must set it"));
    }

    /// Sets the value.
    ///
    /// @param environ where to put it
    /// @param value   the value
    public void put(Map<String, Object> environ, T value) {
        environ.put(name, Objects.requireNonNull(value, name));
    }
}

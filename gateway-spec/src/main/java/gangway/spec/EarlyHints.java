package gangway.spec;

import module java.base;

import gangway.spec.rule.ExtensionRule;

/// Sends header fields ahead of the response, as a 103 (RFC 8297): what the client will need, while the application still
/// works.
///
/// ```java
/// Environ.EARLY_HINTS.in(environ).ifPresent(hints -> hints.send("Link", "</style.css>; rel=preload; as=style"));
/// ```
///
/// Each call is one 103, sent at once. Behind the head of the response calls do nothing. Belongs to the thread of the call.
public final class EarlyHints {

    private final Sender sender;

    /// Where they go: the server's side.
    @FunctionalInterface
    public interface Sender {
        /// Sends a 103, unless the head of the response is sent already.
        ///
        /// @param fields neither about the connection nor about content
        /// @throws ClientDisconnected when the client is gone
        void send(List<Header> fields) throws ClientDisconnected;
    }

    /// @param sender of the server
    public EarlyHints(Sender sender) {
        this.sender = sender;
    }

    /// Sends one 103.
    ///
    /// @param namesAndValues name, value, name, value…
    /// @throws Violation for a field that is malformed, about the connection, or about content
    /// @throws UncheckedIOException with a [ClientDisconnected] when the client is gone
    public void send(String... namesAndValues) {
        List<Header> fields = Headers.of(namesAndValues).list();
        for (Header field : fields)
            if (Header.isHopByHop(field.name()) || field.name().regionMatches(true, 0, "Content-", 0, 8))   // [9.6]
                throw new Violation(ExtensionRule.HINT_FIELDS, "early hint " + field.name(),
                    "send it with the response; a 103 has neither content nor a connection of its own");
        try {
            sender.send(fields);
        } catch (ClientDisconnected gone) {
            throw new UncheckedIOException(gone);
        }
    }
}

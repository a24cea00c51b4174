package gangway.spec;

import module java.base;

import gangway.spec.rule.ExtensionRule;

/// Fields behind the content (RFC 9110 §6.5): those that the client sent, and those that the application adds.
///
/// ```java
/// var digest = MessageDigest.getInstance("SHA-256");
/// Environ.TRAILERS.of(environ).add("X-Checksum", () -> HexFormat.of().formatHex(digest.digest()));
/// ```
///
/// Those of the request are kept apart from its head and never become variables [9.9]. Those of the response are sent if the
/// client takes trailers and the application does not announce a Content-Length, else dropped. Belongs to the thread of the
/// call.
public final class Trailers {

    /// Fields that must be known before the content, by whoever reads it: for framing, routing, request modifiers,
    /// authentication, response control and the form of the content (RFC 9110 §6.5.1).
    private static final Set<String> TOO_LATE = Set.of("age", "authorization", "cache-control", "content-encoding",
        "content-length", "content-range", "content-type", "cookie", "date", "expect", "expires", "host", "if-match",
        "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "location", "max-forwards", "pragma", "range",
        "retry-after", "set-cookie", "vary", "www-authenticate");

    private final Supplier<Headers> received;
    private final boolean accepted;
    private final SequencedMap<String, Supplier<String>> added = new LinkedHashMap<>();
    private boolean sealed;

    /// @param received gives the trailers of the request, as far as they have come
    /// @param accepted whether the client said `TE: trailers` (RFC 9110 §10.1.4)
    public Trailers(Supplier<Headers> received, boolean accepted) {
        this.received = received;
        this.accepted = accepted;
    }

    /// @return the trailers of the request; empty before the input has ended, and when there are none
    public Headers received() {
        return received.get();
    }

    /// @return whether the client takes trailers; if not, what is added here is dropped
    public boolean accepted() {
        return accepted;
    }

    /// Adds a trailer to the response.
    ///
    /// @param name  a field that does not have to be known earlier
    /// @param value asked for once, behind the last block
    /// @throws Violation for a name that is no token, or of a field that comes too late here
    /// @throws IllegalStateException when the head of the response, which announces it, is sent already
    public void add(String name, Supplier<String> value) {
        if (sealed)
            throw new IllegalStateException("trailer " + Violation.quote(name)
                + " comes behind the head, which announces it: add it before the first block");
        if (isTooLate(new Header(name, "").name()))            // [9.8]
            throw new Violation(ExtensionRule.TRAILER_FIELDS, "trailer " + name, "pass it to start, before the content");
        added.put(name, value);
    }

    /// Whether a field must not come behind the content, in a request or in a response.
    ///
    /// @param name of a field
    /// @return true for those that frame, route, authenticate, modify or describe the message
    public static boolean isTooLate(String name) {
        return Header.isHopByHop(name) || TOO_LATE.contains(name.toLowerCase(Locale.ROOT));
    }

    /// For the server: no more can be added.
    ///
    /// @return the names of those that were, if the client takes them
    public List<String> seal() {
        sealed = true;
        return accepted ? List.copyOf(added.keySet()) : List.of();
    }

    /// For the server, behind the last block.
    ///
    /// @return what [#seal] named, with the values
    /// @throws Violation when a value is malformed
    public List<Header> fields() {
        return seal().stream().map(name -> new Header(name, added.get(name).get())).toList();
    }
}

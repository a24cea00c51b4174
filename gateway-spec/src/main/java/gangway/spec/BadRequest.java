package gangway.spec;

import module java.base;

/// The client sent something that cannot be served; the exception knows the status of the answer.
///
/// A server meets most of these before it calls the application. One that turns up while the application reads its
/// [Input] (a malformed chunk, a body over the limit) is thrown from there; an application that does not care lets it
/// pass, and the client gets the status.
public class BadRequest extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Status status;                     // exceptions are Serializable; nobody sends this one anywhere
    private final transient List<Header> fields;

    /// @param status  of the answer: 4xx, 501, 503 or 505
    /// @param message what is wrong, which rule says so, how to fix it; sent to the client
    public BadRequest(Status status, String message) {
        this(status, message, List.of());
    }

    /// @param status  of the answer: 4xx, 501, 503 or 505
    /// @param message what is wrong, which rule says so, how to fix it; sent to the client
    /// @param fields  that the status asks for: Retry-After, Allow, Content-Range…
    public BadRequest(Status status, String message, List<Header> fields) {
        super(message);
        this.status = status;
        this.fields = List.copyOf(fields);
    }

    /// @return the status to answer with
    public Status status() {
        return status;
    }

    /// @return header fields of the answer, beside those of its content
    public List<Header> fields() {
        return fields;
    }
}

package gangway.spec;

import module java.base;

/// The client went away: in the middle of its request body, or before it took the whole response.
///
/// A truncated upload is always this error, never a clean end of [Input]. An application need not catch it.
public final class ClientDisconnected extends EOFException {
    private static final long serialVersionUID = 1;

    /// @param message where the client left
    public ClientDisconnected(String message) {
        super(message);
    }

    /// @param message where the client left
    /// @param cause   what the operating system said
    public ClientDisconnected(String message, IOException cause) {
        super(message);
        initCause(cause);
    }
}

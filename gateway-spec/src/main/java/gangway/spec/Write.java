package gangway.spec;

import module java.base;

/// Sends a block of the body at once: PEP 3333's `write()` callable.
///
/// For applications that cannot return their output as an iterable. What is written goes out before the blocks of the
/// returned body. Valid from [StartResponse#start] until [Application#call] returns.
@FunctionalInterface
public interface Write {

    /// Hands one block to the operating system, with the head of the response in front of the first non-empty one.
    ///
    /// @param block the bytes; empty is allowed and sends nothing
    /// @throws ClientDisconnected when the client is gone
    /// @throws IOException when the bytes cannot be sent for another reason
    /// @throws Violation past the announced Content-Length, or after the call
    void write(byte[] block) throws IOException;
}

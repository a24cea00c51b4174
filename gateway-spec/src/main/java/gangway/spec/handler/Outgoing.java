package gangway.spec.handler;

import module java.base;

import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Header;
import gangway.spec.Status;

/// One response on its way out: what a [Handler] asks of a server. Calls come in the order `(head (block | file)* | upgrade)
/// end`, with `abort` possible at any point instead of what is left; no method is called after the last.
public interface Outgoing {

    /// The head of the response. It may wait for what comes next, so that both leave in one write.
    ///
    /// @param status  final, never 1xx
    /// @param headers end-to-end fields; with a Content-Length when the length is known, and Trailer before trailers
    /// @throws ClientDisconnected when the client is gone
    /// @throws IOException when it cannot be sent
    void head(Status status, List<Header> headers) throws IOException;

    /// A block of the body, at once; never empty, never past the Content-Length, and never called for a response that has
    /// no content.
    ///
    /// @param block handed to the operating system before this returns
    /// @throws ClientDisconnected when the client is gone
    /// @throws IOException when it cannot be sent
    void block(byte[] block) throws IOException;

    /// A part of a file, as blocks of the body: for servers whose operating system can send it by itself.
    ///
    /// @param part not empty, and like a block never past the Content-Length; not closed
    /// @throws ClientDisconnected when the client is gone
    /// @throws IOException when it cannot be sent, or the file is shorter than the part
    default void file(Body.File part) throws IOException {
        for (byte[] block : part) block(block);
    }

    /// The response is complete.
    ///
    /// @param trailers fields behind the content; empty unless the environ had [gangway.spec.Environ#TRAILERS], and the head
    ///                 a Trailer field that names them
    /// @throws ClientDisconnected when the client is gone
    /// @throws IOException when its last bytes cannot be sent
    void end(List<Header> trailers) throws IOException;

    /// The response will stay incomplete. The client must be able to tell, so the connection has to go.
    void abort();

    /// Answers 101: from here on the connection speaks another protocol, until `end` or `abort`.
    ///
    /// @param headers  end-to-end fields of the 101 response
    /// @param protocol one that the client offered
    /// @return the connection, from the first byte behind the request
    /// @throws gangway.spec.Violation when the client did not offer the protocol; nothing was sent yet
    /// @throws IOException when the response cannot be sent
    Tunnel upgrade(List<Header> headers, String protocol) throws IOException;

    /// A connection without HTTP.
    ///
    /// @param in  what the client sends
    /// @param out to the client, each write at once
    record Tunnel(InputStream in, OutputStream out) {
    }
}

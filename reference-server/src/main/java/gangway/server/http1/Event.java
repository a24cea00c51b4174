package gangway.server.http1;

import module java.base;

import gangway.spec.Headers;

/// What a client said: a request is `Request Data* EndOfMessage`, a connection is requests until `Closed`.
public sealed interface Event {

    /// The head of a request is complete.
    ///
    /// @param line            method, target, version
    /// @param headers         its fields as received; cannot be changed
    /// @param framing         how its content ends
    /// @param expectsContinue whether the client waits for a 100 before it sends the content (RFC 9110 §10.1.1)
    record Request(RequestLine line, Headers headers, Framing framing, boolean expectsContinue) implements Event {
    }

    /// Some of the content.
    ///
    /// @param bytes at least one; a view that is valid until more is received
    record Data(ByteBuffer bytes) implements Event {
    }

    /// The request is complete.
    ///
    /// @param trailers fields that came behind the content, kept apart from the others (RFC 9110 §6.5.1)
    record EndOfMessage(Headers trailers) implements Event {
    }

    /// Nothing can be said before more bytes are received.
    record NeedData() implements Event {
    }

    /// The client has closed its side, between two requests.
    record Closed() implements Event {
    }
}

package gangway.spec.handler;

import module java.base;

import gangway.spec.Headers;
import gangway.spec.Status;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What a client got of one call, and what was reported of it: the result of [InMemory#call].
///
/// @param hints    the fields of each 103, in order
/// @param status   of the response; empty when the client left before there was one
/// @param headers  of the response
/// @param blocks   of its content, as they were sent one by one; behind a 101, what the conversation said
/// @param trailers behind the content
/// @param complete false when the response was broken off
/// @param reported failures of the application, the first one first
public record Exchange(List<Headers> hints, Optional<Status> status, Headers headers, List<byte[]> blocks, Headers trailers,
                       boolean complete, List<Throwable> reported) {

    /// @return the whole content
    public byte[] content() {
        var content = new ByteArrayOutputStream();
        blocks.forEach(content::writeBytes);
        return content.toByteArray();
    }

    /// @return the whole content, read as UTF-8
    public String text() {
        return new String(content(), UTF_8);
    }

    /// @return the three digits of the status; 0 without one
    public int code() {
        return status.map(Status::code).orElse(0);
    }
}

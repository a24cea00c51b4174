package gangway.spec.handler;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Status;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What a client gets when no application answers it: wsgiref's `error_output`.
@FunctionalInterface
public interface ErrorOutput {

    /// A line of plain text: the status, and the reason if it is the client's fault. Nothing of the application's [8.1].
    ErrorOutput PLAIN = (status, reason, _) ->
        Page.text(status, "text/plain; charset=utf-8", status + (reason.isEmpty() ? "" : ": " + reason) + "\n");

    /// Makes the answer. What it throws is reported, and [#PLAIN] takes its place.
    ///
    /// @param status  to answer with
    /// @param reason  what the client did wrong, a line; empty when the application failed
    /// @param environ of the request; empty when it could not be understood
    /// @return the whole answer
    Page page(Status status, String reason, Environ environ);

    /// A whole response.
    ///
    /// @param status  its status
    /// @param headers end-to-end fields; the Content-Length is added
    /// @param content its content
    record Page(Status status, List<Header> headers, byte[] content) {

        /// @param status      of the response
        /// @param contentType with the charset utf-8
        /// @param text        the content
        /// @return a page of text
        public static Page text(Status status, String contentType, String text) {
            return new Page(status, List.of(new Header("Content-Type", contentType)), text.getBytes(UTF_8));
        }
    }
}

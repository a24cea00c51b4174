package gangway.spec.handler;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Status;

/// A response of the server's own, where no application gives one.
///
/// @param out      takes it
/// @param errors   makes it
/// @param reporter is told when that fails
record Answer(Outgoing out, ErrorOutput errors, Reporter reporter) {

    /// Sends it, as far as there is still somebody to read it.
    ///
    /// @param status  to answer with
    /// @param reason  what the client did wrong, if it did
    /// @param environ of the request
    /// @return what was sent; empty when that was not possible
    Optional<Head> send(Status status, String reason, Environ environ) {
        ErrorOutput.Page page = page(status, reason, environ);
        try {
            var head = new Head(page.status(), page.headers());
            out.head(head.status(), head.framed(OptionalLong.of(page.content().length)));
            if (head.hasContent(environ.method()) && page.content().length > 0) out.block(page.content());
            out.end(List.of());
            return Optional.of(head);
        } catch (IOException gone) {
            out.abort();
            return Optional.empty();
        }
    }

    /// What reports an error must not be one: a page that cannot be made or sent gives way to the plain one.
    private ErrorOutput.Page page(Status status, String reason, Environ environ) {
        try {
            ErrorOutput.Page page = errors.page(status, reason, environ);
            new Head(page.status(), page.headers());           // throws if it could not be sent
            return page;
        } catch (RuntimeException | Error failure) {
            reporter.report(environ, failure);
            return ErrorOutput.PLAIN.page(status, reason, environ);
        }
    }
}

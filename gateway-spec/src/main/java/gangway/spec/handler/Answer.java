package gangway.spec.handler;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.StartRule;

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
    /// @param fields  that the status asks for
    /// @param environ of the request
    /// @return what was sent; empty when that was not possible
    Optional<Head> send(Status status, String reason, List<Header> fields, Environ environ) {
        ErrorOutput.Page page = page(status, reason, environ);
        try {
            var head = new Head(page.status(), Stream.concat(page.headers().stream(), fields.stream()).toList());
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
            check(page);
            return page;
        } catch (RuntimeException | Error failure) {
            reporter.report(environ, failure);
            return ErrorOutput.PLAIN.page(status, reason, environ);
        }
    }

    /// @throws Violation when it could not be sent as it is
    private static void check(ErrorOutput.Page page) {
        var head = new Head(page.status(), page.headers());
        int length = page.content().length;
        if (head.status().code() == 101)
            throw new Violation(StartRule.FINAL, "an error page with status 101", "give it the status of the answer");
        if (head.length().orElse(length) != length)
            throw new Violation(ContentRule.NOT_LESS, "an error page of %s bytes with Content-Length %s"
                .formatted(length, head.length().getAsLong()), "leave the length to the server");
    }
}

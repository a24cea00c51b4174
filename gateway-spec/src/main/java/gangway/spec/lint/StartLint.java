package gangway.spec.lint;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.StartResponse;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.handler.Head;
import gangway.spec.rule.Rule;
import gangway.spec.rule.StartRule;

/// The server's `start` under watch. Owned by one call.
final class StartLint implements StartResponse {

    private static final List<String> METADATA = List.of("Content-Type", "Content-Encoding", "Content-Language",
        "Content-Range");

    private final Call call;
    private final ContentLint content;
    private final StartResponse server;

    StartLint(Call call, ContentLint content, StartResponse server) {
        this.call = call;
        this.content = content;
        this.server = server;
    }

    @Override
    public Write start(String status, List<Header> headers, Throwable error) throws IOException {
        call.paranoia.ifPresent(paranoia -> paranoia.callsServer("start"));
        call.checkSwallowed();
        boolean isError = error != NO_ERROR, isFirst = content.starting();
        Optional<Head> head = isFirst || isError ? checked(status, headers) : repeated();
        Write write = started(status, headers, error, isError && call.sent);
        head.ifPresent(content::started);
        return new WriteLint(call, content, write, () -> call.returned);
    }

    private Optional<Head> repeated() {
        report(StartRule.ONCE, "it was called a second time without an error",
            "call it once; to change your mind after a failure pass what was thrown");
        return Optional.empty();
    }

    /// Has the server start the response; once the head is sent it has to throw the error instead.
    private Write started(String status, List<Header> headers, Throwable error, boolean tooLate) throws IOException {
        Write write;
        try {
            write = server.start(status, headers, error);
        } catch (Throwable thrown) {
            call.refused = thrown == error;
            if (tooLate && thrown != error) notRethrown("a " + thrown.getClass().getName());
            throw thrown;
        }
        if (tooLate) notRethrown("nothing");
        return write;
    }

    private void notRethrown(String instead) {
        report(StartRule.RETHROWN, "the head is sent, an error was passed, and the server threw " + instead,
            "throw the very error that was passed");
    }

    /// @return the head, if a server can send it
    private Optional<Head> checked(String status, List<Header> headers) {
        if (status == null || headers == null || headers.stream().anyMatch(Objects::isNull))
            return Optional.empty();                           // the server's NullPointerException says it all
        boolean isLawful = fields(headers);
        Optional<Status> parsed = value(() -> Status.parse(status));
        if (parsed.isEmpty()) return Optional.empty();
        Status known = parsed.get();
        if (known.reason().isEmpty())                                                                    // [4.4]
            report(StartRule.REASON, "status \"" + known + "\" has no reason phrase", "add one for people: \"200 OK\"");
        noContent(known.code(), new Headers(headers));
        isLawful &= value(() -> new Head(known, List.of())).isPresent();                                 // [4.3]
        return isLawful ? Optional.of(new Head(known, headers)) : Optional.empty();
    }

    /// @return whether a server can send them
    private boolean fields(List<Header> headers) {
        var lengths = headers.stream().filter(header -> header.is("Content-Length")).toList();
        boolean isLawful = value(() -> new Head(Status.OK, lengths)).isPresent();                        // [4.10]
        for (Header header : headers) {
            if (!header.is("Content-Length"))
                isLawful &= value(() -> new Head(Status.OK, List.of(header))).isPresent();               // [4.9]
            field(header);
        }
        return isLawful;
    }

    private void field(Header header) {
        String quoted = Violation.quote(header.value());
        if (header.is("Status"))                                                                         // [4.8]
            report(StartRule.STATUS_FIELD, "a field named Status", "pass the status as start's first argument");
        if (header.is("Content-Type") && namesNoCharset(header.value()))                                 // [4.24]
            report(StartRule.CHARSET, "Content-Type " + quoted + " names no charset",
                "add what the text is encoded in: text/html; charset=utf-8");
        if (header.is("ETag") && !isEntityTag(header.value()))                                           // [4.25]
            report(StartRule.ENTITY_TAG, "ETag " + quoted + " is no entity tag",
                "put it in quotes, with W/ in front of them if it is weak: W/\"1a2b\"");
    }

    private void noContent(int code, Headers headers) {
        if (code == 204 && headers.contains("Content-Length"))                                           // [4.23]
            report(StartRule.NO_LENGTH, "a 204 response with a Content-Length", "leave it out: there is no content");
        if (code != 204 && code != 304) return;
        List<String> told = METADATA.stream().filter(headers::contains).toList();                        // [4.22]
        if (!told.isEmpty())
            report(StartRule.METADATA, "a " + code + " response with " + String.join(", ", told),
                "leave it out: there is no content that it could describe");
    }

    /// @return what the constructor gives; empty when it refused and that is reported
    private <T> Optional<T> value(Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (Violation refused) {
            report(refused.rule(), refused.what(), refused.fix());
            return Optional.empty();
        }
    }

    private void report(Rule rule, String what, String fix) {
        call.report(rule, "start", what, fix);
    }

    private static boolean namesNoCharset(String mediaType) {
        String lower = mediaType.toLowerCase(Locale.ROOT);
        return lower.startsWith("text/")
            && Stream.of(lower.split(";")).noneMatch(part -> part.strip().startsWith("charset="));
    }

    /// `entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE` (RFC 9110 §8.8.3).
    private static boolean isEntityTag(String value) {
        String quoted = value.startsWith("W/") ? value.substring(2) : value;
        boolean isQuoted = quoted.length() >= 2 && quoted.startsWith("\"") && quoted.endsWith("\"");
        return isQuoted && quoted.chars().skip(1).limit(quoted.length() - 2).allMatch(StartLint::isEtagc);
    }

    /// `etagc = %x21 / %x23-7E / obs-text`
    private static boolean isEtagc(int c) {
        return c > ' ' && c != '"' && c != 0x7F;
    }
}

package gangway.spec.lint;

import module java.base;

import gangway.spec.Headers;
import gangway.spec.handler.Head;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.StartRule;

/// What the application said of its content, and how much of it there was. Owned by one call.
final class ContentLint {

    private final Call call;
    private Optional<Head> head = Optional.empty();
    private boolean startCalled, notStartedTold, tooLong, ended;
    private long given;

    ContentLint(Call call) {
        this.call = call;
    }

    /// `start` is called, with or without success.
    ///
    /// @return whether that is the first time
    boolean starting() {
        boolean isFirst = !startCalled;
        startCalled = true;
        return isFirst;
    }

    /// The server has accepted a head.
    void started(Head accepted) {
        head = Optional.of(accepted);
    }

    /// @return the code that the server accepted last; 0 without one
    int code() {
        return head.map(now -> now.status().code()).orElse(0);
    }

    /// There is more content.
    ///
    /// @param count how many bytes
    /// @param where they were given
    void add(long count, String where) {
        if (count == 0) return;
        call.paranoia.ifPresent(Paranoia::begin);
        if (given == 0) first(where);
        given += count;
        if (tooLong || given <= length().orElse(Long.MAX_VALUE)) return;
        tooLong = true;                                                                                  // [5.1]
        call.report(ContentRule.NOT_MORE, where, "content beyond the Content-Length of " + length().getAsLong() + " bytes",
            "announce the true length or none");
    }

    private void first(String where) {
        if (!startCalled) notStarted(where);
        switch (code()) {
            case 0 -> { }                                      // no head was accepted, which is told
            case 101 -> ordinary(where);
            case 204, 205, 304 ->                                                                        // [5.8]
                call.report(ContentRule.EMPTY, where, "content in a " + code() + " response", "return List.of()");
            default -> {
                if (!new Headers(head.orElseThrow().headers()).contains("Content-Type"))                 // [4.21]
                    call.report(StartRule.CONTENT_TYPE, where, "content without a Content-Type",
                        "pass one to start, or application/octet-stream if nothing is known of it");
            }
        }
    }

    /// The content is complete.
    void end(String where) {
        if (ended) return;
        ended = true;
        call.paranoia.ifPresent(Paranoia::begin);
        if (given == 0 && !startCalled) notStarted(where);
        if (given == 0 && code() == 101) ordinary(where);
        if (given >= length().orElse(0)) return;
        call.report(ContentRule.NOT_LESS, where, "content of %s bytes, where the Content-Length says %s"
            .formatted(given, length().getAsLong()), "announce the true length or none");                // [5.2]
    }

    /// There will be no `next()` in which `start` could still be called.
    void needsStart(String where) {
        if (!startCalled) notStarted(where);
    }

    /// There will be no content, but another protocol.
    void upgrade(String where) {
        needsStart(where);
        if (code() != 0 && code() != 101)                                                                // [4.3]
            call.report(StartRule.FINAL, where, "a Body.Upgrade with status " + code(),
                "call start(\"101 Switching Protocols\", …) before you return it");
    }

    private void notStarted(String where) {                                                              // [4.12]
        if (notStartedTold) return;
        notStartedTold = true;
        call.report(StartRule.BEFORE_BODY, where, "the content comes before a status",
            "call start in call(), or before the first block is given");
    }

    private void ordinary(String where) {                                                                // [4.3]
        call.report(StartRule.FINAL, where, "status 101 with an ordinary body", "return a Body.Upgrade");
    }

    /// @return the Content-Length, where it is that of the content
    private OptionalLong length() {
        return head.filter(now -> now.hasContent(call.place().method())).map(Head::length).orElse(OptionalLong.empty());
    }
}

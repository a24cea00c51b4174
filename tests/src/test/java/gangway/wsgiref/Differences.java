package gangway.wsgiref;

import module java.base;

import gangway.spec.handler.CgiHandler;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.Rule;
import gangway.spec.rule.StartRule;

import static gangway.wsgiref.Differences.Aspect.BODY;
import static gangway.wsgiref.Differences.Aspect.FIELDS;
import static gangway.wsgiref.Differences.Aspect.LOGGED;
import static gangway.wsgiref.Differences.Aspect.RAISED;
import static gangway.wsgiref.Differences.Aspect.STATUS;

/// Where our handler does something else than wsgiref's, on purpose: one entry an application, with the rule that asks for
/// it. Whatever is not here is the same.
final class Differences {

    /// A part of what comes of a call.
    enum Aspect { STATUS, FIELDS, BODY, CLOSED, LOGGED, RAISED }

    /// To whom a handler speaks: to a web server, as BaseCGIHandler does, or to the client, as SimpleHandler does.
    enum Speaking {
        CGI(new CgiHandler.Preamble.Cgi()), ORIGIN(new CgiHandler.Preamble.Origin(InstantSource.system()));

        private final CgiHandler.Preamble preamble;

        Speaking(CgiHandler.Preamble preamble) {
            this.preamble = preamble;
        }

        CgiHandler.Preamble preamble() {
            return preamble;
        }
    }

    /// One application whose call has another end here.
    ///
    /// @param application its name
    /// @param aspects     what differs
    /// @param rule        why
    /// @param wsgiref     what that does instead
    /// @param fixed       whether a later Python does as we do
    /// @param handlers    under which of them
    record Difference(String application, Set<Aspect> aspects, Rule rule, String wsgiref, boolean fixed,
                      Set<Speaking> handlers) {

        /// The same, under one handler alone.
        private Difference under(Speaking only) {
            return new Difference(application, aspects, rule, wsgiref, fixed, Set.of(only));
        }
    }

    /// What a 500 differs in from an answer.
    private static final Set<Aspect> REFUSED = Set.of(STATUS, FIELDS, BODY, LOGGED);

    static final List<Difference> ALL = List.of(
        // The head waits for content, so that a failure before it is a 500
        differs("fails_after_an_empty_block", Set.of(STATUS, FIELDS, BODY), StartRule.DELAYED,
            "sends 200 with the empty block, and then nothing"),
        differs("start_again_after_an_empty_block", Set.of(STATUS, BODY, LOGGED), StartRule.REPLACED,
            "has sent 200 with the empty block, and fails"),
        // Lengths are kept
        differs("length_too_short_for_the_block", Set.of(BODY, LOGGED), ContentRule.CUT, "sends all of the block"),
        differs("length_too_short_for_the_blocks", Set.of(BODY, LOGGED), ContentRule.CUT, "sends all blocks"),
        differs("length_too_short_for_what_is_written", REFUSED, ContentRule.CUT,
            "sends it; here write throws before anything is sent"),
        differs("length_too_long", Set.of(LOGGED), ContentRule.BROKEN_OFF, "says nothing of the missing bytes"),
        differs("length_no_number", REFUSED, StartRule.LENGTH, "sends \"+3\""),
        differs("length_twice", REFUSED, StartRule.LENGTH, "sends both"),
        // No content where HTTP has none
        differs("head_with_body", Set.of(BODY), ContentRule.NONE, "sends the content"),
        differs("head_without_body", Set.of(FIELDS), ContentRule.NONE, "says that the content after GET would be empty too"),
        differs("no_content", Set.of(FIELDS), StartRule.NO_LENGTH, "adds Content-Length: 0 to a 204"),
        differs("no_content_with_body", Set.of(BODY, LOGGED), ContentRule.NONE, "sends the content"),
        differs("not_modified", Set.of(FIELDS), ContentRule.NONE, "says that the 200 would be empty"),
        differs("not_modified_with_body", Set.of(BODY, LOGGED), ContentRule.NONE, "sends the content"),
        // Statuses and fields are checked in start
        differs("status_not_final", REFUSED, StartRule.FINAL, "sends 100 as a final status"),
        differed("status_with_a_line_break", REFUSED, StartRule.STATUS, "sends another field out of the status"),
        differed("field_with_a_line_break", REFUSED, StartRule.VALUE, "sends another field out of the value"),
        differs("field_not_in_latin_1", Set.of(STATUS, BODY), StartRule.IN_START,
            "sends the status line, then fails to encode the fields"),
        differs("field_name_with_a_blank", REFUSED, StartRule.NAME, "sends what no client can read"),
        differs("field_trailer", REFUSED, StartRule.HOP_BY_HOP, "knows only the misprint Trailers"),
        // Order of things
        differs("write_while_iterated", Set.of(BODY, LOGGED), BodyRule.WRITE_VALID, "lets written and returned blocks mix"),
        differs("fails_in_close", Set.of(BODY), BodyRule.CLOSE_LOGGED,
            "appends the error page, head and all, to the finished response").under(Speaking.CGI),
        differs("fails_in_close", Set.of(RAISED), BodyRule.CLOSE_LOGGED,
            "fails itself, on its way to the error page").under(Speaking.ORIGIN));

    private Differences() {
    }

    private static Difference differs(String application, Set<Aspect> aspects, Rule rule, String wsgiref) {
        return new Difference(application, aspects, rule, wsgiref, false, EnumSet.allOf(Speaking.class));
    }

    private static Difference differed(String application, Set<Aspect> aspects, Rule rule, String wsgiref) {
        return new Difference(application, aspects, rule, wsgiref, true, EnumSet.allOf(Speaking.class));
    }
}

package gangway.spec.lint;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.Violation;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.InputRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.rule.Rule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What Lint reports, rule by rule, of calls that break one rule each; and that it only looks on.
@Tag("facts-44")
@Timeout(120)
class LintTest {

    private static final Set<Rule> COSTLY = Set.of(BodyRule.FROZEN, BodyRule.UNTOUCHED, BodyRule.PROMPT,
        CallRule.SERVER_THREAD, CallRule.APPLICATION_THREAD);

    private static Stream<Fixture> bad() {
        return Stream.of(BadApplications.ALL, BadServers.ALL).flatMap(List::stream);
    }

    private static Stream<Fixture> bad(Class<? extends Rule> part) {
        return bad().filter(fixture -> fixture.rule().filter(part::isInstance).isPresent());
    }

    private static Stream<Fixture> call() {
        return bad(CallRule.class);
    }

    private static Stream<Fixture> environ() {
        return bad(EnvironRule.class);
    }

    private static Stream<Fixture> input() {
        return bad(InputRule.class);
    }

    private static Stream<Fixture> start() {
        return bad(StartRule.class);
    }

    private static Stream<Fixture> content() {
        return bad(ContentRule.class);
    }

    private static Stream<Fixture> body() {
        return bad(BodyRule.class);
    }

    private static Stream<Fixture> middleware() {
        return bad(MiddlewareRule.class);
    }

    private static Stream<Fixture> extension() {
        return bad(ExtensionRule.class);
    }

    private static Stream<Fixture> all() {
        return Stream.concat(bad(), CleanCalls.ALL.stream());
    }

    private static Stream<Fixture> clean() {
        return CleanCalls.ALL.stream();
    }

    private static List<String> seen(Fixture fixture, Eye.Kind kind) throws Exception {
        var eye = new Eye(kind);
        fixture.run().under(eye);
        return eye.seen.stream().map(Violation::getMessage).toList();
    }

    /// Its rule and nothing else, once.
    private static void assertReported(Fixture fixture) throws Exception {
        Rule rule = fixture.rule().orElseThrow();
        List<String> seen = seen(fixture, Eye.Kind.PARANOID);
        assertTrue(seen.size() == 1 && seen.getFirst().contains("(" + rule.citation() + "): "), () -> rule + ": " + seen);
        List<String> everyday = COSTLY.contains(rule) ? List.of() : seen;
        assertEquals(everyday, seen(fixture, Eye.Kind.OPEN));
    }

    @Verifies(call = {CallRule.RESULT, CallRule.SERVER_THREAD, CallRule.APPLICATION_THREAD, CallRule.CONCURRENCY})
    @ParameterizedTest
    @MethodSource("call")
    void aBreachOfTheCallIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Verifies(environ = {EnvironRule.DICTIONARY, EnvironRule.REQUIRED, EnvironRule.NO_NULL, EnvironRule.STRINGS,
        EnvironRule.METHOD, EnvironRule.SCRIPT_NAME, EnvironRule.PATH_INFO, EnvironRule.PATH, EnvironRule.TARGET,
        EnvironRule.RAW_PATH, EnvironRule.CONTENT_NAMES, EnvironRule.CONTENT_MIRROR, EnvironRule.CONTENT_LENGTH,
        EnvironRule.SERVER_NAME, EnvironRule.SERVER_PORT, EnvironRule.PROTOCOL, EnvironRule.HOST, EnvironRule.FIELDS,
        EnvironRule.JOINED, EnvironRule.UNDERSCORES, EnvironRule.HOP_BY_HOP, EnvironRule.SCHEME, EnvironRule.KEY_TYPE,
        EnvironRule.KEY_NAME, EnvironRule.RESERVED, EnvironRule.SECRETS})
    @ParameterizedTest
    @MethodSource("environ")
    void aBreachOfTheEnvironIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Verifies(input = {InputRule.ENDS, InputRule.TRUNCATED, InputRule.CLOSE})
    @ParameterizedTest
    @MethodSource("input")
    void aBreachOfInputAndErrorsIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Verifies(start = {StartRule.STATUS, StartRule.FINAL, StartRule.REASON, StartRule.STATUS_FIELD, StartRule.HOP_BY_HOP,
        StartRule.LENGTH, StartRule.BEFORE_BODY, StartRule.ONCE, StartRule.RETHROWN, StartRule.SWALLOWED,
        StartRule.CONTENT_TYPE, StartRule.METADATA, StartRule.NO_LENGTH, StartRule.CHARSET, StartRule.ENTITY_TAG})
    @ParameterizedTest
    @MethodSource("start")
    void aBreachOfStartIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Verifies(content = {ContentRule.NOT_MORE, ContentRule.NOT_LESS, ContentRule.EMPTY})
    @ParameterizedTest
    @MethodSource("content")
    void aBreachOfTheContentIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Verifies(body = {BodyRule.NO_NULL, BodyRule.WRITE_VALID, BodyRule.CLOSED, BodyRule.CLOSED_LAST, BodyRule.ITERATED_ONCE,
        BodyRule.CLOSE_FAILED, BodyRule.FROZEN, BodyRule.UNTOUCHED, BodyRule.PROMPT})
    @ParameterizedTest
    @MethodSource("body")
    void aBreachOfTheBodyIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Tag("facts-42")
    @Verifies(middleware = {MiddlewareRule.YIELDS, MiddlewareRule.RETURNS, MiddlewareRule.WRITE, MiddlewareRule.CLOSES})
    @ParameterizedTest
    @MethodSource("middleware")
    void aBreachOfMiddlewareIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Verifies(extension = {ExtensionRule.FINISHED_THROWS, ExtensionRule.OFFERED})
    @ParameterizedTest
    @MethodSource("extension")
    void aBreachOfAnExtensionIsReportedOnce(Fixture fixture) throws Exception {
        assertReported(fixture);
    }

    @Test
    void everyRuleThatLintKeepsIsBrokenBySomebodyHere() {
        Set<Rule> broken = bad().map(fixture -> fixture.rule().orElseThrow()).collect(Collectors.toSet());
        assertEquals(List.of(), Rule.all().stream()
            .filter(rule -> rule.text().kept() == Rule.Kept.BY_LINT && !broken.contains(rule)).toList());
    }

    @ParameterizedTest
    @MethodSource("clean")
    void ofAGoodCallNothingIsReported(Fixture fixture) throws Exception {
        assertEquals(List.of(), seen(fixture, Eye.Kind.PARANOID));
        assertEquals(List.of(), seen(fixture, Eye.Kind.OPEN));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingChangesUnderTheEyesOfLint(Fixture fixture) throws Exception {
        String unseen = fixture.run().under(new Eye(Eye.Kind.CLOSED));
        assertEquals(unseen, fixture.run().under(new Eye(Eye.Kind.OPEN)));
        assertEquals(unseen, fixture.run().under(new Eye(Eye.Kind.PARANOID)));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aMessageNamesThePlaceTheRuleAndAFix(Fixture fixture) throws Exception {
        var eye = new Eye(Eye.Kind.PARANOID);
        fixture.run().under(eye);
        Violation violation = eye.seen.element();
        String message = violation.getMessage();
        assertTrue(message.matches("[!-~]* [ -~]*, [ -~]+: [ -~]+ \\(rule [1-9]\\.[0-9]+(; .*)?\\): .+"), message);
        assertTrue(!violation.fix().isBlank() && message.endsWith(": " + violation.fix()), message);
        assertTrue(Stream.of("open-sesame", "a=1").noneMatch(message::contains), message);
    }

    private static Environ post() {
        return Environs.of("POST", "/a?b=c", Headers.of("Cookie", "d=e", "Content-Type", "f/g"), new byte[1]);
    }

    private static Stream<String> names() {
        return post().keySet().stream();
    }

    private static List<Rule> seen(Consumer<Environ> change) throws Exception {
        Environ environ = post();
        change.accept(environ);
        var seen = new ArrayList<Rule>();
        Lint.paranoid((_, start) -> start.empty("204 No Content"), violation -> seen.add(violation.rule()))
            .call(environ, (_, _, _) -> _ -> {}).iterator().hasNext();
        return seen;
    }

    @ParameterizedTest
    @MethodSource("names")
    void nullIsOneBreachWhereverItIs(String name) throws Exception {
        assertEquals(List.of(EnvironRule.NO_NULL), seen(environ -> environ.put(name, null)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aValueOfAnotherTypeIsOneBreachWhereverItIs(String name) throws Exception {
        Rule rule = name.contains(".") ? EnvironRule.KEY_TYPE : EnvironRule.STRINGS;
        assertEquals(List.of(rule), seen(environ -> environ.put(name, new Object())));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsMissingIsOneBreachAtMost(String name) throws Exception {
        List<Rule> seen = seen(environ -> environ.remove(name));
        assertTrue(seen.size() <= 1, () -> name + ": " + seen);
    }
}

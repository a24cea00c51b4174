package gangway.docs;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.Rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The contract, its page, the code and the tests say the same. Each rule has a test, or its reason here.
class SpecTest {

    /// Rules without a test, and why there is none. A rule that gets one loses its reason. At present all have one.
    private static final Map<Rule, String> REASONS = Map.of();

    /// Rules that no line of code could cite.
    private static final Map<Rule, String> UNCITED = Map.of(
        EnvironRule.DOCUMENTED, "it is obeyed by a table in a README");

    /// How the checklist of the first section of the facts is numbered, and those of the lints.
    private static final List<String> CHECKLIST = Stream.of(numbered("", 70), numbered("V", 37), numbered("L", 10),
        numbered("W", 3), numbered("G", 10), Stream.of("open")).flatMap(items -> items).toList();

    /// The headings of PEP 3333 that rules come from.
    private static final Set<String> HEADINGS = Set.of("The Application/Framework Side", "The Server/Gateway Side",
        "Specification Details", "environ Variables", "Input and Error Streams", "The start_response() Callable",
        "Handling the Content-Length Header", "Buffering and Streaming", "Middleware Handling of Block Boundaries",
        "The write() Callable", "Unicode Issues", "Error Handling", "HTTP 1.1 Expect/Continue", "Other HTTP Features",
        "Thread Support", "Server Extension APIs", "URL Reconstruction", "Optional Platform-Specific File Handling",
        "Questions and Answers");

    private static final Path ROOT = Path.of(System.getProperty("gangway.root"));
    private static final Path PAGE = ROOT.resolve("gateway-spec", "SPEC.md");

    private static Stream<String> numbered(String prefix, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> prefix + number);
    }

    static List<Rule> rules() {
        return Rule.all();
    }

    private static List<Path> files(String under, String suffix) throws IOException {
        var found = new ArrayList<Path>();
        for (String module : List.of("gateway-spec", "reference-server", "mini-framework", "coroutine", "tests")) {
            Path tree = ROOT.resolve(module, under.split("/"));
            if (!Files.isDirectory(tree)) continue;
            try (Stream<Path> files = Files.walk(tree)) {
                files.filter(file -> file.toString().endsWith(suffix)).sorted().forEach(found::add);
            }
        }
        return found;
    }

    private static RuleCoverage coverage() throws IOException {
        return RuleCoverage.of(files("target/test-classes", ".class"), files("src/main/java", ".java"));
    }

    /// With `-Dgangway.write=true` it writes them instead.
    @Test
    void theTablesOfThePageAreThoseOfTheRules() throws IOException {
        String page = Files.readString(PAGE), rendered = SpecTables.rendered(page);
        if (Boolean.getBoolean("gangway.write")) Files.writeString(PAGE, rendered);
        else assertEquals(rendered, page, "write them with: mvn test -Dtest=SpecTest -Dgangway.write=true "
            + "-Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    void thePageHasATableForEachPart() throws IOException {
        String page = Files.readString(PAGE);
        var parts = Rule.all().stream().map(rule -> rule.id().split("\\.")[0]).distinct();
        assertEquals(List.of(), parts.filter(part -> !page.contains("<!-- rules: " + part + " -->")).toList());
    }

    @Test
    void thePageIsReadInAQuarterOfAnHour() throws IOException {
        long words = SpecTables.words(Files.readString(PAGE));
        assertTrue(words <= 15 * 260, words + " words are more than most people read in fifteen minutes");
    }

    @Test
    void linksToWordsAndRulesLeadSomewhere() throws IOException {
        String page = Files.readString(PAGE);
        var dead = Pattern.compile("\\]\\(#([^)]+)\\)").matcher(page).results().map(link -> link.group(1))
            .filter(anchor -> !page.contains("<a id=\"" + anchor + "\">"));
        assertEquals(List.of(), dead.toList());
    }

    @Test
    void rulesAreNumberedWithoutGaps() {
        var ids = new ArrayList<String>();
        Rule.all().stream().collect(Collectors.groupingBy(Object::getClass, LinkedHashMap::new, Collectors.counting()))
            .forEach((_, count) -> ids.addAll(numbered((ids.isEmpty() ? 1 : Integer.parseInt(ids.getLast().split("\\.")[0]) + 1)
                + ".", count.intValue()).toList()));
        assertEquals(ids, Rule.all().stream().map(Rule::id).toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleSaysItsLevelInItsSentence(Rule rule) {
        assertTrue(rule.text().sentence().contains(rule.text().level().name()), rule.text().sentence());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleComesFromAParagraphThatThereIs(Rule rule) {
        String[] sources = rule.text().source().split("; ");
        for (String source : sources)
            for (String heading : source.startsWith("PEP 3333 §") ? source.substring(10).split(", §") : new String[0])
                assertTrue(HEADINGS.contains(heading), () -> "PEP 3333 has no section " + heading);
        assertTrue(Stream.of(sources).allMatch(source ->
            source.matches("PEP 3333 §.+|RFC \\d{4} §[\\d.]+(, §[\\d.]+)*|ours|§.+")), rule.text().source());
    }

    @Test
    void theRulesCoverTheWholeChecklist() {
        Set<String> covered = Rule.all().stream().flatMap(rule -> rule.text().items().stream()).collect(Collectors.toSet());
        assertEquals(new TreeSet<>(CHECKLIST), new TreeSet<>(covered));
    }

    @Test
    void eachRuleHasATestOrAReason() throws IOException {
        Map<Rule, List<String>> tests = coverage().tests();
        var without = Rule.all().stream().filter(rule -> !tests.containsKey(rule) && !REASONS.containsKey(rule))
            .filter(rule -> rule.text().kept() != Rule.Kept.BY_TYPE).map(rule -> rule.id() + " " + rule.name());
        assertEquals(List.of(), without.toList(), "annotate a test that fails when they are broken with @Verifies");
    }

    @Test
    void noRuleHasBothATestAndAReason() throws IOException {
        Map<Rule, List<String>> tests = coverage().tests();
        assertEquals(List.of(), REASONS.keySet().stream().filter(tests::containsKey).toList());
    }

    @Test
    void eachRuleIsCitedWhereItIsKept() throws IOException {
        Map<Rule, List<String>> citings = coverage().citings();
        var uncited = Rule.all().stream().filter(rule -> citings.containsKey(rule) == UNCITED.containsKey(rule));
        assertEquals(List.of(), uncited.map(rule -> rule.id() + " " + rule.name()).toList(),
            "cite them on the line that obeys or checks them, as // [4.13]; or take them off the list of the uncited");
    }

    @Test
    void citedRulesExist() throws IOException {
        assertEquals(List.of(), RuleCoverage.strays(files("src/main/java", ".java")));
    }

    @Test
    void theCoverageMatrixIsWritten() throws IOException {
        Path matrix = ROOT.resolve("tests", "target", "spec-coverage.md");
        Files.writeString(matrix, coverage().matrix(REASONS));
        assertEquals(Rule.all().size() + 2, Files.readAllLines(matrix).size());
    }
}

package gangway.docs;

import module java.base;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;

import gangway.spec.rule.Rule;
import gangway.spec.testing.Verifies;

/// Which tests verify which rule, and which lines of main code cite it: read from compiled tests and from sources.
///
/// @param tests   by rule: `HandlerTest.aSecondStartWithoutAnErrorIsAViolation`
/// @param citings by rule: `Handler.java:71`
record RuleCoverage(Map<Rule, List<String>> tests, Map<Rule, List<String>> citings) {

    private static final Pattern CITATION = Pattern.compile("\\[(\\d\\.\\d{1,2})]");

    /// A citation of a rule that there is not.
    ///
    /// @param where file and line
    /// @param id    as cited
    record Stray(String where, String id) {
    }

    static RuleCoverage of(List<Path> testClasses, List<Path> sources) throws IOException {
        var tests = new HashMap<Rule, List<String>>();
        for (Path file : testClasses) collect(ClassFile.of().parse(file), tests);
        var citings = new HashMap<Rule, List<String>>();
        for (Path file : sources) cited(file).forEach((id, where) -> rule(id).ifPresent(rule ->
            citings.computeIfAbsent(rule, _ -> new ArrayList<>()).addAll(where)));
        return new RuleCoverage(tests, citings);
    }

    static List<Stray> strays(List<Path> sources) throws IOException {
        var strays = new ArrayList<Stray>();
        for (Path file : sources) cited(file).forEach((id, where) -> {
            if (rule(id).isEmpty()) where.forEach(line -> strays.add(new Stray(line, id)));
        });
        return strays;
    }

    static Optional<Rule> rule(String id) {
        return Rule.all().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /// What is cited in the comments of a file, and in which lines.
    private static Map<String, List<String>> cited(Path file) throws IOException {
        var cited = new TreeMap<String, List<String>>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            int comment = lines.get(i).indexOf("//");
            if (comment < 0) continue;
            String where = file.getFileName() + ":" + (i + 1);
            CITATION.matcher(lines.get(i).substring(comment)).results()
                .forEach(found -> cited.computeIfAbsent(found.group(1), _ -> new ArrayList<>()).add(where));
        }
        return cited;
    }

    private static void collect(ClassModel type, Map<Rule, List<String>> tests) {
        String name = type.thisClass().asInternalName().replaceAll(".*/", "").replace('$', '.');
        collect(type, name, tests);
        type.methods().forEach(method -> collect(method, name + "." + method.methodName().stringValue(), tests));
    }

    private static void collect(AttributedElement element, String name, Map<Rule, List<String>> tests) {
        element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
            .flatMap(attribute -> attribute.annotations().stream())
            .filter(annotation -> annotation.classSymbol().equals(Verifies.class.describeConstable().orElseThrow()))
            .flatMap(RuleCoverage::rules)
            .forEach(rule -> tests.computeIfAbsent(rule, _ -> new ArrayList<>()).add(name));
    }

    private static Stream<Rule> rules(Annotation annotation) {
        return annotation.elements().stream().flatMap(element -> constants(element.value()))
            .map(constant -> Rule.all().stream()
                .filter(rule -> rule.name().equals(constant.constantName().stringValue())
                    && rule.getClass().descriptorString().equals(constant.className().stringValue()))
                .findFirst().orElseThrow());
    }

    private static Stream<AnnotationValue.OfEnum> constants(AnnotationValue value) {
        return switch (value) {
            case AnnotationValue.OfArray array -> array.values().stream().flatMap(RuleCoverage::constants);
            case AnnotationValue.OfEnum constant -> Stream.of(constant);
            default -> throw new IllegalStateException("@Verifies holds " + value);   // an interface of the JDK's
        };
    }

    /// @return the matrix, a row for each rule
    String matrix(Map<Rule, String> reasons) {
        var matrix = new StringBuilder("| rule | name | kept by | cited in | tests |\n|---|---|---|---|---|\n");
        for (Rule rule : Rule.all())
            matrix.append("| %s | %s.%s | %s | %s | %s |\n".formatted(rule.id(), rule.getClass().getSimpleName(), rule.name(),
                SpecTables.kept(rule.text().kept()), String.join(", ", citings.getOrDefault(rule, List.of())),
                reasons.containsKey(rule) ? "none: " + reasons.get(rule)
                    : String.join(", ", new TreeSet<>(tests.getOrDefault(rule, List.of())))));
        return matrix.toString();
    }
}

package gangway.docs;

import module java.base;

import gangway.spec.rule.Rule;

/// The tables of `SPEC.md`, made of the rules. They stand between `<!-- rules: 4 -->` and `<!-- end -->`.
final class SpecTables {

    private static final Pattern PLACE = Pattern.compile("(<!-- rules: (\\d) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    private SpecTables() {
    }

    /// @param spec the text of the page
    /// @return the same with the tables as they should be
    static String rendered(String spec) {
        return PLACE.matcher(spec).replaceAll(place ->
            Matcher.quoteReplacement(place.group(1) + "\n" + table(place.group(2)) + "\n" + place.group(3)));
    }

    /// @param part the number in front of the dot
    /// @return its rules, a row each
    static String table(String part) {
        return "| rule | | binds | kept by | from |\n|---|---|---|---|---|\n" + Rule.all().stream()
            .filter(rule -> rule.id().startsWith(part + ".")).map(rule -> row(rule.text())).collect(Collectors.joining());
    }

    private static String row(Rule.Text text) {
        String sentence = text.sentence().replaceAll("MUST NOT|SHOULD NOT|MUST|SHOULD|MAY", "**$0**");
        String party = text.bound().name().toLowerCase(Locale.ROOT), source = text.source().replace("PEP 3333 ", "PEP ");
        return "| <a id=\"%1$s\"></a>%1$s | %2$s<br>*%3$s* | %4$s | %5$s | %6$s (%7$s) |\n".formatted(text.id(), sentence,
            text.intent(), party, kept(text.kept()), source, String.join(", ", text.items()));
    }

    static String kept(Rule.Kept kept) {
        return switch (kept) {
            case BY_TYPE -> "type";
            case BY_LINT -> "Lint";
            case BY_TEST -> "test";
        };
    }

    /// What there is to read: no code, no comments, and of the tables of rules only the rules.
    ///
    /// @param spec the text of the page
    /// @return how many words
    static long words(String spec) {
        String prose = spec.replaceAll("(?s)```.*?```", "").replaceAll("(?m)^\\| <a id=\"\\d.*?\\|(.*?)\\|.*$", "$1")
            .replaceAll("<[^>]*>", " ");
        return Stream.of(prose.split("\\s+")).filter(word -> word.matches(".*\\p{Alpha}.*")).count();
    }
}

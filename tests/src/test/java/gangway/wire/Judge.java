package gangway.wire;

import module java.base;

import gangway.wire.Cases.Case;
import gangway.wire.Cases.Rule;

/// Decides whether what came back is what a case allows.
///
/// @param macros for the texts of rules
record Judge(Macros macros) {

    private static final Pattern DATE = Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d "
        + "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");

    /// @param verdict `pass`, `warn`, `fail` or `info`
    /// @param why     if it is not a pass
    record Verdict(String verdict, String why) {
    }

    /// @param closed whether the server had closed the connection in the end; empty if nobody looked
    Verdict judge(Case test, List<Answer> answers, Optional<Boolean> closed) {
        Optional<String> why = Optional.empty();
        for (Rule rule : test.rules()) {
            Optional<String> unmet = unmet(rule, answers, closed);
            if (unmet.isEmpty()) {
                boolean may = rule.verdict().equals("warn") && test.level().equals("MAY");
                return new Verdict(may ? "info" : rule.verdict(), "a lesser rule of the case holds");
            }
            if (why.isEmpty()) why = unmet;
        }
        return new Verdict(switch (test.level()) {
            case "MUST" -> "fail";
            case "MAY" -> "info";
            default -> "warn";
        }, why.orElse("no rule"));
    }

    /// @return why not, if the rule does not hold
    private Optional<String> unmet(Rule rule, List<Answer> answers, Optional<Boolean> closed) {
        if (rule.closed().isPresent() && !rule.closed().equals(closed))
            return Optional.of("wanted " + (rule.closed().get() ? "closed" : "open"));
        long count = answers.stream().filter(answer -> !Set.of("none", "timeout").contains(answer.status())).count();
        if (!rule.count().isEmpty() && (count < rule.count().get(0) || count > rule.count().get(1)))
            return Optional.of("wanted " + rule.count() + " responses");
        for (int i = 0; i < rule.responses().size(); i++) {
            if (i >= answers.size()) return Optional.of("no response " + (i + 1));
            Optional<String> unlike = unlike(rule.responses().get(i), answers.get(i));
            if (unlike.isPresent()) return unlike;
        }
        return rule.same().filter(same -> answers.get(same.first()).field(same.field())
            .flatMap(one -> answers.get(same.second()).field(same.field()).map(other -> !one.equals(other))).orElse(false))
            .map(same -> same.field() + " differs");
    }

    /// @return in what a response is not as it must be, if in anything
    private Optional<String> unlike(Map<String, Json> wanted, Answer answer) {
        return wanted.entrySet().stream().filter(want -> !isMet(want.getKey(), want.getValue(), answer)).findFirst()
            .map(want -> want.getKey() + " " + want.getValue());
    }

    private boolean isMet(String what, Json want, Answer answer) {
        return switch (what) {
            case "status" -> isIn(want, answer);
            case "notstatus" -> !isIn(want, answer);
            case "hdr" -> Cases.members(want).entrySet().stream()
                .allMatch(field -> isField(macros.expand(Cases.text(field.getValue())), answer.field(field.getKey())));
            case "hdr_not_if" -> Cases.members(want).entrySet().stream().noneMatch(field ->
                answer.field(field.getKey()).filter(value -> finds(Cases.text(field.getValue()), value, true)).isPresent());
            case "body" -> answer.body().equals(macros.expand(Cases.text(want)));
            case "body_re" -> finds(macros.expand(Cases.text(want)), answer.body(), false);
            case "body_not" -> !finds(macros.expand(Cases.text(want)), answer.body(), false);
            case "len" -> answer.body().length() == Cases.integer(want);
            case "framing" -> Cases.elements(want).contains(new Json.Text(answer.framing()));
            case "version" -> Cases.elements(want).contains(new Json.Text(answer.version()));
            case "complete" -> want.equals(new Json.Bool(answer.complete()));
            case "interim" -> want.equals(new Json.Text("none")) ? answer.interim().isEmpty()
                : answer.interim().stream().anyMatch(one -> want.equals(new Json.Number(new BigDecimal(one.status()))));
            default -> throw new IllegalArgumentException("a rule of a kind that is not known: " + what);
        };
    }

    private static boolean isIn(Json statuses, Answer answer) {
        return Cases.elements(statuses).stream().anyMatch(status -> switch (status) {
            case Json.Number(BigDecimal code) -> answer.status().equals(code.toString());
            case Json.Text(String any) when any.equals("any") -> answer.isNumber();
            case Json.Text(String text) when text.endsWith("xx") ->
                answer.isNumber() && answer.status().charAt(0) == text.charAt(0);
            case Json.Text(String text) -> answer.status().equals(text);
            default -> throw new IllegalArgumentException("no status: " + status);
        });
    }

    private static boolean isField(String want, Optional<String> value) {
        if (want.equals("absent")) return value.isEmpty();
        if (want.equals("present") || value.isEmpty()) return value.isPresent();
        return want.startsWith("!") ? !finds(want.substring(1), value.get(), true) : finds(want, value.get(), true);
    }

    private static boolean finds(String regex, String text, boolean anyCase) {
        return Pattern.compile(regex, Pattern.UNIX_LINES | (anyCase ? Pattern.CASE_INSENSITIVE : 0)).matcher(text).find();
    }

    /// What is wrong with a response whatever the case is about.
    static List<String> faults(Answer answer) {
        var faults = new ArrayList<>(answer.problems());
        if (!answer.isNumber()) return faults;
        int code = answer.code();
        Optional<String> date = answer.field("date");
        if (code >= 200 && code < 500 && date.isEmpty()) faults.add("no Date (RFC 9110 §6.6.1)");
        if (date.isPresent() && !DATE.matcher(date.get()).matches()) faults.add("Date " + date.get() + " (RFC 9110 §5.6.7)");
        if (code == 405 && answer.field("allow").isEmpty()) faults.add("405 without Allow (RFC 9110 §15.5.6)");
        if (code == 401 && answer.field("www-authenticate").isEmpty())
            faults.add("401 without a challenge (RFC 9110 §11.6.1)");
        if (code == 426 && answer.field("upgrade").isEmpty()) faults.add("426 without Upgrade (RFC 9110 §15.5.22)");
        if (!answer.version().equals("1.1")) faults.add("version " + answer.version() + " (RFC 9112 §2.3)");
        var unframed = new ArrayList<>(answer.interim());
        if (code == 101 || code == 204) unframed.add(answer);
        for (Answer one : unframed)
            if (one.field("content-length").or(() -> one.field("transfer-encoding")).isPresent())
                faults.add(one.status() + " with framing (RFC 9110 §8.6)");
        return faults;
    }

    /// What is wrong with how a connection ended.
    static List<String> faults(List<Answer> answers, boolean closed, boolean isQuiet) {
        List<Answer> real = answers.stream().filter(Answer::isNumber).toList();
        if (real.isEmpty() || !real.getLast().complete()) return List.of();
        boolean saysClose = real.getLast().saysClose();
        if (saysClose && !closed) return List.of("said close and stayed (RFC 9112 §9.6)");
        if (closed && !saysClose && !isQuiet && real.getLast().version().equals("1.1"))
            return List.of("closed without saying so (RFC 9112 §9.6)");
        return List.of();
    }
}

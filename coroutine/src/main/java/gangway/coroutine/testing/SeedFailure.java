package gangway.coroutine.testing;

import module java.base;

/// A seed under which something fails, and how to see it again. Its cause is what came out of the program.
public final class SeedFailure extends AssertionError {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int LINES = 30;

    private final long seed;
    private final transient List<?> operations;
    private final transient Trace trace;

    /// @param family what was tried
    /// @param drawn  of how many operations the program consisted
    /// @param run    the smallest that fails
    SeedFailure(String family, int drawn, Seeds.Run<?> run) {
        super(describe(family, drawn, run), run.failure().orElseThrow());
        seed = run.seed();
        operations = run.operations();
        trace = run.trace();
    }

    /// @return the seed
    public long seed() {
        return seed;
    }

    /// @return the smallest program found that fails with it
    public List<?> operations() {
        return operations;
    }

    /// @return what happened then
    public Trace trace() {
        return trace;
    }

    private static String describe(String family, int drawn, Seeds.Run<?> run) {
        var text = new StringJoiner("\n");
        text.add("%s: seed %s fails: %s".formatted(family, run.seed(), run.failure().orElseThrow()));
        if (drawn > 0) text.add("  of its %s operations these %s do:".formatted(drawn, run.operations().size()));
        run.operations().forEach(operation -> text.add("    " + operation));
        int all = run.trace().events().size();
        text.add(all <= LINES ? "  what happened:" : "  the last %s of %s things that happened:".formatted(LINES, all));
        run.trace().last(LINES).events().forEach(event -> text.add("    " + event));
        return text.add("  to replay: -D%s=%s".formatted(Seeds.ONE, run.seed())).toString();
    }
}

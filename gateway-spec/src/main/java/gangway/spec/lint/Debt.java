package gangway.spec.lint;

import module java.base;

import gangway.spec.Violation;
import gangway.spec.rule.BodyRule;

/// A body that has to be closed. If it becomes garbage first, that is reported by a thread that waits for such things.
///
/// It knows neither the body nor the call: both would keep the body from becoming garbage.
final class Debt implements Runnable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Place place;
    private final Consumer<Violation> report;
    private volatile boolean settled;

    private Debt(Place place, Consumer<Violation> report) {
        this.place = place;
        this.report = report;
    }

    /// @param body what its server holds
    static Debt of(Object body, Call call) {
        var debt = new Debt(call.place(), call.reporter());
        CLEANER.register(body, debt);
        return debt;
    }

    /// It is closed.
    void settle() {
        settled = true;
    }

    /// The body is garbage.
    @Override
    public void run() {
        if (settled) return;
        report.accept(place.violation(BodyRule.CLOSED, "close", "the server dropped the body without closing it",
            "close each body that is AutoCloseable, however the response ends"));
    }
}

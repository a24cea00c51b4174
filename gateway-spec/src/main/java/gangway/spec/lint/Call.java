package gangway.spec.lint;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Violation;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.Rule;
import gangway.spec.rule.StartRule;

/// One call under watch: where it is, how far it has come, and who hears of its breaches. Owned by that call.
final class Call {

    private final Consumer<Violation> report;
    private final Place place;
    private final Set<Thread> inside;
    private final boolean serial;
    private boolean overlapTold;

    /// The checks that cost, if they are wanted.
    final Optional<Paranoia> paranoia;
    /// The application has returned its body, or failed.
    boolean returned;
    /// The server must have sent the head by now.
    boolean sent;
    /// `start` threw the application's own error back at it, which ends the response [4.17].
    boolean refused;

    /// @param inside the threads that run the application's code now
    Call(Environ environ, Consumer<Violation> report, Optional<LongSupplier> clock, Set<Thread> inside) {
        this.report = report;
        this.place = Place.of(environ);
        this.inside = inside;
        serial = Boolean.FALSE.equals(environ.get(Environ.MULTITHREAD.name()));
        boolean coroutine = Boolean.TRUE.equals(environ.get(Environ.COROUTINE.name()));
        paranoia = clock.map(time -> new Paranoia(this, time, coroutine));
    }

    /// @param where in the call
    /// @param what  was done
    /// @param fix   what to do instead
    void report(Rule rule, String where, String what, String fix) {
        report.accept(place.violation(rule, where, what, fix));
    }

    /// @return who hears of breaches, for those who may not hold on to the call
    Consumer<Violation> reporter() {
        return report;
    }

    /// @return the request that it answers
    Place place() {
        return place;
    }

    /// Runs code of the application for the server.
    <T, E extends Exception> T run(Code<T, E> code) throws E {
        boolean outermost = inside.add(Thread.currentThread());
        try {
            if (outermost && serial) checkOverlap();
            paranoia.ifPresent(Paranoia::enter);
            T result = watched(code);
            checkSwallowed();
            return result;
        } finally {
            if (outermost) inside.remove(Thread.currentThread());
        }
    }

    private <T, E extends Exception> T watched(Code<T, E> code) throws E {
        try {
            return code.run();
        } catch (Throwable passed) {
            refused = false;                                   // it was let pass, or something else was thrown instead
            throw passed;
        } finally {
            paranoia.ifPresent(Paranoia::leave);
        }
    }

    private void checkOverlap() {
        if (overlapTold || inside.size() < 2) return;                                                    // [1.10]
        overlapTold = true;
        report(CallRule.CONCURRENCY, "call", "another thread runs the application, though gateway.multithread is false",
            "make one call at a time, or set gateway.multithread to true");
    }

    /// The application goes on. It must not, if the server has refused to [4.18].
    void checkSwallowed() {
        if (!refused) return;
        refused = false;
        report(StartRule.SWALLOWED, "start", "the application caught what it threw because the head was sent, and went on",
            "let it pass, so that the response is broken off");
    }
}

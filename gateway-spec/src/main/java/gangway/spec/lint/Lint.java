package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Watches an application and its server keep the contract, and reports each breach, whichever side made it. It is
/// wsgiref's `validator` and Rack's `Lint`.
///
/// ```java
/// Application checked = Lint.wrap(application, violation -> { throw violation; });
/// ```
///
/// It only looks on: no byte, no exception and no kind of body changes, however bad they are. What the report throws goes to
/// whoever made the breach, as far as he is still on the stack; the line above is strict mode. A body that nobody closed is
/// reported by another thread, when it is garbage.
///
/// The wrapped application opens what the inner one opens ([Application#open]). [Application#with] opens each layer itself:
/// write `application.with(inner -> Lint.wrap(inner)::call)` there.
public final class Lint {

    private Lint() {
    }

    /// The everyday checks, reported to the call's `gateway.errors`, a line each.
    ///
    /// @param application to be checked, and its server with it
    /// @return the same, watched
    public static Application wrap(Application application) {
        return new Linted(application, Lint::lines);
    }

    /// The everyday checks.
    ///
    /// @param application to be checked, and its server with it
    /// @param report      gets each breach; by the threads of all calls
    /// @return the same, watched
    public static Application wrap(Application application, Consumer<Violation> report) {
        Objects.requireNonNull(report, "report");
        return new Linted(application, _ -> report);
    }

    /// All checks, those included that cost: blocks changed behind the other side's back, foreign threads, and the advice to
    /// begin an answer within a second.
    ///
    /// @param application to be checked, and its server with it
    /// @param report      gets each breach; by the threads of all calls
    /// @return the same, watched
    public static Application paranoid(Application application, Consumer<Violation> report) {
        return paranoid(application, report, System::nanoTime);
    }

    /// @param clock in nanoseconds
    static Application paranoid(Application application, Consumer<Violation> report, LongSupplier clock) {
        Objects.requireNonNull(report, "report");
        return new Linted(application, _ -> report, Optional.of(clock), ConcurrentHashMap.newKeySet());
    }

    /// Puts a watch on both sides of a middleware and checks what binds middleware alone: part 7 of the rules.
    ///
    /// @param middleware to be checked
    /// @param report     gets each breach; by the threads of all calls
    /// @return the same, watched
    public static Middleware around(Middleware middleware, Consumer<Violation> report) {
        Objects.requireNonNull(middleware, "middleware");
        Objects.requireNonNull(report, "report");
        return application -> MiddlewareLint.around(middleware, application, report);
    }

    private static Consumer<Violation> lines(Environ environ) {
        PrintWriter errors = environ.get(Environ.ERRORS.name()) instanceof PrintWriter given ? given
            : new PrintWriter(System.err, true, UTF_8);
        return violation -> {
            errors.println("lint: " + violation.getMessage());
            errors.flush();
        };
    }
}

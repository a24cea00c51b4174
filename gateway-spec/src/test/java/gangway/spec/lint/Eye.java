package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Middleware;
import gangway.spec.Violation;

/// How much is seen of a [Fixture]: nothing, the everyday checks, or all.
final class Eye {

    enum Kind { CLOSED, OPEN, PARANOID }

    final BlockingQueue<Violation> seen = new LinkedBlockingQueue<>();
    final AtomicLong clock = new AtomicLong();
    private final Kind kind;

    Eye(Kind kind) {
        this.kind = kind;
    }

    Application on(Application application) {
        return switch (kind) {
            case CLOSED -> application;
            case OPEN -> Lint.wrap(application, seen::add);
            case PARANOID -> Lint.paranoid(application, seen::add, clock::get);
        };
    }

    Middleware on(Middleware middleware) {
        return kind == Kind.CLOSED ? middleware : Lint.around(middleware, seen::add);
    }

    /// Collects garbage until a breach is seen that only the collector can show.
    void awaitGarbage() throws InterruptedException {
        for (int i = 0; i < 600 && kind != Kind.CLOSED && seen.isEmpty(); i++) {
            System.gc();
            Violation violation = seen.poll(100, TimeUnit.MILLISECONDS);
            if (violation != null) seen.add(violation);
        }
    }
}

package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.rule.CallRule;

/// An application under watch: what [Lint] returns.
///
/// @param application to be watched
/// @param reports     who hears of a call's breaches, by its environ
/// @param clock       for the checks that cost; empty without them
/// @param inside      the threads that run the application's code now
record Linted(Application application, Function<Environ, Consumer<Violation>> reports, Optional<LongSupplier> clock,
              Set<Thread> inside) implements Application {

    Linted {
        Objects.requireNonNull(application, "application");
    }

    Linted(Application application, Function<Environ, Consumer<Violation>> reports) {
        this(application, reports, Optional.empty(), ConcurrentHashMap.newKeySet());
    }

    @Override
    public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
        var call = new Call(environ, reports.apply(environ), clock, inside);
        EnvironLint.check(environ, call);
        Streams.watch(environ, call);
        var content = new ContentLint(call);
        Iterable<byte[]> body = called(environ, new StartLint(call, content, start), call);
        if (body == null)                                                                                // [1.4]
            call.report(CallRule.RESULT, "call", "the application returned null",
                "return an iterable of blocks, or List.of() for an empty body");
        return BodyLint.watch(body, environ, call, content);
    }

    private Iterable<byte[]> called(Environ environ, StartResponse start, Call call) throws Exception {
        try {
            return call.run(() -> application.call(environ, start));
        } finally {
            call.returned = true;
        }
    }

    @Override
    public AutoCloseable open(Map<String, Object> state) throws Exception {
        return application.open(state);
    }
}

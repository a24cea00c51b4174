package gangway.coroutine;

import module java.base;

/// The calls of a [Mapping] whose results somebody waits for, and who sees their failures: he, or, when he is gone, the hub.
final class Mapped {

    private Mapped() {}

    /// Leaves its failure to who takes its result.
    static <T> Coroutine<T> quietly(Coroutine<T> call) {
        call.reportErrors(false);
        return call;
    }

    static <T> T get(Coroutine<T> call) {
        return getAll(List.of(call)).getFirst();
    }

    /// Takes all results, up to the first failure, and leaves those behind it to the hub.
    static <T> List<T> getAll(List<Coroutine<T>> calls) {
        var left = calls.iterator();
        try {
            var results = new ArrayList<T>(calls.size());
            for (var call : calls) {
                call.join();
                left.next();
                results.add(call.getNow());
            }
            return results;
        } finally {
            left.forEachRemaining(Mapped::report);
        }
    }

    /// Nobody takes its result any more.
    private static void report(Coroutine<?> call) {
        call.reportErrors(true);
        if (call.outcome().orElse(null) instanceof Outcome.Failed<?>(var cause)) call.hub().errors().report(call, cause);
    }

    /// @return the calls of one function with each argument, made as they are taken
    static <A, T> Iterator<Callable<T>> calls(Call<? super A, ? extends T> call, Iterable<? extends A> arguments) {
        var rest = arguments.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public Callable<T> next() {
                A argument = rest.next();
                return () -> call.call(argument);
            }
        };
    }
}

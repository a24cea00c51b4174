import module java.base;

/// Something that can be done again and again, and how long it took.
@FunctionalInterface
public interface Measure {

    /// What was done.
    ///
    /// @param operations how many
    /// @param nanos      in how long
    record Work(long operations, long nanos) {}

    /// Does it.
    Work once() throws Exception;

    /// Times a number of operations.
    static Measure of(long operations, Action action) {
        return () -> {
            long start = System.nanoTime();
            action.run();
            return new Work(operations, System.nanoTime() - start);
        };
    }

    /// Finds out a number that is no time, or not a mean one, so that once is enough.
    static Measure value(Callable<? extends Number> value) {
        return new Measure() {
            @Override
            public Work once() {
                throw new UnsupportedOperationException("nothing is timed");
            }

            @Override
            public double repeat(long nanos) throws Exception {
                return value.call().doubleValue();
            }
        };
    }

    /// Something to be done.
    @FunctionalInterface
    interface Action {
        /// Does it.
        void run() throws Exception;
    }

    /// Repeats it for some time.
    ///
    /// @return nanoseconds for each operation
    default double repeat(long nanos) throws Exception {
        long operations = 0, passed = 0;
        while (passed < nanos) {
            Work work = once();
            operations += work.operations();
            passed += work.nanos();
        }
        return (double) passed / operations;
    }
}

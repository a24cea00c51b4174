package gangway.coroutine;

import module java.base;

/// How far to wait for several things: see [Coroutine#joinAll], [Coroutine#await(Collection, JoinOption...)] and
/// [Coroutine#iawait].
public sealed interface JoinOption {

    /// Waits for no longer than that, in all.
    ///
    /// @param time how long
    record AtMost(Duration time) implements JoinOption {}

    /// Waits for so many only, whichever come first.
    ///
    /// @param number how many, at least 1
    record Count(int number) implements JoinOption {
        /// Refuses to wait for nobody.
        public Count {
            if (number < 1) throw new IllegalArgumentException("count %s: at least 1 has to be awaited".formatted(number));
        }
    }

    /// Throws the first failure, as it is, instead of waiting for the others. They go on.
    record RaiseError() implements JoinOption {}

    /// @return to wait for no longer than that, in all
    static JoinOption atMost(Duration time) {
        return new AtMost(time);
    }

    /// @return to wait for so many only
    static JoinOption count(int number) {
        return new Count(number);
    }

    /// @return to throw the first failure
    static JoinOption raiseError() {
        return new RaiseError();
    }

    /// All that was told.
    ///
    /// @param atMost for how long
    /// @param count  for how many
    /// @param raises whether the first failure is thrown
    record All(Duration atMost, int count, boolean raises) {

        static All of(JoinOption... options) {
            var all = new All(Times.FOREVER, Integer.MAX_VALUE, false);
            for (var option : options) all = all.with(option);
            return all;
        }

        private All with(JoinOption option) {
            return switch (option) {
                case AtMost(var time) -> new All(time, count, raises);
                case Count(var number) -> new All(atMost, number, raises);
                case RaiseError() -> new All(atMost, count, true);
            };
        }
    }
}

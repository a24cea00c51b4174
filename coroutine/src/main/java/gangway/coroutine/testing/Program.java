package gangway.coroutine.testing;

import module java.base;

/// A random program for [Seeds]: operations drawn by chance, and what they must not break.
///
/// Operations are values, such as records, that say what is done, by whom and when. A program of fewer of them must make
/// sense too: that is how a failing one is made smaller.
///
/// @param <O> what an operation is
public interface Program<O> {

    /// @param random made from the seed
    /// @return one operation
    O operation(RandomGenerator random);

    /// @param random made from the seed
    /// @return of how many operations the program consists; 1 to 24 without this
    default int length(RandomGenerator random) {
        return random.nextInt(1, 25);
    }

    /// Runs the program, and throws something if it did not do as it should.
    ///
    /// @param test       the hub, fresh; this is its main coroutine
    /// @param operations all of them
    /// @throws Exception whatever went wrong
    void run(TestHub test, List<O> operations) throws Exception;
}

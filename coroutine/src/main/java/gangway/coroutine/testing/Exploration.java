package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Order;

/// How a [TestHub] chooses who of those that are ready runs next. All are made from the seed and nothing else.
public enum Exploration {

    /// Whoever came first, as every hub does outside of tests.
    FIRST_COME {
        @Override
        Order order(RandomGenerator random) {
            return _ -> 0;
        }
    },

    /// Anybody, each as likely as the others.
    UNIFORM {
        @Override
        Order order(RandomGenerator random) {
            return random::nextInt;
        }
    },

    /// The one of the highest priority. Each coroutine has one by chance, and now and then the one that runs loses its own: so
    /// some run far ahead and others far behind, which a coin tossed at each step hardly ever brings about.
    PRIORITIES {
        @Override
        Order order(RandomGenerator random) {
            return new Priorities(random);
        }
    };

    abstract Order order(RandomGenerator random);

    /// @return the one that a seed stands for: half of them are uniform, a quarter has priorities, and a quarter is first come,
    ///         first served, with other chances only, which is what users meet. Each finds what the others do not
    static Exploration of(long seed) {
        return switch ((int) (seed & 3)) {
            case 0 -> FIRST_COME;
            case 2 -> PRIORITIES;
            default -> UNIFORM;
        };
    }
}

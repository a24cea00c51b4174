package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.WaitQueue;
import gangway.coroutine.testing.TestHub;

/// Five wrong primitives, each with a mistake that people do make.
final class Planted {

    private Planted() {}

    /// Wakes a getter only when the queue was empty, as if one who is woken had taken its value already.
    static final class MissingWakeUp extends HandOver {

        private final TestHub test;

        MissingWakeUp(TestHub test) {
            this.test = test;
        }

        @Override
        public boolean put(int value, Optional<Duration> patience) {
            items.add(value);
            if (items.size() == 1) getters.wake(value);
            return true;
        }

        @Override
        public OptionalInt get(Optional<Duration> patience) {
            var end = patience.map(test.now()::plus);
            while (items.isEmpty()) {
                var left = end.map(then -> then.minus(test.now()));
                if (await(left).isEmpty() && items.isEmpty()) return OptionalInt.empty();
            }
            return OptionalInt.of(items.remove());
        }
    }

    /// Leaves it to the getter to leave the list when it runs: until then, another putter resumes it once more.
    static final class DoubleResume extends HandOver {

        private final List<Getter> waiting = new ArrayList<>();

        /// One who waits, and what it gets.
        private static final class Getter {
            final WaitQueue queue = new WaitQueue("something in the queue");
            OptionalInt value = OptionalInt.empty();
        }

        @Override
        public boolean put(int value, Optional<Duration> patience) {
            if (waiting.isEmpty()) return items.add(value);
            waiting.getFirst().value = OptionalInt.of(value);
            waiting.getFirst().queue.wake(value);
            return true;
        }

        @Override
        OptionalInt await(Optional<Duration> patience) {
            var getter = new Getter();
            waiting.add(getter);
            try {
                if (patience.isPresent()) getter.queue.await(patience.get());
                else getter.queue.await();
                return getter.value;
            } finally {
                waiting.remove(getter);
            }
        }
    }

    /// Looks at the clock before it looks at what it got.
    static final class EatenValue extends HandOver {

        private final TestHub test;

        EatenValue(TestHub test) {
            this.test = test;
        }

        @Override
        OptionalInt await(Optional<Duration> patience) {
            var end = patience.map(test.now()::plus);
            var value = super.await(patience);
            return end.filter(then -> test.now().compareTo(then) >= 0).isPresent() ? OptionalInt.empty() : value;
        }
    }

    /// Puts a permit that is given back into the open: whoever comes before the one that was woken runs takes it, and that
    /// one has to wait at the end again.
    static final class Unfair implements Permits {

        private final TestHub test;
        private final WaitQueue waiters = new WaitQueue("a permit");
        private int permits;

        Unfair(TestHub test, int permits) {
            this.test = test;
            this.permits = permits;
        }

        @Override
        public boolean acquire(Optional<Duration> patience) {
            var end = patience.map(test.now()::plus);
            while (permits == 0) {
                var left = end.map(then -> then.minus(test.now()));
                if (left.map(waiters::await).orElseGet(() -> Optional.of(waiters.await())).isEmpty()) return false;
            }
            permits--;
            return true;
        }

        @Override
        public void release() {
            permits++;
            waiters.wake(true);
        }

        @Override
        public int free() {
            return permits;
        }
    }

    /// Lets the others run once more before it gives its caller the permit: whoever is killed there keeps it for ever.
    static final class Leak implements Permits {

        private final WaitQueue waiters = new WaitQueue("a permit");
        private int permits;

        Leak(int permits) {
            this.permits = permits;
        }

        @Override
        public boolean acquire(Optional<Duration> patience) {
            if (permits > 0) permits--;
            else if (patience.map(waiters::await).orElseGet(() -> Optional.of(waiters.await())).isEmpty()) return false;
            Coroutine.yieldNow();
            return true;
        }

        @Override
        public void release() {
            if (!waiters.wake(true)) permits++;
        }

        @Override
        public int free() {
            return permits;
        }
    }
}

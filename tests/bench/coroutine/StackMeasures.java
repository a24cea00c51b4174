import module java.base;
import module gangway.coroutine;

/// What is measured of generators and greenlets, which need no hub.
final class StackMeasures {

    private static final int MANY = 200_000;

    private StackMeasures() {}

    static Map<String, Measure> all() {
        return Map.of(
            "next", Measure.of(MANY, StackMeasures::next),
            "send", Measure.of(MANY, StackMeasures::send),
            "each", Measure.of(20L * MANY, StackMeasures::each),
            "greenlet", Measure.of(MANY, StackMeasures::greenlets));
    }

    private static Generator<Integer, Integer, Void> numbers(int end) {
        return Generator.of(y -> {
            for (int i = 0; i < end; i++) y.yield(i);
            return null;
        });
    }

    private static void next() {
        try (var generator = numbers(MANY + 1)) {
            for (int i = 0; i < MANY; i++) generator.next();
        }
    }

    private static void send() {
        try (var generator = numbers(MANY + 2)) {
            generator.next();
            for (Integer i = 0; i < MANY; i++) generator.send(i);
        }
    }

    /// Nobody asks for its values one by one, so no stack is left in between. A body of its own, since one that is used in both
    /// ways is not compiled as well for either.
    private static void each() {
        var sum = new long[1];
        Generator<Integer, Void, Void> all = Generator.of(y -> {
            for (int i = 0; i < 20 * MANY; i++) y.yield(i);
            return null;
        });
        all.forEach(value -> sum[0] += value);
        if (sum[0] < 0) throw new IllegalStateException("the sum is wrong");
    }

    private static void greenlets() {
        var main = Greenlet.current();
        var other = new Greenlet(_ -> {
            while (true) main.switchTo();
        });
        for (int i = 0; i < MANY / 2; i++) other.switchTo();   // there and back
        other.throwInto();
    }
}

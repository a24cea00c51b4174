package gangway.contract;

import module java.base;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What applications of the suite return.
final class Bodies {

    private Bodies() {
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /// A body whose blocks are all there.
    static List<byte[]> blocks(String... texts) {
        return Stream.of(texts).map(Bodies::bytes).toList();
    }

    /// A body that is made when it is asked for, as that of a Python generator.
    ///
    /// @param next gives a block; an empty `Optional` at the end
    static Iterable<byte[]> made(Callable<Optional<String>> next) {
        return () -> Stream.generate(() -> call(next)).takeWhile(Optional::isPresent)
            .map(text -> bytes(text.get())).iterator();
    }

    /// A body that ends when its client leaves.
    static Iterable<byte[]> endless() {
        return made(() -> Optional.of("x".repeat(1000)));
    }

    /// Blocks, then a failure.
    static Iterable<byte[]> failing(RuntimeException failure, String... texts) {
        var left = new ArrayDeque<>(List.of(texts));
        return made(() -> {
            if (left.isEmpty()) throw failure;
            return Optional.of(left.pop());
        });
    }

    /// Waits for somebody, but not for ever.
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) throw new AssertionError("waited in vain");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T call(Callable<T> callable) {
        try {
            return callable.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// What goes wrong in somebody who is about to end anyway is not lost.
class DyingTest {

    private final List<Throwable> told = new ArrayList<>();

    private static void closingBadly() throws IOException {
        Closeable bad = () -> {
            throw new IOException("no disk");
        };
        try (bad) {
            Coroutine.sleep(Duration.ofHours(1));
        }
    }

    @OnEachKernel
    void whoFailsWhileItIsKilledHasFailed() {
        Hub.current().onError((_, error) -> told.add(error));
        var dying = Coroutine.spawn(DyingTest::closingBadly);
        Coroutine.yieldNow();
        dying.kill();
        assertFalse(dying.successful());
        assertEquals("no disk", assertThrows(IOException.class, dying::get).getMessage());
        assertEquals(List.of("no disk"), told.stream().map(Throwable::getMessage).toList());
    }

    @OnEachKernel
    void whoFailsWhileItsScopeIsCancelledHasFailed() {
        var failure = assertThrows(IOException.class, () ->
            CancelScope.moveOnAfter(Duration.ofMillis(1), DyingTest::closingBadly));
        assertEquals("no disk", failure.getMessage());
    }

    @OnEachKernel
    void whoFailsWhenItsTimeIsOverHasFailed() {
        var failure = assertThrows(IOException.class, () -> Timeout.within(Duration.ofMillis(1), DyingTest::closingBadly));
        assertEquals("no disk", failure.getMessage());
    }

    @OnEachKernel
    void aChildThatFailsWhileItsParentIsKilledIsNotForgotten() {
        var failure = assertThrows(ErrorGroup.class, () -> Nursery.run(outer -> {
            var parent = outer.spawn(() -> Nursery.run(inner -> inner.spawn(DyingTest::closingBadly)));
            Coroutine.sleep(Duration.ofMillis(1));
            parent.kill(new GreenletExit());
        }));
        var inner = (ErrorGroup) failure.errors().getFirst();
        assertEquals("no disk", inner.errors().getFirst().getMessage());
    }
}

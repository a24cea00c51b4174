package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Being told of an end.
class LinksTest {

    private final List<String> trace = new ArrayList<>();

    private Consumer<Awaitable> note(String what) {
        return _ -> trace.add(what);
    }

    @OnEachKernel
    void linksAreCalledInTheirOrderAfterTheEndAndOnce() {
        var coroutine = Coroutine.spawn(() -> trace.add("ends"));
        coroutine.rawLink(note("a"));
        coroutine.link(_ -> trace.add("b"));
        coroutine.rawLink(note("c"));
        coroutine.join();
        Coroutine.idle();
        assertEquals(List.of("ends", "a", "c", "b"), trace);   // b has a coroutine of its own to be called in
        assertEquals(0, coroutine.linked());
    }

    @OnEachKernel
    void linksTellApartHowItEnded() {
        Coroutine.current().hub().onError((_, _) -> {});
        var killed = Coroutine.spawn("killed", () -> {});
        var value = Coroutine.spawn("value", () -> 1);
        var failed = Coroutine.spawn("failed", (Action) () -> {
            throw new IOException();
        });
        for (Coroutine<?> each : List.of(killed, value, failed)) {
            each.linkValue(ended -> trace.add("value " + ended.name()));
            each.linkException(ended -> trace.add("exception " + ended.name()));
        }
        killed.kill();
        Coroutine.idle();
        assertEquals(List.of("value killed", "value value", "exception failed"), trace);
    }

    @OnEachKernel
    void aLinkRunsInACoroutineOfItsOwnAndMayWait() {
        var coroutine = Coroutine.spawn("source", () -> {});
        coroutine.link(ended -> {
            assertSame(coroutine, ended);
            assertNotSame(coroutine, Coroutine.current());
            Coroutine.yieldNow();
            trace.add(Coroutine.current().name());
        });
        Coroutine.idle();
        assertEquals(List.of("link of source"), trace);
    }

    @Tag("coroutine-39")
    @OnEachKernel
    void aLateLinkIsCalledInTheNextTurn() {
        var coroutine = Coroutine.spawn(() -> {});
        coroutine.join();
        coroutine.link(_ -> trace.add("late"));
        coroutine.rawLink(note("raw"));
        assertEquals(List.of(), trace);
        Coroutine.idle();
        assertEquals(List.of("raw", "late"), trace);
    }

    @Tag("coroutine-39")
    @OnEachKernel
    void aLinkThatIsTakenBackIsNotCalled() {
        var coroutine = Coroutine.spawn(() -> {});
        Consumer<Coroutine<Void>> link = _ -> trace.add("link");
        var raw = note("raw");
        coroutine.link(link);
        coroutine.rawLink(raw);
        coroutine.unlink(link);
        coroutine.unlink(raw);
        coroutine.unlink("never linked");
        Coroutine.idle();
        assertEquals(List.of(), trace);
        assertEquals(0, coroutine.linked());
    }

    @Tag("coroutine-39")
    @OnEachKernel
    void aLinkCanBeTakenBackBetweenTheEndAndItsCall() {
        var coroutine = Coroutine.spawn(() -> {});
        var second = note("second");
        coroutine.rawLink(_ -> coroutine.unlink(second));
        coroutine.rawLink(second);
        coroutine.rawLink(note("third"));
        Coroutine.idle();
        assertEquals(List.of("third"), trace);
        var late = note("late");
        coroutine.rawLink(late);
        coroutine.unlink(late);
        Coroutine.idle();
        assertEquals(List.of("third"), trace);
    }

    @Tag("coroutine-39")
    @OnEachKernel
    void takenBackOnceOneOfTwoEqualLinksStays() {
        var coroutine = Coroutine.spawn(() -> {});
        var link = note("link");
        coroutine.rawLink(link);
        coroutine.rawLink(link);
        coroutine.unlink(link);
        Coroutine.idle();
        assertEquals(List.of("link"), trace);
    }

    @OnEachKernel
    void aLinkThatThrowsHarmsNobody() {
        var told = new ArrayList<Throwable>();
        Coroutine.current().hub().onError((_, error) -> told.add(error));
        var error = new IllegalStateException("link");
        var coroutine = Coroutine.spawn(() -> 1);
        coroutine.rawLink(_ -> {
            throw error;
        });
        coroutine.rawLink(note("neighbour"));
        coroutine.link(_ -> {
            throw error;
        });
        assertEquals(1, coroutine.get());
        Coroutine.idle();
        assertEquals(List.of("neighbour"), trace);
        assertEquals(List.of(error, error), told);
    }

    @OnEachKernel(seconds = 5)
    void aLinkThatLinksItselfAgainForEverDoesNotStopTheOthers() {
        var coroutine = Coroutine.spawn(() -> {});
        coroutine.rawLink(new Consumer<>() {
            @Override
            public void accept(Awaitable ready) {
                coroutine.rawLink(this);
            }
        });
        for (int i = 0; i < 10; i++) Coroutine.yieldNow();
        assertTrue(coroutine.ready());
    }

    @OnEachKernel
    void whoLinksToAnEventThatIsSetAndClearedLaterIsNotTold() {
        var event = new Event();
        event.rawLink(note("early"));
        event.set();
        event.clear();
        event.rawLink(note("late"));
        Coroutine.idle();
        assertEquals(List.of("early"), trace);
        event.set();
        Coroutine.idle();
        assertEquals(List.of("early", "late"), trace);
    }
}

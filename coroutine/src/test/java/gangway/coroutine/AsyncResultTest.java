package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AsyncResultTest {

    private final List<String> trace = new ArrayList<>();

    @Tag("coroutine-52")
    @OnEachKernel
    void allWhoWaitGetTheValueAndSoDoesWhoAsksLate() {
        var result = new AsyncResult<String>();
        var all = IntStream.range(0, 3).mapToObj(_ -> Coroutine.spawn(() -> result.get())).toList();
        Coroutine.yieldNow();
        assertFalse(result.ready());
        result.set("value");
        assertEquals(List.of("value", "value", "value"), all.stream().map(Coroutine::get).toList());
        assertEquals("value", result.get());
        assertEquals("value", result.get(Duration.ZERO));
        assertEquals("value", result.getNow());
        assertTrue(result.successful());
    }

    @Tag("coroutine-52")
    @OnEachKernel
    void allWhoWaitAreThrownTheVerySameException() {
        var result = new AsyncResult<String>();
        var error = new IOException("checked");
        var waiter = Coroutine.spawn(() -> assertThrows(IOException.class, result::get));
        Coroutine.yieldNow();
        result.setException(error);
        assertSame(error, waiter.get());
        assertSame(error, assertThrows(IOException.class, result::get));
        assertSame(error, assertThrows(IOException.class, result::getNow));
        assertTrue(result.ready());
        assertFalse(result.successful());
    }

    @Tag("coroutine-52")
    @OnEachKernel
    void whatHasNotComeIsNotWaitedForLongerThanTold() {
        var result = new AsyncResult<String>();
        assertThrows(Timeout.class, () -> result.get(Duration.ofMillis(1)));
        assertThrows(Timeout.class, result::getNow);
        assertFalse(result.await(Duration.ofNanos(1)));
        result.set("late");
        assertTrue(result.await(Duration.ofNanos(1)));
        result.await();
        assertEquals("late", result.get());
    }

    @OnEachKernel
    void aValueMayBeNothing() {
        var result = new AsyncResult<Void>();
        result.set(null);
        assertTrue(result.ready());
        assertNull(result.get());
        assertThrows(NullPointerException.class, () -> result.setException(null));
    }

    @OnEachKernel
    void whatIsSetAgainIsAnotherValueForThoseWhoAskThen() {
        var result = new AsyncResult<Integer>();
        result.set(1);
        result.set(2);
        assertEquals(2, result.get());
        result.setException(new IllegalStateException("3"));
        assertThrows(IllegalStateException.class, result::get);
    }

    @OnEachKernel
    void anotherThreadMaySetIt() throws Exception {
        var result = new AsyncResult<String>();
        var failure = new AsyncResult<String>();
        var thread = Thread.ofPlatform().start(() -> {
            result.set("from afar");
            failure.setException(new IOException("from afar"));
        });
        assertEquals("from afar", result.get(Duration.ofSeconds(10)));
        assertThrows(IOException.class, () -> failure.get(Duration.ofSeconds(10)));
        thread.join();
    }

    @OnEachKernel
    void whoFirstSetsItFromAnotherThreadDoesNotOwnIt() throws Exception {
        var result = new AsyncResult<String>();
        Thread.ofPlatform().start(() -> result.set("value")).join();
        assertEquals("value", result.get());
    }

    @OnEachKernel
    void linkedToACoroutineItHasItsOutcome() {
        var value = new AsyncResult<String>();
        Coroutine.spawn(() -> "value").link(value);
        assertEquals("value", value.get());

        var killed = new AsyncResult<Void>();
        var coroutine = Coroutine.spawn(() -> new Event().await());
        coroutine.link(killed);
        Coroutine.yieldNow();
        coroutine.kill();
        var error = assertThrows(CancellationException.class, killed::get);
        assertInstanceOf(GreenletExit.class, error.getCause());
        assertTrue(killed.successful());
    }

    @OnEachKernel
    void linkedToACoroutineItHasItsFailure() {
        Hub.current().onError((_, _) -> {});
        var failed = new AsyncResult<String>();
        var error = new IOException("failed");
        Coroutine.<String>spawn(() -> {
            throw error;
        }).link(failed);
        assertSame(error, assertThrows(IOException.class, failed::get));
    }

    @OnEachKernel
    void thoseWhoAskedAreToldOnceAndWhoAsksLateToo() {
        var result = new AsyncResult<String>();
        result.rawLink(_ -> trace.add("early"));
        Consumer<Awaitable> gone = _ -> trace.add("gone");
        result.rawLink(gone);
        result.unlink(gone);
        result.set("value");
        assertEquals(List.of(), trace);
        Coroutine.yieldNow();
        result.rawLink(_ -> trace.add("late"));
        Coroutine.yieldNow();
        assertEquals(List.of("early", "late"), trace);
    }

    @OnEachKernel
    void itSaysWhetherItIsThere() {
        var result = new AsyncResult<String>();
        assertEquals("AsyncResult[not there yet]", result.toString());
        assertEquals(Optional.empty(), result.outcome());
        result.set("secret");
        assertEquals("AsyncResult[a value]", result.toString());
        assertEquals(Optional.of(new Outcome.Value<>("secret")), result.outcome());
        result.setException(new IOException());
        assertEquals("AsyncResult[a failure]", result.toString());
    }
}

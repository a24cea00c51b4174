package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.Tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

/// Who is told of errors.
class ErrorsTest {

    private final Log log = new Log();
    private final Errors errors = new Errors(log);
    private final IOException error = new IOException("disk");

    @Tag("coroutine-64")
    @OnEachKernel
    void withoutAHandlerTheLogIsTold() {
        errors.report(Coroutine.current(), error);
        assertEquals(List.of("main failed with java.io.IOException: disk"), log.messages);
        assertSame(error, log.thrown.getFirst());
    }

    @Tag("coroutine-64")
    @OnEachKernel
    void withAHandlerOnlyThatIsTold() {
        var told = new ArrayList<Throwable>();
        errors.handler((_, thrown) -> told.add(thrown));
        errors.report(Coroutine.current(), error);
        assertEquals(List.of(error), told);
        assertEquals(List.of(), log.messages);
    }

    @Tag("coroutine-64")
    @OnEachKernel
    void ofAHandlerThatFailsTheLogIsToldAndOfTheErrorWithIt() {
        var failure = new IllegalStateException("handler");
        errors.handler((_, _) -> {
            throw failure;
        });
        errors.report(Coroutine.current(), error);
        assertEquals(List.of("the handler of the hub's errors failed itself"), log.messages);
        assertSame(failure, log.thrown.getFirst());
        assertSame(error, failure.getSuppressed()[0]);
    }

    @OnEachKernel
    void aHandlerThatThrowsWhatItWasGivenIsNoHarm() {
        errors.handler((_, thrown) -> {
            throw Sneaky.raise(thrown);
        });
        errors.report(Coroutine.current(), error);
        assertSame(error, log.thrown.getFirst());
    }

    /// Keeps what it is told.
    private static final class Log implements System.Logger {

        private final List<String> messages = new ArrayList<>();
        private final List<Throwable> thrown = new ArrayList<>();

        @Override
        public String getName() {
            return "log";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable error) {
            messages.add(message);
            thrown.add(error);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            throw new AssertionError("not used");
        }
    }
}

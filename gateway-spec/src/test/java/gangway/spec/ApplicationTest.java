package gangway.spec;

import module java.base;

import gangway.spec.rule.CallRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/// What may be an application, and what `with` and `open` do to it.
class ApplicationTest {

    record AsRecord(String greeting) implements Application {
        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
            return start.text("200 OK", greeting);
        }
    }

    enum AsEnum implements Application {
        ONLY {
            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
                return start.text("200 OK", "hello");
            }
        }
    }

    static class AsClass implements Application {
        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
            return start.text("200 OK", "hello");
        }
    }

    static Iterable<byte[]> asMethod(Environ environ, StartResponse start) throws IOException {
        return start.text("200 OK", "hello");
    }

    static List<Application> shapes() {
        return List.of((_, start) -> start.text("200 OK", "hello"), ApplicationTest::asMethod, new AsRecord("hello"),
            AsEnum.ONLY, new AsClass());
    }

    @Tag("facts-1")
    @ParameterizedTest
    @MethodSource("shapes")
    @Verifies(call = {CallRule.SIGNATURE, CallRule.REPEATABLE})
    void anythingWithThatOneMethodIsAnApplication(Application application) throws Exception {
        StartResponse start = (_, _, _) -> _ -> {};
        assertEquals("hello", text(application.call(Environ.create(), start)));
        assertEquals("hello", text(application.call(Environ.create(), start)), "and can be called again");
    }

    @Test
    void theFirstNamedMiddlewareIsTheOutermost() throws Exception {
        var order = new ArrayList<String>();
        Application application = new AsClass().with(noting("outer", order), noting("inner", order));
        application.call(Environ.create(), (_, _, _) -> _ -> {});
        assertEquals(List.of("outer", "inner"), order);
    }

    private static Middleware noting(String name, List<String> order) {
        return inside -> (environ, start) -> {
            order.add(name);
            return inside.call(environ, start);
        };
    }

    @Test
    @Verifies(middleware = MiddlewareRule.LIFESPAN)
    void middlewareKeepsTheLifespanOfWhatItWraps() throws Exception {
        AutoCloseable resource = mock();
        Application application = opening(_ -> resource).with(inside -> inside::call);
        application.open(new HashMap<>()).close();
        verify(resource).close();
    }

    @Test
    @Verifies(middleware = MiddlewareRule.LIFESPAN)
    void lifespansOpenFromTheInsideOutAndCloseTheOtherWay() throws Exception {
        AutoCloseable inner = mock(), outer = mock();
        try (AutoCloseable _ = opening(_ -> inner).with(_ -> opening(_ -> outer)).open(new HashMap<>())) {
            verify(inner, org.mockito.Mockito.never()).close();
        }
        var order = inOrder(outer, inner);
        order.verify(outer).close();
        order.verify(inner).close();
    }

    @Test
    @Verifies(extension = ExtensionRule.ROLLED_BACK)
    void aLayerThatFailsToOpenClosesThoseBelowIt() throws Exception {
        AutoCloseable inner = mock();
        var failure = new IllegalStateException("no database");
        Application application = opening(_ -> inner).with(_ -> opening(_ -> {
            throw failure;
        }));
        assertSame(failure, assertThrows(IllegalStateException.class, () -> application.open(new HashMap<>())));
        verify(inner).close();
    }

    @Test
    @Verifies(extension = ExtensionRule.ROLLED_BACK)
    void allLayersAreClosedEvenWhenOneFails() throws Exception {
        AutoCloseable inner = mock(), outer = mock();
        org.mockito.Mockito.doThrow(new IOException("outer")).when(outer).close();
        AutoCloseable open = opening(_ -> inner).with(_ -> opening(_ -> outer)).open(new HashMap<>());
        assertEquals("outer", assertThrows(IOException.class, open::close).getMessage());
        verify(inner).close();
    }

    @Test
    void anApplicationWithoutLifespanOpensToNothing() throws Exception {
        var state = new HashMap<String, Object>();
        new AsClass().open(state).close();
        assertFalse(state.containsKey("anything"));
    }

    interface Opening {
        AutoCloseable open(Map<String, Object> state) throws Exception;
    }

    private static Application opening(Opening opening) {
        return new Application() {
            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) {
                return List.of();
            }

            @Override
            public AutoCloseable open(Map<String, Object> state) throws Exception {
                return opening.open(state);
            }
        };
    }

    private static String text(Iterable<byte[]> body) {
        var text = new StringBuilder();
        body.forEach(block -> text.append(new String(block)));
        return text.toString();
    }

    @Test
    @Verifies(start = StartRule.SIGNATURE)
    void theHelpersOfStartResponseAreOneCallEach() throws IOException {
        StartResponse start = mock(org.mockito.Mockito.CALLS_REAL_METHODS);
        when(start.start("404 Not Found", List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
            StartResponse.NO_ERROR)).thenReturn(_ -> {});
        assertEquals("gone", text(start.text("404 Not Found", "gone")));
        verify(start).start("404 Not Found", List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
            StartResponse.NO_ERROR);
    }
}

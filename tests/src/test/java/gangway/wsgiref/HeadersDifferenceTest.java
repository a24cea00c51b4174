package gangway.wsgiref;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Violation;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `wsgiref.headers.Headers` and ours, told to do the same things one after the other.
@Tag("facts-45")
class HeadersDifferenceTest {

    private static final List<String> NAMES = List.of("A", "a", "Content-Type", "content-TYPE", "X-B", "x-b", "C");
    private static final List<String> VALUES = List.of("", "1", "text/html", "a, b", "\u00E9\u00FF", "a\tb",
        "\"q\\\"", "k=v; x");
    private static final List<String> PARAMETERS = List.of("filename", "max_age", "a_b_c", "q");

    private static Oracle wsgiref;
    private final Random random = new Random(2616);

    @BeforeAll
    static void start() throws Exception {
        wsgiref = Oracle.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (wsgiref != null) wsgiref.close();                  // null when the class is skipped
    }

    /// A method of wsgiref's with its arguments.
    record Call(String method, List<String> arguments) {

        /// Calls the twin of the method.
        ///
        /// @return what it returns, as the script writes it; empty where Python returns None
        Optional<String> on(Headers headers) {
            return switch (method) {
                case "keys" -> Optional.of(String.join(" | ", headers.names()));
                case "values" -> Optional.of(String.join(" | ", headers.values()));
                case "items" -> Optional.of(headers.list().stream().map(header -> header.name() + "=" + header.value())
                    .collect(Collectors.joining(" | ")));
                case "__len__" -> Optional.of(Integer.toString(headers.size()));
                case "get", "__getitem__" -> headers.get(arguments.get(0));
                case "get_all" -> Optional.of(String.join(" | ", headers.all(arguments.get(0))));
                case "__contains__" -> Optional.of(headers.contains(arguments.get(0)) ? "True" : "False");
                case "setdefault" -> Optional.of(headers.setDefault(arguments.get(0), arguments.get(1)));
                default -> {
                    change(headers);
                    yield Optional.empty();
                }
            };
        }

        private void change(Headers headers) {
            String name = arguments.get(0);
            switch (method) {
                case "__setitem__" -> headers.set(name, arguments.get(1));
                case "__delitem__" -> headers.remove(name);
                case "add_header" -> headers.add(name, arguments.get(1), IntStream.range(1, arguments.size() / 2)
                    .mapToObj(i -> new Header.Parameter(arguments.get(2 * i), arguments.get(2 * i + 1)))
                    .toArray(Header.Parameter[]::new));
                default -> throw new AssertionError(method);
            }
        }
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Call randomCall() {
        String method = oneOf(List.of("keys", "values", "items", "__len__", "get", "__getitem__", "get_all", "__contains__",
            "setdefault", "__setitem__", "__setitem__", "__delitem__", "add_header", "add_header", "add_header"));
        var arguments = new ArrayList<String>();
        if (!List.of("keys", "values", "items", "__len__").contains(method)) arguments.add(oneOf(NAMES));
        if (List.of("setdefault", "__setitem__", "add_header").contains(method)) arguments.add(oneOf(VALUES));
        if (method.equals("add_header"))
            PARAMETERS.stream().filter(_ -> random.nextInt(4) == 0)
                .forEach(name -> arguments.addAll(List.of(name, oneOf(VALUES))));
        return new Call(method, arguments);
    }

    /// An empty value of `add_header` and of a parameter is None on the other side.
    @Test
    void whateverIsDoneToThemBothAreTheSameAfterIt() {
        for (int i = 0; i < 200; i++) {
            List<String> pairs = IntStream.range(0, random.nextInt(5)).mapToObj(_ -> List.of(oneOf(NAMES), oneOf(VALUES)))
                .flatMap(List::stream).toList();
            Headers headers = Headers.of(pairs.toArray(String[]::new));
            assertEquals(wsgiref.texts("new_headers", pairs.toArray(String[]::new)), List.of(headers.toString()));
            for (int j = 0; j < 12; j++) {
                Call call = randomCall();
                String[] question = Stream.concat(Stream.of(call.method()), call.arguments().stream()).toArray(String[]::new);
                assertEquals(wsgiref.ask("call_headers", question), List.of(call.on(headers), Optional.of(headers.toString()),
                    Optional.of(new String(headers.bytes(), ISO_8859_1))), call::toString);
            }
        }
    }

    /// Blanks around a value are no part of it (RFC 9110 §5.5); wsgiref sends them.
    @Test
    void oursDropsBlanksAroundAValue() {
        wsgiref.texts("new_headers", "A", " 1 ");
        assertEquals(Optional.of(" 1 "), wsgiref.ask("call_headers", "get", "A").getFirst());
        assertEquals(Optional.of("1"), Headers.of("A", " 1 ").get("A"));
    }

    /// Which characters wsgiref refuses depends on its version: none up to 3.11, control characters later. Ours refuses
    /// those and more.
    @Verifies(start = StartRule.VALUE)
    @ParameterizedTest
    @ValueSource(strings = {"?", "?b", "a?b", "a?"})
    void aCharacterThatWsgirefRefusesIsRefusedHereToo(String place) {
        Set<String> theirs = Set.copyOf(wsgiref.texts("refused", place));
        Set<String> ours = IntStream.rangeClosed(0, 0x200).filter(number -> isRefused(place.replace('?', (char) number)))
            .mapToObj(Integer::toString).collect(Collectors.toSet());
        assertTrue(ours.containsAll(theirs), theirs::toString);
        assertTrue(ours.contains("10") && ours.contains("256"));
    }

    private static boolean isRefused(String value) {
        try {
            new Header("X", value);
            return false;
        } catch (Violation e) {
            return true;
        }
    }

    @Test
    void namesThatPythonTakesAndHttpDoesNotAreRefused() {
        wsgiref.texts("new_headers", "a b", "1");
        assertEquals(Optional.of("1"), wsgiref.ask("call_headers", "get", "a b").getFirst());
        assertFalse(Header.isToken("a b"));
    }
}

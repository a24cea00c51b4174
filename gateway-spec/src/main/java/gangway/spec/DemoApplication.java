package gangway.spec;

import module java.base;

/// The smallest application that shows the whole request: wsgiref's `demo_app`.
///
/// Answers any request with `Hello world!`, an empty line and the environ, sorted by key, a line for each.
public record DemoApplication() implements Application {

    @Override
    public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
        var page = new StringBuilder("Hello world!\n\n");
        new TreeMap<>(environ).forEach((key, value) -> page.append(key).append(" = ").append(show(key, value)).append('\n'));
        return start.text("200 OK", page.toString());
    }

    /// Text as in a source file, so that a hostile header cannot draw lines of its own; of a stream only what it is.
    private static String show(String key, Object value) {
        return switch (value) {
            case String text when Environ.shown(key, text).equals(text) -> Violation.quote(text);
            case Boolean _, Environ.Version _, Environ.State _, Environ.Offer _, Peer _, Headers _, String _ ->
                Environ.shown(key, value);
            case Input _ -> "an Input";
            case PrintWriter _ -> "a PrintWriter";
            case Object other -> "a value of " + type(key, other).getSimpleName();
        };
    }

    /// What is promised of a value says more than its class, which for a lambda has another name in each process.
    private static Class<?> type(String key, Object value) {
        return Environ.KEYS.stream().filter(known -> known.name().equals(key)).<Class<?>>map(Key::type).findFirst()
            .orElse(value.getClass());
    }
}

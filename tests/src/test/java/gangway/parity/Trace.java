package gangway.parity;

import module java.base;

import gangway.coroutine.GreenletExit;
import gangway.coroutine.StopIteration;

import static java.util.stream.Collectors.joining;

/// What a program tells of itself, one line for each thing that happens. Its twin in Python is in `parity.py`; both write the
/// same lines. Any thread may add to it.
final class Trace {

    /// What differs in name only. Python has many classes for what a program must not do, Java others.
    private static final List<Class<? extends Throwable>> MISUSE = List.of(IllegalStateException.class,
        IllegalArgumentException.class, UnsupportedOperationException.class, NullPointerException.class,
        IllegalMonitorStateException.class);

    /// Whatever is told by its own name here and there has no line here.
    private static final Map<String, String> NAMES = Map.of("WouldBlockForever", "LoopExit", "CancellationException",
        GreenletExit.class.getSimpleName(), "Full", "Full");

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /// What goes wrong on purpose.
    static final class Oops extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        Oops(String message) {
            super(message);
        }
    }

    /// Something that gives a value or fails.
    @FunctionalInterface
    interface Attempt {
        /// @return its value
        /// @throws Throwable how it fails
        Object run() throws Throwable;
    }

    /// Notes something; null is None, as Python writes it.
    void add(Object... parts) {
        lines.add(Stream.of(parts).map(Trace::text).collect(joining(" ")));
    }

    /// Notes what comes of something, or how it fails.
    void attempt(Attempt what) {
        try {
            add(what.run());
        } catch (Throwable e) {
            error(e);
        }
    }

    /// Notes an exception with its words: those in front of any explanation.
    void error(Throwable e) {
        add(name(e) + ": " + words(e));
    }

    /// Notes an exception without its words.
    void kind(Throwable e) {
        add(name(e));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private static String name(Throwable e) {
        String name = e.getClass().getSimpleName();
        if (NAMES.containsKey(name)) return NAMES.get(name);
        return MISUSE.stream().anyMatch(type -> type.isInstance(e)) ? "misuse" : name;
    }

    private static String words(Throwable e) {
        if (e instanceof StopIteration stop) return text(stop.value());
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return message.split("[;\n]", 2)[0].replace("null", "None");
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean truth -> truth ? "True" : "False";
            case Optional<?> optional -> text(optional.orElse(null));
            case Collection<?> all -> all.stream().map(Trace::quoted).collect(joining(", ", "[", "]"));
            case Object[] all -> Stream.of(all).map(Trace::quoted).collect(joining(", ", "(", all.length == 1 ? ",)" : ")"));
            default -> value.toString();
        };
    }

    /// As Python shows it inside a list.
    private static String quoted(Object value) {
        return value instanceof String ? "'" + value + "'" : text(value);
    }
}

package gangway.server.cli;

import module java.base;

/// A row of a command's table of options.
///
/// @param names    as written, the short one first: `-p`, `--port`; behind the long one, what it is called elsewhere
/// @param argument what follows, as the help calls it; empty for a switch
/// @param help     one line of at most 50 characters
/// @param common   whether the first page of the help shows it
/// @param value    makes a value of the argument
/// @param <T>      the value's type
record Option<T>(List<String> names, String argument, String help, boolean common, Value<T> value) {

    /// Reads an argument.
    ///
    /// @param <T> what it means
    @FunctionalInterface
    interface Value<T> {
        /// @param text as written
        /// @return its meaning
        /// @throws IllegalArgumentException saying what is expected instead: the end of a sentence
        T of(String text);
    }

    /// An option that is there or not.
    static Option<Boolean> flag(String names, String help, boolean common) {
        return new Option<>(split(names), "", help, common, _ -> true);
    }

    /// An option with an argument.
    static <T> Option<T> of(String names, String argument, String help, boolean common, Value<T> value) {
        return new Option<>(split(names), argument, help, common, value);
    }

    private static List<String> split(String names) {
        return List.of(names.split(", "));
    }

    /// Whole numbers in a range.
    ///
    /// @param from the smallest
    /// @param to   the largest
    /// @return reads them
    static Value<Integer> number(int from, int to) {
        return text -> (int) number(text, from, to);
    }

    /// Sizes of what may be larger than memory.
    ///
    /// @return reads a number of bytes
    static Value<Long> size() {
        return text -> number(text, 0, Long.MAX_VALUE);
    }

    private static long number(String text, long from, long to) {
        try {
            long number = Long.parseLong(text);
            if (number >= from && number <= to) return number;
        } catch (NumberFormatException e) {
            // told below, as a number out of range is
        }
        throw new IllegalArgumentException("needs a number from " + from + " to " + to);
    }

    /// One of the constants of an enum, written as their `toString`.
    ///
    /// @param choices all of them
    /// @return reads them
    static <E extends Enum<E>> Value<E> choice(Collection<E> choices) {
        List<String> names = choices.stream().map(E::toString).toList();
        return text -> choices.stream().filter(choice -> choice.toString().equals(text)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("is one of " + String.join(", ", names)
                + Nearest.hint(text, names)));
    }

    /// Lists of files, separated as in every class path.
    ///
    /// @param text for example `lib/a.jar:classes`
    /// @return its elements
    static List<Path> paths(String text) {
        return Stream.of(text.split(File.pathSeparator)).filter(Predicate.not(String::isEmpty)).map(Path::of).toList();
    }

    boolean takesArgument() {
        return !argument.isEmpty();
    }

    /// @return the row's left side in the help: `-p, --port N`
    String usage() {
        boolean hasShort = !names.getFirst().startsWith("--");
        return (hasShort ? "" : "    ") + String.join(", ", names.subList(0, hasShort ? 2 : 1))
            + (takesArgument() ? " " + argument : "");
    }
}

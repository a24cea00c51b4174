package gangway.server.cli;

import module java.base;

/// A command line, read by a table of options.
///
/// @param operands what is no option, in order
/// @param rest     what follows `--`: it belongs to the program that is run
/// @param given    the values of each option that was given, in order
record Arguments(List<String> operands, List<String> rest, Map<Option<?>, List<Object>> given) {

    /// Reads `--port 80`, `--port=80`, `-p 80` and switches; options may stand before and behind operands.
    ///
    /// @param words   behind the command's name
    /// @param options that the command has
    /// @return what they mean
    /// @throws Failure for an unknown option, or one whose argument is missing or wrong
    static Arguments parse(List<String> words, List<Option<?>> options) throws Failure {
        var read = new Arguments(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        for (Iterator<String> word = words.iterator(); word.hasNext(); ) {
            String next = word.next();
            if (next.equals("--")) word.forEachRemaining(read.rest::add);
            else if (next.startsWith("-") && next.length() > 1) read.option(next, word, options);
            else read.operands.add(next);
        }
        return read;
    }

    private void option(String word, Iterator<String> following, List<Option<?>> options) throws Failure {
        String[] parts = word.split("=", 2);
        Option<?> option = options.stream().filter(known -> known.names().contains(parts[0])).findFirst()
            .orElseThrow(() -> unknown(parts[0], options));
        if (parts.length > 1 && !option.takesArgument())
            throw Failure.usage(parts[0] + " is a switch and takes no argument: write " + parts[0]);
        boolean missing = option.takesArgument() && parts.length == 1 && !following.hasNext();
        if (missing) throw Failure.usage(parts[0] + " needs an argument: write " + parts[0] + " " + option.argument());
        String argument = parts.length > 1 ? parts[1] : option.takesArgument() ? following.next() : "";
        given.computeIfAbsent(option, _ -> new ArrayList<>()).add(value(option, parts[0], argument));
    }

    private static Object value(Option<?> option, String name, String argument) throws Failure {
        try {
            return option.value().of(argument);
        } catch (IllegalArgumentException expected) {
            throw Failure.usage(name + " " + argument + ": " + name + " " + expected.getMessage());
        }
    }

    private static Failure unknown(String name, List<Option<?>> options) {
        List<String> names = options.stream().flatMap(option -> option.names().stream()).toList();
        return Failure.usage("there is no option " + name + Nearest.hint(name, names)
            + "; gangway --help all lists them; what is meant for your program goes behind --");
    }

    /// @param option of the table
    /// @return whether it was given
    boolean has(Option<?> option) {
        return given.containsKey(option);
    }

    /// @param option of the table
    /// @return its value; the last one if it was repeated
    <T> Optional<T> get(Option<T> option) {
        return has(option) ? Optional.of(all(option).getLast()) : Optional.empty();
    }

    /// @param option of the table
    /// @return all its values, in order
    @SuppressWarnings("unchecked")                             // value() put there what this very option makes
    <T> List<T> all(Option<T> option) {
        return (List<T>) given.getOrDefault(option, List.of());
    }
}

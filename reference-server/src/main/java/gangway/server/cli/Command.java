package gangway.server.cli;

import module java.base;

/// What `gangway` can do. A command is a constant here and a paragraph in [Usage].
enum Command {

    /// Serves an application.
    SERVE {
        @Override
        Optional<Exit> run(List<String> words, Console console) throws Failure {
            Arguments arguments = Arguments.parse(words, ServeOptions.ALL);
            if (arguments.has(ServeOptions.HELP)) return say(console, Usage.serve());
            if (arguments.has(ServeOptions.VERSION)) return say(console, Usage.version());
            ServeCommand.run(arguments, console);
            return Optional.of(Exit.CLEAN);
        }
    },

    /// Answers one request of a web server.
    CGI {
        @Override
        Optional<Exit> run(List<String> words, Console console) throws Failure {
            Arguments arguments = Arguments.parse(words, CgiCommand.OPTIONS);
            if (arguments.has(ServeOptions.HELP)) return say(console, Usage.cgi());
            return Optional.of(CgiCommand.run(arguments, console));
        }
    },

    /// Runs a source file.
    RUN {
        @Override
        Optional<Exit> run(List<String> words, Console console) throws Throwable {
            String first = words.isEmpty() ? "" : words.getFirst();
            if (first.equals("-h") || first.equals("--help")) return say(console, Usage.RUN);
            if (first.isEmpty() || first.startsWith("-"))
                throw Failure.usage("run needs a Java source file: write gangway run FILE [ARGS]");
            RunCommand.run(Target.source(first), words.subList(1, words.size()), console);
            return Optional.empty();
        }
    };

    /// Runs the command.
    ///
    /// @param words   behind its name
    /// @param console where it speaks
    /// @return how the process is to end; empty if that is left to the threads that the command started
    /// @throws Failure when it cannot do what it was asked
    /// @throws Throwable what the program threw that it ran
    abstract Optional<Exit> run(List<String> words, Console console) throws Throwable;

    /// @return as it is written
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Runs the command that a command line names, or gives the help that it asks for.
    ///
    /// @param words   all of them
    /// @param console where it speaks
    /// @return as of [#run]
    /// @throws Throwable as of [#run]
    static Optional<Exit> dispatch(List<String> words, Console console) throws Throwable {
        String first = words.isEmpty() ? "--help" : words.getFirst();
        List<String> others = words.stream().skip(1).toList();
        boolean asksForAll = Collections.indexOfSubList(words, List.of("--help", "all")) >= 0;
        if (asksForAll && !first.equals("run")) return say(console, Usage.all());
        if (first.equals("-h") || first.equals("--help")) return say(console, Usage.MAIN);
        if (first.equals("--version")) return say(console, Usage.version());
        return named(first).run(others, console);
    }

    private static Command named(String name) throws Failure {
        List<String> names = Stream.of(values()).map(Command::toString).toList();
        return Stream.of(values()).filter(command -> command.toString().equals(name)).findFirst()
            .orElseThrow(() -> Failure.usage("there is no command " + name + Nearest.hint(name, names)
                + (name.endsWith(".java") ? ": write gangway serve " + name : "; gangway --help lists them")));
    }

    private static Optional<Exit> say(Console console, String text) {
        console.say(text.stripTrailing());
        return Optional.of(Exit.CLEAN);
    }
}

package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.handler.CgiHandler;
import gangway.spec.handler.Reporter;

/// `gangway cgi`: loads what it is given, and has it answer the request for which a web server has started this process.
final class CgiCommand {

    /// A part of those of `serve`: there is no server here to be set up.
    static final List<Option<?>> OPTIONS = List.of(ServeOptions.CLASS_PATH, ServeOptions.VERBOSE, ServeOptions.HELP);

    private CgiCommand() {
    }

    /// Answers.
    ///
    /// @param arguments the command line
    /// @param console   where it complains; its standard output is the response's
    /// @return how the process is to end
    /// @throws Failure when the application cannot be loaded
    static Exit run(Arguments arguments, Console console) throws Failure {
        String operand = ServeCommand.operand("cgi", arguments.operands());
        CgiHandler cgi = CgiHandler.system();                  // before the program can print anything
        try {
            return exit(cgi.with(reporter(arguments)).run(load(operand, arguments, new Console(System.out, console.err()))));
        } catch (Failure failure) {
            cgi.with((_, _) -> {}).run((_, _) -> {             // the web server waits for an answer all the same
                throw failure;
            });
            throw failure;
        }
    }

    private static Application load(String operand, Arguments arguments, Console console) throws Failure {
        List<Path> classPath = arguments.all(ServeOptions.CLASS_PATH).stream().flatMap(List::stream).toList();
        boolean verbose = arguments.has(ServeOptions.VERBOSE);
        return new AppLoader(Target.parse(operand), classPath, arguments.rest(), console, verbose).load();
    }

    /// Without `-v`, our own frames are left out, as in the log of `serve`.
    private static Reporter reporter(Arguments arguments) {
        if (arguments.has(ServeOptions.VERBOSE)) return Reporter.STACK_TRACE;
        return (environ, error) -> environ.errors().println(StackTrace.of(error));
    }

    private static Exit exit(CgiHandler.Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> Exit.CLEAN;
            case FAILED -> Exit.RUNTIME;
            case NOT_OPENED -> Exit.LOAD;
            case NO_REQUEST -> Exit.USAGE;
        };
    }
}

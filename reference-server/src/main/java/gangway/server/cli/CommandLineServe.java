package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.spec.Application;
import gangway.spec.Serve;

/// What [Serve#run] reaches in a program that was not started by `gangway serve`: the same server, with the options that
/// the program passes on.
public final class CommandLineServe implements Serve {

    private final String name;
    private final Console console;

    /// For [ServiceLoader].
    public CommandLineServe() {
        this("the application", Console.SYSTEM);
    }

    /// @param name    of what is served
    /// @param console where the server speaks
    CommandLineServe(String name, Console console) {
        this.name = name;
        this.console = console;
    }

    @Override
    public void serve(Application application, List<String> args) throws Exception {
        Arguments arguments = Arguments.parse(args, ServeOptions.ALL);
        if (arguments.has(ServeOptions.HELP) || arguments.has(ServeOptions.VERSION)) {
            console.say(arguments.has(ServeOptions.HELP) ? Usage.serve().stripTrailing() : Usage.version());
            return;
        }
        if (!arguments.operands().isEmpty())
            throw Failure.usage("unexpected argument " + arguments.operands().getFirst() + ": Serve.run takes options only");
        if (arguments.has(ServeOptions.RELOAD) || arguments.has(ServeOptions.CLASS_PATH))
            throw Failure.usage("--reload and --class-path are for whoever starts the program: gangway serve FILE --reload");
        Deployment deployment = Deployment.open(application.with(Layers.around(arguments, console)));
        new Service(name, arguments, console, System.getenv()).serve(() -> deployment);
    }
}

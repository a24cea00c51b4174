package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.spec.Middleware;

/// `gangway serve`: loads what it is given, then serves it.
final class ServeCommand {

    private ServeCommand() {
    }

    /// Serves until told to stop.
    ///
    /// @param arguments the command line
    /// @param console   where it speaks
    /// @throws Failure when the application cannot be loaded, or an address not bound
    static void run(Arguments arguments, Console console) throws Failure {
        Target target = target(arguments);
        List<Path> classPath = arguments.all(ServeOptions.CLASS_PATH).stream().flatMap(List::stream).toList();
        var service = new Service(target.toString(), arguments, console, System.getenv());
        var loader = new AppLoader(target, classPath, arguments.rest(), console, arguments.has(ServeOptions.VERBOSE));
        Middleware[] layers = Layers.around(arguments, console);
        if (arguments.has(ServeOptions.RELOAD)) {
            var reloader = new Reloader(loader, arguments.has(ServeOptions.QUIET) ? console.silenced() : console, layers);
            reloader.watch();
            service.serve(reloader);
        } else {
            Deployment deployment = loader.deploy(layers);
            service.serve(() -> deployment);
        }
    }

    private static Target target(Arguments arguments) throws Failure {
        Target target = Target.parse(operand("serve", arguments.operands()));
        boolean isUnlisted = arguments.has(ServeOptions.NO_LISTING);
        return target instanceof Target.Directory(Path root, _) && isUnlisted ? new Target.Directory(root, false) : target;
    }

    /// @param command  that needs it
    /// @param operands that it was given
    /// @return the only one
    /// @throws Failure when there is none, or another
    static String operand(String command, List<String> operands) throws Failure {
        if (operands.isEmpty())
            throw Failure.usage(("%s what? Name a Java source file, a class, a jar, a directory, or demo: "
                + "gangway %s Hello.java").formatted(command, command));
        if (operands.size() > 1)
            throw Failure.usage("unexpected argument " + operands.get(1) + " behind " + operands.getFirst()
                + ": what is meant for your program goes behind --");
        return operands.getFirst();
    }
}

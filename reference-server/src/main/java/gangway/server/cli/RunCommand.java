package gangway.server.cli;

import module java.base;

import gangway.spec.Serve;

/// `gangway run`: compiles a source file and runs its `main` in this thread, as `java FILE` does, with our modules in reach.
final class RunCommand {

    private RunCommand() {
    }

    /// Runs a program.
    ///
    /// @param source  its file
    /// @param args    for its `main`
    /// @param console hears the compiler
    /// @throws Failure when it cannot be compiled, or cannot serve what it wants to
    /// @throws Throwable what it threw, the frames of ours taken off
    static void run(Target.Source source, List<String> args, Console console) throws Throwable {
        EntryPoint main = new AppLoader(source, List.of(), args, console, false).entryPoint(source.file());
        Thread.currentThread().setContextClassLoader(main.type().getClassLoader());
        try {
            ScopedValue.where(Serve.HERE, new CommandLineServe(source.toString(), console)).call(() -> {
                main.run(args);
                return null;
            });
        } catch (Throwable thrown) {
            if (thrown.getCause() instanceof Failure failure) throw failure;
            thrown.setStackTrace(StackTrace.trimmed(thrown.getStackTrace()));
            throw thrown;
        }
    }
}

package gangway.server.cli;

import module java.base;

/// The entry point of `gangway`.
public final class Main {

    private Main() {
    }

    /// Runs a command and ends the process with its [Exit] code.
    ///
    /// @param args the command and its arguments
    /// @throws Throwable what the program threw that `gangway run` ran: the launcher reports it, as after plain `java`
    public static void main(String[] args) throws Throwable {
        run(List.of(args), Console.SYSTEM).ifPresent(exit -> System.exit(exit.code()));
    }

    /// Runs a command.
    ///
    /// @param args    the command and its arguments
    /// @param console where it speaks
    /// @return how the process is to end; empty if it ends with its last thread
    /// @throws Throwable see [#main]
    static Optional<Exit> run(List<String> args, Console console) throws Throwable {
        try {
            return Command.dispatch(args, console);
        } catch (Failure failure) {
            console.complain(failure);
            return Optional.of(failure.exit());
        }
    }
}

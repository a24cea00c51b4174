/// The command line: `gangway serve`, `gangway run` and what they need to find, compile, watch and report on a program.
///
/// Read it in the order in which a command runs:
///
/// 1. *Words*: [gangway.server.cli.Main] picks a [gangway.server.cli.Command]; [gangway.server.cli.Option] and
///    [gangway.server.cli.ServeOptions] are the table of options, [gangway.server.cli.Arguments] reads a command line by it,
///    [gangway.server.cli.Usage] is what we say ourselves.
/// 2. *Program*: a [gangway.server.cli.Target] becomes classes ([gangway.server.cli.SourceCompiler],
///    [gangway.server.cli.ProgramLoader]), the classes an application ([gangway.server.cli.ApplicationFinder], or a
///    [gangway.server.cli.Program] whose `main` is run); [gangway.server.cli.AppLoader] is the whole way.
/// 3. *Service*: [gangway.server.cli.ServeCommand] opens the application, binds the server and waits;
///    [gangway.server.cli.Reloader] replaces the application when a [gangway.server.cli.Watch] says so.
/// 4. *Trouble*: each [gangway.server.cli.Failure] says what, where and what to do, and knows its
///    [gangway.server.cli.Exit] code; a [gangway.server.cli.Problem] is one complaint of the compiler, shown in the
///    terminal and on the [gangway.server.cli.DiagnosticsPage].
package gangway.server.cli;

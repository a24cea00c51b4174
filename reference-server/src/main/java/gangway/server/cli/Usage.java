package gangway.server.cli;

import module java.base;

/// What the command line says of itself, at most 80 columns wide.
final class Usage {

    /// The release; a test compares it with the build.
    static final String VERSION = "0.1.0";

    static final String MAIN = """
        Gangway serves Java programs over HTTP.

        usage: gangway COMMAND [ARGUMENTS]

          serve TARGET [OPTIONS]   serve an application, or the files in a directory
          cgi TARGET [OPTIONS]     answer one request of a web server (CGI)
          run FILE [ARGS]          compile and run a Java source file

        gangway serve Hello.java --reload    is a good start.
        gangway COMMAND --help               explains a command.
        gangway --help all                   explains everything.
        gangway --version                    prints the version.
        """;

    private static final String SERVE = """
        usage: gangway serve TARGET [OPTIONS] [-- ARGS]

        TARGET: Hello.java, app.jar, pkg.Class, pkg.Class:member, demo, or a directory
        """;

    private static final String CGI = """
        usage: gangway cgi TARGET [OPTIONS] [-- ARGS]

        Answers the one request for which a web server has started it (RFC 3875).
        TARGET as for serve. In the server's cgi-bin, an executable file such as

          #!/bin/sh
          exec /path/to/gangway cgi /path/to/Hello.java

        is all that it takes. To try it by hand:

          env REQUEST_METHOD=GET PATH_INFO=/ SERVER_NAME=localhost SERVER_PORT=80 \\
            SERVER_PROTOCOL=HTTP/1.0 gangway cgi Hello.java
        """;

    static final String RUN = """
        usage: gangway run FILE [ARGS]

        Compiles FILE, a Java source file, in memory and runs its main with ARGS.
        All modules of Gangway are in reach. If main calls Serve.run, that serves
        with ARGS as options, as gangway serve would.
        """;

    private static final String DETAILS = """

        What is served, in this order:
          1. a method or field named application in the file, class or jar
          2. a class in it that implements Application
          3. what its main, called with ARGS, hands to Serve.run
        pkg.Class:member names a field, a method, or as member() one that makes it.

        Exit codes: 0 stopped in good order, 1 failed while running, 2 wrong usage,
        3 the application cannot be loaded, 4 an address cannot be bound.
        """;

    private Usage() {
    }

    /// @return the common options of `serve`
    static String serve() {
        return SERVE + '\n' + table(ServeOptions.ALL.stream().filter(Option::common));
    }

    /// @return all of `cgi`
    static String cgi() {
        return CGI + '\n' + table(CgiCommand.OPTIONS.stream());
    }

    /// @return everything
    static String all() {
        return MAIN + '\n' + SERVE + '\n' + table(ServeOptions.ALL.stream()) + DETAILS + '\n' + CGI + '\n' + RUN;
    }

    private static String table(Stream<Option<?>> options) {
        return options.map(option -> "  %-27s%s\n".formatted(option.usage(), option.help())).collect(Collectors.joining());
    }

    /// @return `gangway 0.1.0, Java 25.0.1`
    static String version() {
        return "gangway " + VERSION + ", Java " + System.getProperty("java.version");
    }

    /// The line that tells where to look.
    static String serving(String what, String url, Object worker, boolean reloads) {
        return "Serving " + what + " at " + url + " (worker " + worker + ", pid " + ProcessHandle.current().pid()
            + (reloads ? ", reloads on change" : "") + "; Ctrl-C stops)";
    }

    static String open(Listener listener) {
        return listener + " is open to the network: whoever reaches this machine can use the program";
    }

    static String noClass(String name, List<Path> classPath, Throwable why) {
        String path = classPath.isEmpty() ? "there is no class path: name its directories and jars with -cp"
            : "it is not in " + classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        String file = Files.exists(Path.of(name + ".java")) ? "; did you mean " + name + ".java?" : "";
        return "cannot load the class " + name + ": "
            + (why instanceof ClassNotFoundException && why.getMessage().equals(name) ? path + file : why.toString());
    }

    static String noMember(String type, String member) {
        String name = member.replace("()", "");
        return """
            %s has no application %s: it needs one of
              static Application %s = …;
              static Iterable<byte[]> %s(Environ environ, StartResponse start) { … }
              static Application %s() { … }      (named as %s:%s())""".formatted(type, member, name, name, name, type, name);
    }

    static String noApplication(String name, String main) {
        return """
            no application in %s: no method or field named application, no class that implements Application
            and can be made without arguments, and %s.
            Write one of these:

              Iterable<byte[]> application(Environ environ, StartResponse start) throws Exception {
                  return start.text("200 OK", "Hello, world!\\n");
              }

              void main(String... args) {
                  Serve.run((environ, start) -> start.text("200 OK", "Hello, world!\\n"), args);
              }
            """.formatted(name, main).stripTrailing();
    }

    static String inUse(Listener listener, Optional<String> owner) {
        return listener + " is in use" + owner.map(process -> " by " + process).orElse("")
            + ": stop it, or take another port with -p " + (listener.port() + 1) + ", or any free one with -p 0";
    }

    static String forbidden(Listener listener) {
        return listener + " cannot be bound without privileges: take a port above 1023, such as -p 8000";
    }

    static String notHere(Listener listener) {
        return listener + " cannot be bound, because this machine has no such address: "
            + "use 127.0.0.1 (only this machine) or 0.0.0.0 (the whole network)";
    }
}

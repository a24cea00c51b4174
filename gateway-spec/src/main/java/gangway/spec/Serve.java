package gangway.spec;

import module java.base;

/// Runs an application: a program's last line.
///
/// ```java
/// void main(String... args) {
///     Serve.run((environ, start) -> start.text("200 OK", "Hello, world!\n"), args);
/// }
/// ```
///
/// The server is whatever provides this interface to [ServiceLoader], so an application needs only this module to compile.
/// A launcher that runs the program itself (`gangway serve Hello.java`) binds [#HERE] around `main` and is given the
/// application instead.
@FunctionalInterface
public interface Serve {

    /// Who serves in this thread, before [ServiceLoader] is asked.
    ScopedValue<Serve> HERE = ScopedValue.newInstance();

    /// Serves until told to stop.
    ///
    /// @param application what to serve
    /// @param args        the server's options, as on its command line
    /// @throws Exception when the server cannot start
    void serve(Application application, List<String> args) throws Exception;

    /// Serves an application with the server at hand, until it is told to stop.
    ///
    /// @param application what to serve
    /// @param args        the options of `main`
    /// @throws IllegalStateException when there is no server, or it cannot start
    static void run(Application application, String... args) {
        Serve server = HERE.isBound() ? HERE.get() : ServiceLoader.load(Serve.class).findFirst()
            .orElseThrow(() -> new IllegalStateException("no gateway server found: put one that provides gangway.spec.Serve "
                + "on the module path, or start this file with: gangway serve FILE"));
        try {
            server.serve(application, List.of(args));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}

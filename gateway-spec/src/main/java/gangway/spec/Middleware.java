package gangway.spec;

/// An application around an application: it is the server to the one inside and the application to the one outside.
///
/// ```java
/// Middleware shout = app -> (environ, start) -> Body.map(app.call(environ, start), Shout::upperCase);
/// ```
///
/// PEP 3333, "Middleware: Components that Play Both Sides". A middleware hands on each block when it gets it (it may
/// replace a block by an empty one, never wait for the next), and closes the body that it replaces: [Body#map] does both.
@FunctionalInterface
public interface Middleware {

    /// Wraps an application.
    ///
    /// @param application the inner application; not opened here, [Application#with] takes care of that
    /// @return the outer application
    Application wrap(Application application);
}

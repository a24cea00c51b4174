package gangway.spec;

import module java.base;

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

    /// Binds a scoped value for a whole call: while the application is called, its body iterated and closed, its producer or
    /// conversation run, its stream read. A `ScopedValue.where(…).call(…)` of one's own ends with the call, and most of a body
    /// is made behind it [9.15].
    ///
    /// ```java
    /// static final ScopedValue<Locale> LOCALE = ScopedValue.newInstance();
    /// Application localized = application.with(Middleware.scoped(LOCALE, environ -> preferred(environ)));
    /// ```
    ///
    /// It is not bound in what runs behind the response ([OnFinished]). Bodies that are data stay as they are.
    ///
    /// @param key   to be bound
    /// @param value for one call, asked for once; not null
    /// @param <T>   of the value
    /// @return the middleware
    static <T> Middleware scoped(ScopedValue<T> key, Function<? super Environ, ? extends T> value) {
        return application -> new Scoped<>(application, key, value);
    }

    /// Lets in one call at a time, for applications that are not thread-safe [1.11]. The others wait, in the order in which they
    /// came, until its body is closed or there is nothing left of it to run; `gateway.multithread` is false from here inwards.
    ///
    /// Each application that is wrapped has a lock of its own. Put it innermost: whatever is outside of it still runs for many
    /// calls at once.
    ///
    /// @return the middleware
    static Middleware serial() {
        return Serial::new;
    }
}

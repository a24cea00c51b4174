package gangway.spec;

import module java.base;

/// An application and the middleware around it: what [Application#with] returns.
///
/// @param layers innermost first: the application itself, then each middleware's application around the one before
record Stack(List<Application> layers) implements Application {

    static Stack of(Application innermost, List<Middleware> outermostFirst) {
        var layers = new ArrayList<>(List.of(innermost));
        for (Middleware middleware : outermostFirst.reversed()) layers.add(middleware.wrap(layers.getLast()));
        return new Stack(List.copyOf(layers));
    }

    @Override
    public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
        return layers.getLast().call(environ, start);
    }

    /// Opens from the inside out, so that a middleware may rely on what it wraps; closes from the outside in. When one
    /// layer fails to open, those already open are closed again
    /// [9.13].
    @Override
    public AutoCloseable open(Map<String, Object> state) throws Exception {
        var opened = new ArrayDeque<AutoCloseable>();
        try {
            for (Application layer : layers) opened.push(layer.open(state));
            return () -> closeAll(opened);
        } catch (Throwable failure) {
            try {
                closeAll(opened);
            } catch (Exception alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    /// Closes every one, even when some of them fail; the first failure is thrown, the others are suppressed in it.
    private static void closeAll(Deque<AutoCloseable> opened) throws Exception {
        if (opened.isEmpty()) return;
        try (AutoCloseable _ = () -> closeAll(opened)) {
            opened.pop().close();
        }
    }
}

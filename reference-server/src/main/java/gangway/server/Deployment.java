package gangway.server;

import module java.base;

import gangway.spec.Application;

/// An application that is open: it was told to prepare itself, requests run in it, and when the last has left it is closed.
///
/// A server asks for the current one at each request, so that a reload can put another in its place while requests of
/// the old one still run. Thread-safe.
public final class Deployment {

    /// Added to [#running] once no more requests may enter.
    private static final int RETIRED = 1 << 30;

    private final Application application;
    private final ClassLoader loader;
    private final Map<String, Object> state;
    private final AutoCloseable resources;
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Deployment(Application application, Map<String, Object> state, AutoCloseable resources) {
        this.application = application;
        this.loader = Thread.currentThread().getContextClassLoader();
        this.state = state;
        this.resources = resources;
    }

    /// Opens an application ([Application#open]). Its requests will have the context class loader of the thread that does.
    ///
    /// @param application what to serve
    /// @return ready for requests
    /// @throws Exception what it threw: it cannot be served
    public static Deployment open(Application application) throws Exception {
        var state = new ConcurrentHashMap<String, Object>();
        return new Deployment(application, state, application.open(state));
    }

    /// @return the application, for a request that has entered
    Application application() {
        return application;
    }

    /// @return for the threads that run the application's requests
    ClassLoader loader() {
        return loader;
    }

    /// @return what the application's requests share
    Map<String, Object> state() {
        return state;
    }

    /// Begins a request. Each success is followed by one [#leave].
    ///
    /// @return false if this deployment is retired
    boolean enter() {
        return running.getAndUpdate(n -> n < RETIRED ? n + 1 : n) < RETIRED;
    }

    /// Ends a request.
    ///
    /// @param log is told when the application fails to close, if this was the last request of a retired deployment
    void leave(Log log) {
        if (running.decrementAndGet() != RETIRED) return;
        try {
            release();
        } catch (Throwable failure) {                          // not this request's, which is answered
            log.trouble("the application failed to close", failure);
        }
    }

    /// Lets no more requests in, and closes the application as soon as none is left inside: now, or when the last leaves.
    ///
    /// @throws Exception what the application threw when it was closed now
    public void close() throws Exception {
        int before = running.getAndUpdate(n -> n < RETIRED ? n + RETIRED : n);
        if (before == 0) release();
    }

    private void release() throws Exception {
        try {
            resources.close();
        } finally {
            closed.countDown();
        }
    }

    /// Waits until the application is closed.
    ///
    /// @param patience how long
    /// @return whether it is
    /// @throws InterruptedException when the waiting thread is
    public boolean awaitClosed(Duration patience) throws InterruptedException {
        return closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}

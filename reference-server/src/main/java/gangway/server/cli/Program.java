package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Serve;
import gangway.spec.StartResponse;

/// A program whose `main` runs in a thread of its own until it hands its application to [Serve#run]. There it waits until
/// that application is closed; then `main` goes on, so that its try-with-resources close at the right time.
final class Program implements Serve {

    /// How long closing an application waits for the rest of its `main`.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CompletableFuture<Application> handed = new CompletableFuture<>();
    private final CountDownLatch retired = new CountDownLatch(1);
    private final Thread thread;
    private final EntryPoint main;
    private final List<String> args;
    private final Console console;

    /// @param main    of the program
    /// @param name    of its file
    /// @param args    for `main`
    /// @param console is told of what `main` throws when it is too late to be a failure
    Program(EntryPoint main, String name, List<String> args, Console console) {
        this.main = main;
        this.args = args;
        this.console = console;
        this.thread = Thread.ofPlatform().daemon().name("main of " + name)
            .unstarted(() -> ScopedValue.where(Serve.HERE, this).run(this::run));
        thread.setContextClassLoader(main.type().getClassLoader());
    }

    /// Runs `main` until it hands over an application.
    ///
    /// @return the application; when it is closed, `main` goes on. Empty if `main` ended without
    /// @throws Throwable what `main` threw before
    Optional<Application> start() throws Throwable {
        thread.start();
        try {
            return Optional.ofNullable(handed.get()).map(application -> new Handed(application, this));
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /// Called by `main`, through [Serve#run].
    @Override
    public void serve(Application application, List<String> ignored) throws InterruptedException {
        handed.complete(application);
        retired.await();
    }

    private void run() {
        try {
            main.run(args);
            handed.complete(null);                             // too late if it was handed over
        } catch (Throwable e) {
            if (!handed.completeExceptionally(e)) console.err().println(thread.getName() + " threw " + StackTrace.of(e));
        }
    }

    private void retire() throws InterruptedException {
        retired.countDown();
        thread.join(PATIENCE);
    }

    /// An application and the program that waits for its end.
    private record Handed(Application application, Program program) implements Application {

        @Override
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
            return application.call(environ, start);
        }

        @Override
        public AutoCloseable open(Map<String, Object> state) throws Exception {
            try {
                AutoCloseable resources = application.open(state);
                return () -> {
                    try (AutoCloseable _ = program::retire) {
                        resources.close();
                    }
                };
            } catch (Throwable failure) {
                program.retire();
                throw failure;
            }
        }
    }
}

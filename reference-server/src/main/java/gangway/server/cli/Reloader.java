package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.spec.Middleware;

/// Keeps the newest good code in service: when a file has changed it loads the program again, and puts the new one in the
/// place of the old only if it is whole.
///
/// What fails is shown by a [Diagnosis]. One thread changes it, that which polls; any may ask for the current deployment.
final class Reloader implements Supplier<Deployment> {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final AppLoader loader;
    private final Console console;
    private final Diagnosis diagnosis;
    private final Middleware[] around;
    private final Set<Place> places = new LinkedHashSet<>();
    private final Watch watch;
    private volatile Deployment current;

    /// Loads the program for the first time. If that fails, it is what is shown until the program is mended.
    ///
    /// @param loader  of the program
    /// @param console is told of each reload
    /// @param around  put around the application and its diagnosis, the outermost first
    /// @throws Failure never in practice: nothing of the program is needed to show what is wrong with it
    Reloader(AppLoader loader, Console console, Middleware... around) throws Failure {
        this.loader = loader;
        this.console = console;
        this.diagnosis = new Diagnosis(loader.name());
        this.around = Stream.concat(Stream.of(around), Stream.of(diagnosis)).toArray(Middleware[]::new);
        places.addAll(loader.places());
        watch = new Watch(Snapshot.of(places));                // before it is read: what is written meanwhile is a change
        current = first();
    }

    @Override
    public Deployment get() {
        return current;
    }

    /// Polls from now on, in a thread of its own.
    void watch() {
        Thread.ofPlatform().daemon().name("watch " + loader.name()).start(() -> {
            try {
                for (;; Thread.sleep(INTERVAL)) poll();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Looks at the files once, and reloads if that is due.
    ///
    /// @return whether there is new code in service
    boolean poll() {
        if (!watch.isDue(Snapshot.of(places))) return false;
        long start = System.nanoTime();
        try {
            replace(loader.deploy(around));
        } catch (Failure failure) {
            show(failure);
            return false;
        } finally {
            extend();
        }
        console.say("Reloaded " + loader.name() + " in " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        return true;
    }

    private Deployment first() throws Failure {
        try {
            return loader.deploy(around);
        } catch (Failure failure) {
            show(failure);
            return AppLoader.open(diagnosis.wrap(diagnosis.unavailable()), loader.name(), false);
        } finally {
            extend();
        }
    }

    private void replace(Deployment next) {
        Deployment old = current;
        current = next;
        diagnosis.clear();
        try {
            old.close();
        } catch (Exception e) {
            console.err().println("closing the old " + loader.name() + " threw " + StackTrace.of(e));
        }
    }

    private void show(Failure failure) {
        console.complain(failure);
        diagnosis.set(failure);
    }

    /// A compilation may have read files that are not watched yet.
    private void extend() {
        var more = new LinkedHashSet<>(loader.places());
        more.removeAll(places);
        watch.extend(Snapshot.of(more));
        places.addAll(more);
    }
}

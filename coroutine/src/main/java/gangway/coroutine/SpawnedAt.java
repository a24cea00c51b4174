package gangway.coroutine;

import module java.base;

/// Tells, among the suppressed exceptions of one that came out of a coroutine, where that coroutine was spawned: its own stack
/// ends where the coroutine began.
public final class SpawnedAt extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private SpawnedAt(String coroutine, Optional<StackTraceElement> site) {
        super("Spawned at %s: %s".formatted(site.map(Frames::show).orElse("a place that is not known"), coroutine),
            null, false, true);
        setStackTrace(site.stream().toArray(StackTraceElement[]::new));
    }

    /// Adds it, once, to what came out of something, if that is a coroutine.
    ///
    /// @return the error
    static Throwable addTo(Throwable error, Object whose) {
        if (!(whose instanceof Coroutine<?> coroutine)) return error;
        var spawned = new SpawnedAt(coroutine.name(), coroutine.spawnedAt);
        boolean known = Stream.of(error.getSuppressed()).anyMatch(other -> other instanceof SpawnedAt
            && other.getMessage().equals(spawned.getMessage()));
        if (!known) error.addSuppressed(spawned);
        return error;
    }

    /// Its stack is the one frame that it was given.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

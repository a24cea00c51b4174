package gangway.coroutine;

import module java.base;

/// Where coroutines were spawned, by the class of what they run.
///
/// To walk the stack costs a microsecond, several times what the coroutine does. But a lambda's class is made for the one
/// place in the source where it is written, which is nearly always where it is spawned: so that place is looked for once.
/// What is no lambda may be spawned anywhere, and is looked for each time. The system property
/// `gangway.coroutine.spawnSites` may be `off`, or `each` for a lambda that is kept and spawned in several places.
final class SpawnSites extends ClassValue<SpawnSites.Known> {

    /// @param site where every body of a class is spawned; empty if that has to be looked for
    record Known(Optional<StackTraceElement> site) {}

    private static final SpawnSites BY_CLASS = new SpawnSites();
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String HOW = System.getProperty("gangway.coroutine.spawnSites", "first");
    private static final boolean OFF = HOW.equals("off");
    private static final boolean EACH = HOW.equals("each");

    private SpawnSites() {}

    /// @param body what is being spawned now
    /// @return the frame of whoever does so; empty if that is this library itself
    static Optional<StackTraceElement> of(Object body) {
        if (OFF) return Optional.empty();
        var kind = (body instanceof ActionBody(var action) ? action : body).getClass();
        if (EACH || !kind.isHidden() || Frames.isOurs(kind.getName())) return find();
        return BY_CLASS.get(kind).site();
    }

    @Override
    protected Known computeValue(Class<?> kind) {
        return new Known(find());
    }

    private static Optional<StackTraceElement> find() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> !Frames.isLoop(frame.getClassName()))
            .filter(frame -> !isBetween(frame.getClassName())).findFirst().map(StackWalker.StackFrame::toStackTraceElement));
    }

    private static boolean isBetween(String name) {
        return Frames.isOurs(name) || name.startsWith("java.lang.");
    }
}

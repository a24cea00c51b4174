package gangway.coroutine;

import module java.base;

/// Where coroutines were spawned, and how often that is looked for: what the system property `gangway.coroutine.spawnSites`
/// says.
///
/// To walk the stack costs a microsecond, several times what the coroutine does. But a lambda's class is made for the one
/// place in the source where it is written, which is nearly always where it is spawned: so that place is looked for once.
/// What is no lambda may be spawned anywhere, and is looked for each time.
enum SpawnSites {
    /// Once for each lambda.
    FIRST,
    /// Each time: for a lambda that is kept and spawned in several places.
    EACH,
    /// Never.
    OFF;

    /// @param site where every body of a class is spawned; empty if this library does so itself
    private record Known(Optional<StackTraceElement> site) {}

    private static final ClassValue<Known> BY_CLASS = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> kind) {
            return new Known(find());
        }
    };
    private static final StackWalker WALKER = StackWalker.getInstance();

    /// @param body what is being spawned now
    /// @return the frame of whoever does so; empty if that is this library itself
    Optional<StackTraceElement> of(Object body) {
        if (this == OFF) return Optional.empty();
        var kind = (body instanceof ActionBody(var action) ? action : body).getClass();
        if (this == EACH || !kind.isHidden() || Frames.isOurs(kind.getName())) return find();
        return BY_CLASS.get(kind).site();
    }

    private static Optional<StackTraceElement> find() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> !Frames.isLoop(frame.getClassName()))
            .filter(frame -> !isBetween(frame.getClassName())).findFirst().map(StackWalker.StackFrame::toStackTraceElement));
    }

    private static boolean isBetween(String name) {
        return Frames.isOurs(name) || name.startsWith("java.lang.");
    }
}

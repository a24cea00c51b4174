package gangway.coroutine;

import module java.base;

/// What is known of one coroutine at one moment.
///
/// @param id        what is unique among the coroutines of its hub; 0 is the hub's own thread
/// @param name      its name
/// @param spawner   the id of the one that spawned it
/// @param state     what it does
/// @param waiting    what it waits for, if it waits for something of this library
/// @param spawnedAt where that was, if it is known
/// @param stack     where it is, innermost frame first, without this library's own frames
public record CoroutineInfo(long id, String name, long spawner, State state, Optional<Wait> waiting,
        Optional<StackTraceElement> spawnedAt, List<StackTraceElement> stack) {

    /// What a coroutine does.
    public enum State {
        /// It has been spawned and has not had its first turn.
        NEW("has not begun"),
        /// It has its turn, or waits for it.
        RUNS("runs, or is ready to"),
        /// It waits for something of this library, or of a hub.
        WAITS("waits"),
        /// It waits for something that this library does not know: a lock of the JDK, a socket, `Thread.sleep`.
        ELSEWHERE("waits outside of the hub");

        private final String words;

        State(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// A wait that has not ended.
    ///
    /// @param on     what for, as its `toString` says
    /// @param holder the name of who has it
    /// @param time   for how long already
    public record Wait(String on, Optional<String> holder, Duration time) {
        /// @return what for, and who has it, if that is not said already
        String what() {
            return on + holder.map(" held by "::concat).filter(words -> !on.contains(words.strip())).orElse("");
        }

        @Override
        public String toString() {
            return "%s, for %s".formatted(what(), Times.describe(time));
        }
    }

    /// @return a hub's own thread, and all its coroutines that have not ended
    static List<Coroutine<?>> everybody(Hub hub) {
        return Stream.concat(Stream.of(hub.root()), hub.coroutines().stream()).toList();
    }

    /// Looks at one. On its hub's thread.
    static CoroutineInfo of(Coroutine<?> coroutine) {
        var state = state(coroutine);
        return new CoroutineInfo(coroutine.id(), coroutine.name(), coroutine.spawner, state,
            state == State.WAITS ? Optional.of(wait(coroutine)) : Optional.empty(), coroutine.spawnedAt,
            Frames.ofUser(coroutine.stack().toArray(StackTraceElement[]::new)));
    }

    private static State state(Coroutine<?> coroutine) {
        if (coroutine.parking().isParked()) return State.WAITS;
        if (!coroutine.begun()) return State.NEW;
        return coroutine.fiber() instanceof ThreadFiber fiber && fiber.waitsElsewhere() ? State.ELSEWHERE : State.RUNS;
    }

    private static Wait wait(Coroutine<?> coroutine) {
        var parking = coroutine.parking();
        var loop = coroutine.hub().loop();
        var on = parking.on();
        return new Wait(on.map(CoroutineInfo::describe).orElse("something"), on.flatMap(CoroutineInfo::holder)
            .filter(holder -> holder != on.orElse(null)).map(Coroutine::name),
            Duration.ofNanos(Math.max(0, loop.nanos() - parking.since())));
    }

    /// @return who would have to do something before this wait ends
    static Optional<Coroutine<?>> holder(Object on) {
        return switch (on) {
            case Coroutine<?> joined when !joined.ready() -> Optional.of(joined);
            case Held held -> held.holder();
            default -> Optional.empty();
        };
    }

    /// The words for something that is waited for. They may be its user's, who may have made a mistake there.
    private static String describe(Object on) {
        if (on instanceof Coroutine<?> joined) return "the end of " + joined.name();
        try {
            return String.valueOf(on);
        } catch (RuntimeException | StackOverflowError e) {
            return "%s, whose toString fails with %s".formatted(on.getClass().getName(), e);
        }
    }

    /// @return this with the few frames that tell where it is
    CoroutineInfo shortened() {
        return new CoroutineInfo(id, name, spawner, state, waiting, spawnedAt, Frames.few(stack));
    }

    /// @return its name and what it does, in one line
    public String headline() {
        return "%s %s".formatted(name, waiting.map(each -> "waits for " + each).orElse(state.toString()));
    }

    /// @return it in several lines, without a line's end after the last
    @Override
    public String toString() {
        var text = new StringBuilder(headline());
        Frames.append(text, "    ", stack);
        spawnedAt.ifPresent(site -> text.append("\n    spawned at ").append(Frames.show(site)));
        return text.toString();
    }
}

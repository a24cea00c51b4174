package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Threads;
import gangway.coroutine.jdk.VirtualThreads;

/// Those who may make a coroutine ready although no coroutine is: the other threads of the JVM, and the virtual threads that
/// this hub runs and that wait for something which it does not know. Owned by one hub.
final class Outsiders {

    private static final Prospect NOBODY = new Prospect.Nobody();
    private static final Prospect SOMEBODY = new Prospect.Somebody();

    private final Hub hub;
    private final boolean none;
    private final Optional<Set<Long>> ignored;

    private Outsiders(Hub hub, boolean none, Optional<Set<Long>> ignored) {
        this.hub = hub;
        this.none = none;
        this.ignored = ignored;
    }

    /// @return those whom the program has not excluded
    static Outsiders of(Hub hub, HubBuilder made) {
        if (made.isolated) return new Outsiders(hub, true, Optional.of(Set.of()));
        return new Outsiders(hub, false, made.alone ? Optional.of(living()) : Optional.empty());
    }

    private static Set<Long> living() {
        var now = Stream.concat(Threads.platform().stream(), Threads.virtual()).map(Thread::threadId);
        return now.collect(Collectors.toSet());
    }

    /// @return whether the program has said who they are, so that one need not give them time to show themselves
    boolean areKnown() {
        return ignored.isPresent();
    }

    /// Looks at all of them, the few first.
    ///
    /// @param thorough whether to go on, if somebody might wake, for who else there is
    Prospect look(boolean thorough) {
        if (none) return NOBODY;
        var found = new ArrayList<String>();
        for (var thread : Threads.platform()) {
            if (!mayCallIn(thread)) continue;
            if (thread.getName().startsWith("process reaper (pid")) return SOMEBODY;
            found.add("%s (%s)".formatted(thread.getName(), thread.getState()));
        }
        if (!found.isEmpty() && !thorough) return new Prospect.Perhaps(found);
        if (!Threads.seesAllVirtual()) found.add("virtual threads, which -Djdk.trackAllThreads=false hides");
        if (lookAtVirtual(found)) return SOMEBODY;
        return found.isEmpty() ? NOBODY : new Prospect.Perhaps(found);
    }

    private boolean mayCallIn(Thread thread) {
        return thread != hub.loop().carrier() && !BlockingMonitor.isMine(thread) && !isIgnored(thread)
            && !Threads.belongsToJvm(thread);
    }

    private boolean isIgnored(Thread thread) {
        return ignored.filter(ids -> ids.contains(thread.threadId())).isPresent();
    }

    /// @return whether one of them will go on by itself
    private boolean lookAtVirtual(List<String> found) {
        var parked = parkedThreads();
        for (var thread : (Iterable<Thread>) Threads.virtual()::iterator) {
            if (parked.contains(thread) || ThreadEnd.isAwaitedBy(thread)) continue;
            if (VirtualThreads.scheduler(thread).filter(hub.loop()::equals).isPresent()) {
                if (goesOn(thread)) return true;
                found.add("%s (it waits outside of the hub)".formatted(name(thread)));
            } else if (mayCallIn(thread)) {
                found.add("%s (%s)".formatted(name(thread), thread.getState()));
            }
        }
        return false;
    }

    /// @return the threads of those who wait for something that this hub knows
    private Set<Thread> parkedThreads() {
        Set<Thread> parked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var coroutine : CoroutineInfo.everybody(hub))
            if (coroutine.parking().isParked() && coroutine.fiber() instanceof ThreadFiber fiber) parked.add(fiber.thread());
        return parked;
    }

    private static boolean goesOn(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING || Threads.waitsForNetwork(thread.getStackTrace());
    }

    private static String name(Thread thread) {
        return thread.getName().isEmpty() ? "virtual thread " + thread.threadId() : thread.getName();
    }
}

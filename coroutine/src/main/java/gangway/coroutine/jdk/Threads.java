package gangway.coroutine.jdk;

import module java.base;

import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/// All threads that live, and which of them the JVM has for itself.
///
/// Nothing here takes a lock or stops a thread, so that a hub's loop may ask.
public final class Threads {

    /// The JVM's own, as JDK 25 names them. None of them runs a program's code that could wake a coroutine which does not
    /// wait for the network, for a time or for memory to be freed. "process reaper" is there without a number: with one, it
    /// waits for a process to end, and then completes `Process.onExit`.
    private static final Set<String> JVM = Set.of("Reference Handler", "Finalizer", "Signal Dispatcher", "Notification Thread",
        "Common-Cleaner", "Attach Listener", "Service Thread", "Monitor Deflation Thread", "VirtualThread-unparker",
        "VirtualThread-unblocker", "MasterPoller", "Read-Poller", "Write-Poller", "JFR Recorder Thread",
        "process reaper");

    /// Their groups. A program does not get its threads into these by mistake.
    private static final Set<String> GROUPS = Set.of("system", "InnocuousThreadGroup");

    /// Those that are in the program's own group.
    private static final Set<String> BESIDE_MAIN = Set.of("DestroyJavaVM", "JFR Periodic Tasks");

    private static final String CARRIERS = "CarrierThreads";
    private static final String NETWORK = "sun.nio.ch.";

    private Threads() {}

    /// @return the platform threads that live now
    public static List<Thread> platform() {
        var top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) top = top.getParent();
        for (var found = new Thread[64]; ; found = new Thread[2 * found.length]) {
            int size = top.enumerate(found, true);
            if (size < found.length) return List.of(Arrays.copyOf(found, size));
        }
    }

    /// @return whether [#virtual] sees all; `-Djdk.trackAllThreads=false` hides those that were started directly
    public static boolean seesAllVirtual() {
        return ThreadContainers.trackAllThreads();
    }

    /// @return the virtual threads that live now, whoever schedules them, as far as the JVM keeps track of them
    public static Stream<Thread> virtual() {
        return inside(ThreadContainers.root()).filter(Thread::isVirtual).filter(Thread::isAlive);
    }

    private static Stream<Thread> inside(ThreadContainer container) {
        return Stream.concat(container.threads(), container.children().flatMap(Threads::inside));
    }

    /// @return whether the JVM has this thread for itself. Those that carry virtual threads count as such: what they run is
    ///         among [#virtual].
    public static boolean belongsToJvm(Thread thread) {
        if (thread.isVirtual()) return isPoller(thread.getStackTrace());
        var group = thread.getThreadGroup();
        if (group == null) return true;                        // it has ended
        String name = thread.getName();
        return GROUPS.contains(group.getName()) && JVM.contains(name) || BESIDE_MAIN.contains(name)
            || group.getName().equals(CARRIERS);
    }

    private static boolean isPoller(StackTraceElement[] stack) {
        return Stream.of(stack).anyMatch(frame -> frame.getMethodName().equals("subPollerLoop")
            && frame.getClassName().equals(NETWORK + "Poller"));
    }

    /// @param stack of a virtual thread that waits, innermost frame first
    /// @return whether it waits for the network, as the JDK has virtual threads wait
    public static boolean waitsForNetwork(StackTraceElement[] stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName).anyMatch(name -> name.startsWith(NETWORK));
    }
}

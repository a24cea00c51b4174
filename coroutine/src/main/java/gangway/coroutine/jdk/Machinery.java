package gangway.coroutine.jdk;

import module java.base;

/// Frames of the JDK's own in a stack: how it runs threads, and how it calls what is known by name only.
public final class Machinery {

    private static final List<String> THREADS = List.of("java.lang.VirtualThread.", "java.lang.Thread.", "java.lang.System$",
        "jdk.internal.vm.", "jdk.internal.misc.");
    private static final List<String> REFLECTION = List.of("jdk.internal.reflect.", "java.lang.reflect.", "java.lang.invoke.");

    private Machinery() {}

    /// @return whether a frame is there only because each thread has it at its ends
    public static boolean runsThreads(StackTraceElement frame) {
        return begins(frame, THREADS);
    }

    /// @return whether a frame is there because somebody called the one inside of it by reflection
    public static boolean reflects(StackTraceElement frame) {
        return begins(frame, REFLECTION);
    }

    private static boolean begins(StackTraceElement frame, List<String> names) {
        String name = frame.getClassName() + '.';
        return names.stream().anyMatch(name::startsWith);
    }
}

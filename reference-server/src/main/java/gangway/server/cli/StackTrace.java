package gangway.server.cli;

import module java.base;

/// A stack trace for the author of an application: it ends where the application begins, because what is below is ours.
final class StackTrace {

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTrace() {
    }

    /// @param error what an application threw
    /// @return its trace, as [Throwable#printStackTrace] has it, without our frames below the application's
    static String of(Throwable error) {
        var trace = new StackTrace();
        trace.add("", "", error, new StackTraceElement[0]);
        return trace.text.toString();
    }

    /// @param frames innermost first
    /// @return those down to the application's outermost; none when it was not running
    static StackTraceElement[] trimmed(StackTraceElement[] frames) {
        int end = frames.length;
        while (end > 0 && isBelow(frames[end - 1])) end--;
        return Arrays.copyOf(frames, end);
    }

    private static boolean isBelow(StackTraceElement frame) {
        return Stream.of("gangway.server.", "gangway.spec.", "java.lang.", "java.util.concurrent.", "jdk.internal.")
            .anyMatch(frame.getClassName()::startsWith);
    }

    private void add(String indent, String label, Throwable error, StackTraceElement[] outer) {
        text.append(label).append(error);
        if (!seen.add(error)) return;                          // a cause may be its own cause
        StackTraceElement[] frames = trimmed(error.getStackTrace());
        int shared = shared(frames, outer);
        for (int i = 0; i < frames.length - shared; i++) text.append('\n').append(indent).append("\tat ").append(frames[i]);
        if (shared > 0) text.append('\n').append(indent).append("\t... ").append(shared).append(" more");
        for (Throwable suppressed : error.getSuppressed())
            add(indent + "\t", "\n" + indent + "\tSuppressed: ", suppressed, frames);
        if (error.getCause() != null) add(indent, "\n" + indent + "Caused by: ", error.getCause(), frames);
    }

    /// @return how many frames both end with
    private static int shared(StackTraceElement[] frames, StackTraceElement[] outer) {
        int n = 0;
        while (n < frames.length && n < outer.length
            && frames[frames.length - 1 - n].equals(outer[outer.length - 1 - n])) n++;
        return n;
    }
}

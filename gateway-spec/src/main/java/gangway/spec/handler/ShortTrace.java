package gangway.spec.handler;

import module java.base;

/// A stack trace with a bound for its length.
final class ShortTrace {

    private ShortTrace() {
    }

    /// @param error its causes and what it suppressed follow it
    /// @param limit the most frames of each
    /// @return lines, in the form of [Throwable#printStackTrace()]
    static String of(Throwable error, int limit) {
        var trace = new StringBuilder();
        append("", error, limit, trace, Collections.newSetFromMap(new IdentityHashMap<>()));
        return trace.toString();
    }

    private static void append(String caption, Throwable error, int limit, StringBuilder trace, Set<Throwable> seen) {
        if (!seen.add(error)) return;                          // errors may be each other's cause
        trace.append(caption).append(error).append('\n');
        StackTraceElement[] frames = error.getStackTrace();
        Stream.of(frames).limit(limit).forEach(frame -> trace.append("\tat ").append(frame).append('\n'));
        if (frames.length > limit) trace.append("\t… ").append(frames.length - limit).append(" more\n");
        for (Throwable suppressed : error.getSuppressed()) append("Suppressed: ", suppressed, limit, trace, seen);
        if (error.getCause() != null) append("Caused by: ", error.getCause(), limit, trace, seen);
    }
}

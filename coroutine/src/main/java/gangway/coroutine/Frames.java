package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Continuation;
import gangway.coroutine.jdk.Machinery;

/// The part of a stack that its reader wrote: without this library's own frames, and without those by which the JDK starts a
/// thread.
final class Frames {

    /// So many tell where somebody is; the rest tells how he came there.
    private static final int FEW = 4;

    private static final Set<String> OURS = Set.of(Frames.class.getPackageName(), Continuation.class.getPackageName(),
        Frames.class.getPackageName() + ".testing");
    private static final List<String> JDK = List.of("java.", "jdk.", "sun.");
    private static final String WAIT = Parking.class.getName();
    private static final String LOOP = Loop.class.getName();

    private Frames() {}

    /// @param stack innermost frame first
    /// @return its reader's frames in the same order. What a wait of this library calls is not among them; what of the JDK its
    ///         reader called is, if it is no machinery.
    static List<StackTraceElement> ofUser(StackTraceElement[] stack) {
        return Stream.of(stack).skip(wait(stack))
            .filter(frame -> !isOurs(frame.getClassName()) && !Machinery.runsThreads(frame)).toList();
    }

    private static int wait(StackTraceElement[] stack) {
        return Math.max(0, Stream.of(stack).map(StackTraceElement::getClassName).toList().indexOf(WAIT));
    }

    /// @param stack of a hub's thread
    /// @return what its loop has called
    static StackTraceElement[] insideLoop(StackTraceElement[] stack) {
        return Stream.of(stack).takeWhile(frame -> !isLoop(frame.getClassName())).toArray(StackTraceElement[]::new);
    }

    /// @return whether a stack is inside of this library, other than where a fiber is left
    static boolean isInsideHub(StackTraceElement[] stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName)
            .filter(name -> !JDK.stream().anyMatch(name::startsWith)).findFirst()
            .filter(name -> isOurs(name) && !name.equals(ThreadFiber.class.getName())).isPresent();
    }

    static boolean isLoop(String className) {
        return className.equals(LOOP);
    }

    /// @param frames some of [#ofUser]
    /// @return the first of them. Of what the JDK called itself only the method is left that its reader called; and who calls
    ///         `main`, or anything by reflection, has not written what is there.
    static List<StackTraceElement> few(List<StackTraceElement> frames) {
        int jdk = 0;
        while (jdk < frames.size() && frames.get(jdk).getClassName().startsWith("java.")) jdk++;
        var few = frames.stream().skip(Math.max(0, jdk - 1)).takeWhile(frame -> !Machinery.reflects(frame)).limit(FEW).toList();
        int main = few.stream().map(StackTraceElement::getMethodName).toList().indexOf("main");
        return main < 0 ? few : few.subList(0, main + 1);
    }

    /// @return whether a class belongs to this library
    static boolean isOurs(String className) {
        int end = className.lastIndexOf('.');
        return end > 0 && OURS.contains(className.substring(0, end));
    }

    /// Appends each frame as a line of its own.
    static void append(StringBuilder text, String indent, List<StackTraceElement> frames) {
        for (var frame : frames) text.append('\n').append(indent).append("at ").append(show(frame));
    }

    /// @return a frame without loader and module, which say nothing about the place
    static String show(StackTraceElement frame) {
        String place = frame.getFileName() == null ? "Unknown Source"
            : frame.getLineNumber() < 0 ? frame.getFileName() : frame.getFileName() + ":" + frame.getLineNumber();
        return "%s.%s(%s)".formatted(frame.getClassName(), frame.getMethodName(), place);
    }
}

package gangway.coroutine;

import module java.base;

/// The end of a virtual thread that some coroutine has made and that has become a coroutine itself: the JDK tells nobody of
/// it but those who join it.
final class ThreadEnd {

    private static final String HERE = ThreadEnd.class.getName();

    private ThreadEnd() {}

    static void await(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                // nobody knows whoever waits here, and nobody means it
            }
        }
    }

    /// @return whether a virtual thread waits here, and so will wake nobody before another has ended
    static boolean isAwaitedBy(Thread waiter) {
        return Stream.of(waiter.getStackTrace()).anyMatch(frame -> frame.getClassName().equals(HERE));
    }
}

package gangway.coroutine;

import module java.base;

/// How a thread knows its coroutine: what it runs is, on the usual kernel, also its handler of uncaught exceptions, although
/// none ever comes. A `ThreadLocal` would have a table of 136 bytes in each of a million threads for that one entry.
/// Code in a coroutine that sets a handler of its own loses nothing by it but a little time: see [Hub#adopt()].
///
/// @param coroutine the one that it is about
record Identity(Coroutine<?> coroutine) implements Runnable, Thread.UncaughtExceptionHandler {

    @Override
    public void run() {
        coroutine.run(this);
    }

    /// Does what would be done without it.
    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        thread.getThreadGroup().uncaughtException(thread, error);
    }
}

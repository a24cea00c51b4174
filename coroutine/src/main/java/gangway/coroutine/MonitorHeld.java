package gangway.coroutine;

import module java.base;

/// A bare continuation was to be suspended inside `synchronized`. It goes on, with this error, where it wanted to wait.
public final class MonitorHeld extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    private MonitorHeld(String monitor) {
        super("""
            cannot be suspended while it holds the monitor of %s
              rule: to the JDK a bare continuation is no thread; who enters that monitor next would hang, or get in too
              to fix: leave the synchronized block first, or lock with gangway.coroutine.RLock, or, for a coroutine, use \
            Kernel.VIRTUAL""".formatted(monitor));
    }

    /// @param monitor what is locked, and where
    /// @throws MonitorHeld always
    static void refuse(String monitor) {
        throw new MonitorHeld(monitor);
    }
}

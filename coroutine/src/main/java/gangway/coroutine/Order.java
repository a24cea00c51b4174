package gangway.coroutine;

import module java.base;

/// Who of those that are ready runs next.
///
/// A hub's order is first come, first served. A test may want another: correct code works in any.
@FunctionalInterface
public interface Order {

    /// First come, first served, as gevent has it.
    Order FIFO = _ -> 0;

    /// @param ready how many are ready, at least 1
    /// @return the place in the queue of the one that is to run, from 0, the one that has been ready for longest
    int next(int ready);

    /// The same for whoever wants to tell them apart: a coroutine that is ready again is the same object as before.
    ///
    /// @param ready those that are ready, at least 1, the one that has been ready for longest first; not to be run
    /// @return the place of the one that is to run
    default int next(List<?> ready) {
        return next(ready.size());
    }
}

package gangway.coroutine;

import module java.base;

/// What a hub reads the time from. It only ever goes forward.
@FunctionalInterface
public interface Clock {

    /// The machine's own, which goes on while nobody looks.
    Clock SYSTEM = System::nanoTime;

    /// @return nanoseconds since some moment that stays the same; only differences mean something
    long nanos();
}

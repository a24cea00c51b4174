package gangway.coroutine;

import module java.base;

/// What a coroutine that sleeps waits for, as reports show it.
///
/// @param time how long it sleeps
record Sleep(Duration time) {

    static Sleep of(Duration time) {
        return new Sleep(time);
    }

    @Override
    public String toString() {
        return "sleep of " + time;
    }
}

package gangway.coroutine;

import module java.base;

/// Those who are told what the coroutines of a hub do. Owned by one hub.
final class Observers {

    private final List<Observer> list = new ArrayList<>(1);
    private Observer all = Observer.NONE;

    /// @return what takes it out again
    Observation add(Observer observer) {
        if (observer != Observer.NONE) list.add(observer);
        combine();
        return new Observation(() -> {
            list.remove(observer);
            combine();
        });
    }

    private void combine() {
        all = list.stream().reduce(Both::new).orElse(Observer.NONE);
    }

    /// @return all of them as one
    Observer all() {
        return all;
    }
}

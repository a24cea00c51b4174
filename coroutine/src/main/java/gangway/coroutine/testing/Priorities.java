package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Order;

/// Runs whoever has the highest priority; priorities are drawn by chance, and fall by chance. It is the idea of
/// probabilistic concurrency testing (Burckhardt and others, 2010), with priorities that never stop falling, so that nobody
/// who polls can keep the others from running for ever. Owned by one hub.
final class Priorities implements Order {

    /// One in so many steps takes the priority of the one that runs.
    private static final int FALL = 16;

    /// Callbacks are new objects each time, so what has been drawn is forgotten now and then.
    private static final int REMEMBERED = 4096;

    private final RandomGenerator random;
    private final Map<Object, Double> priorities = new IdentityHashMap<>();
    private double lowest;

    Priorities(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public int next(int ready) {
        return random.nextInt(ready);
    }

    @Override
    public int next(List<?> ready) {
        if (priorities.size() > REMEMBERED) priorities.clear();
        int highest = 0;
        for (int i = 1; i < ready.size(); i++)
            if (priority(ready.get(i)) > priority(ready.get(highest))) highest = i;
        if (random.nextInt(FALL) == 0) priorities.put(ready.get(highest), --lowest);
        return highest;
    }

    private double priority(Object task) {
        return priorities.computeIfAbsent(task, _ -> random.nextDouble());
    }
}

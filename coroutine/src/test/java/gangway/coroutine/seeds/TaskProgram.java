package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.JoinableQueue;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Tasks are put, got, worked at and done; some wait until all are. They wait no longer, and not less.
record TaskProgram() implements Program<Operation> {

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, "put", "get", "join");
    }

    @Override
    public void run(TestHub test, List<Operation> operations) {
        var queue = new JoinableQueue<Integer>();
        var cast = new Cast(test);
        var joining = new AtomicInteger();
        var done = new int[2];
        for (var operation : operations) cast.add(operation, () -> {
            switch (operation.what()) {
                case "put" -> queue.put(done[0]++);
                case "get" -> work(queue, operation, done);
                default -> join(queue, operation, joining);
            }
        });
        cast.play();
        assertEquals(done[0] - done[1], queue.unfinished(), "tasks that are not done");
        assertEquals(0, queue.unfinished() == 0 ? joining.get() : 0, "wait although all is done");
    }

    private static void work(JoinableQueue<Integer> queue, Operation operation, int[] done) {
        queue.get();
        try {
            Coroutine.sleep(operation.rest());
        } finally {
            queue.taskDone();
            done[1]++;
        }
    }

    private static void join(JoinableQueue<Integer> queue, Operation operation, AtomicInteger joining) {
        joining.incrementAndGet();
        try {
            if (operation.time().isPresent()) queue.join(operation.time().get());
            else queue.join();
        } finally {
            joining.decrementAndGet();
        }
    }
}

package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.Queue;
import gangway.coroutine.testing.Program;
import gangway.coroutine.testing.TestHub;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// What goes into a queue that has an order of its own comes out once, and what is left comes out in that order.
///
/// @param make  the queue
/// @param order of what is left: it is given the numbers in the order in which they were put in
record BagProgram(Supplier<Queue<Integer>> make, UnaryOperator<List<Integer>> order) implements Program<Operation> {

    @Override
    public Operation operation(RandomGenerator random) {
        return Operation.draw(random, "put", "get");
    }

    @Override
    public void run(TestHub test, List<Operation> operations) {
        var queue = make.get();
        var items = new RealQueue(queue, Integer.MAX_VALUE, false);
        var cast = new Cast(test);
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < operations.size(); i++) numbers.add(i * 31 % 64);
        List<Integer> in = new ArrayList<>(), out = new ArrayList<>();
        for (var operation : operations) cast.add(operation, () -> {
            if (operation.is("get")) items.get(operation.time()).ifPresent(out::add);
            else if (items.put(numbers.get(in.size()), operation.time())) in.add(numbers.get(in.size()));
        });
        long waiting = cast.play();
        var left = new ArrayList<>(in);
        left.removeAll(out);
        var rest = new ArrayList<Integer>();
        while (!queue.isEmpty()) rest.add(queue.getNow());
        assertEquals(order.apply(left), rest, "what is left");
        assertEquals(in.size(), out.size() + rest.size(), "nothing lost, nothing doubled");
        assertEquals(0, rest.isEmpty() ? 0 : waiting, "wait, with something in the queue");
    }
}

// gangway run tests/bench/coroutine/Large.java million|cold|rounds
//
// What many coroutines cost: a million that wait; a hundred thousand that go on after a full collection; and whether anything
// is left of ten million that came and went. Prints lines `what<TAB>value`. Numbers.java starts it, with
// GANGWAY_JAVA_OPTS="-Xmx2g --add-modules java.management".
import module gangway.coroutine;
import module java.management;

static final int MANY = 100_000;

void main(String... args) {
    switch (args[0]) {
        case "million" -> million();
        case "cold" -> cold();
        case "rounds" -> rounds();
        default -> throw new IllegalArgumentException("\"" + args[0] + "\" is none of million, cold, rounds");
    }
}

void tell(String what, String value) {
    IO.println(what + "\t" + value);
}

/// How often the garbage collector came, and for how long.
record Collections(long count, long millis) {
    static Collections soFar() {
        var all = ManagementFactory.getGarbageCollectorMXBeans();
        return new Collections(all.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum(),
            all.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum());
    }

    Collections since(Collections before) {
        return new Collections(count - before.count, millis - before.millis);
    }

    @Override
    public String toString() {
        return "%s collections, %s ms".formatted(count, millis);
    }
}

/// So many that wait for the same.
Event park(int count) {
    var gate = new Event();
    for (int i = 0; i < count; i++) Coroutine.spawn(() -> gate.await());
    Coroutine.yieldNow();
    Coroutine.yieldNow();
    return gate;
}

void million() {
    int million = 1_000_000;
    long before = Memory.used();
    var collections = Collections.soFar();
    long start = System.nanoTime();
    Event gate = park(million);
    tell("1 000 000 begin and wait", "%.1f s (%s)".formatted(seconds(start), Collections.soFar().since(collections)));
    tell("heap for each of them", "%s bytes".formatted((Memory.used() - before) / million));
    start = System.nanoTime();
    System.gc();
    tell("a full collection among them", "%.2f s".formatted(seconds(start)));
    start = System.nanoTime();
    gate.set();
    Hub.current().run();
    tell("all of them go on and end", "%.1f s".formatted(seconds(start)));
}

/// They go on three times: right after a full collection, then twice without one.
void cold() {
    var gates = Stream.generate(Event::new).limit(40).toList();
    for (int i = 0; i < MANY; i++) Coroutine.spawn(() -> {
        for (Event gate : gates) gate.await();
    });
    Coroutine.yieldNow();
    Coroutine.yieldNow();
    int next = 0;
    for (; next < 30; next++) resume(gates.get(next));         // for the compiler
    tell("100 000 go on", each(gates.get(next++)));
    tell("again", each(gates.get(next++)));
    Memory.used();
    tell("after a full collection", each(gates.get(next++)));
    tell("again, the second time", each(gates.get(next++)));
    for (; next < gates.size(); next++) resume(gates.get(next));
    Hub.current().run();
}

String each(Event gate) {
    var collections = Collections.soFar();
    long nanos = resume(gate);
    return "%s ns each (%s)".formatted(nanos / MANY, Collections.soFar().since(collections));
}

long resume(Event gate) {
    long start = System.nanoTime();
    gate.set();
    Coroutine.yieldNow();
    Coroutine.yieldNow();
    return System.nanoTime() - start;
}

/// In each round a third end by themselves, a third are killed while they wait, and a third before they begin.
void rounds() {
    for (int i = 0; i < 10; i++) round();                      // until all that is loaded and compiled once is there
    long heap = Memory.used();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) round();
    double seconds = seconds(start);
    long more = Memory.used() - heap;                          // before anything is formatted: that stays in the heap, too
    tell("100 rounds of 100 000", "%.1f s".formatted(seconds));
    tell("heap after them, more than before", "%.1f kB".formatted(more / 1000.0));
    tell("threads after them, more than before",
        Integer.toString(ManagementFactory.getThreadMXBean().getThreadCount() - threads));
    tell("coroutines after them", Integer.toString(Hub.current().coroutines().size()));
}

void round() {
    var gate = new Event();
    var ended = IntStream.range(0, MANY / 3).mapToObj(_ -> Coroutine.spawn(() -> {})).toList();
    var waiting = IntStream.range(0, MANY / 3).mapToObj(_ -> Coroutine.spawn(() -> gate.await())).toList();
    Coroutine.yieldNow();
    Coroutine.yieldNow();
    var fresh = IntStream.range(0, MANY - 2 * (MANY / 3)).mapToObj(_ -> Coroutine.spawn(() -> gate.await())).toList();
    for (var each : waiting) each.kill(new GreenletExit());
    for (var each : fresh) each.kill(new GreenletExit());
    for (var each : ended) each.join();
    Hub.current().run();
}

double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
}

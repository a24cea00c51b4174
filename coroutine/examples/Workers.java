// gangway run coroutine/examples/Workers.java
//
// Two workers take their jobs from one queue, which has room for one job: who makes them waits when there are too many. They
// share one printer. When the queue is shut down they finish what is left, and go home.
//
// prints: Ada makes a hat
// prints: Bob makes a scarf
// prints: Ada prints the bill for a hat
// prints: Ada makes a glove
// prints: Bob prints the bill for a scarf
// prints: Bob goes home
// prints: Ada prints the bill for a glove
// prints: Ada goes home
import module gangway.coroutine;
import gangway.coroutine.Queue;
import gangway.coroutine.Semaphore;

final Queue<String> jobs = new Queue<>(1);
final Semaphore printer = new Semaphore(1);

void work(String name) {
    for (var job : jobs) {
        IO.println(name + " makes " + job);
        Coroutine.sleep(Duration.ofMillis(10));
        bill(name, job);
    }
    IO.println(name + " goes home");
}

void bill(String name, String job) {
    printer.acquire();
    try {
        IO.println(name + " prints the bill for " + job);
        Coroutine.sleep(Duration.ofMillis(10));
    } finally {
        printer.release();
    }
}

void main() {
    var workers = Stream.of("Ada", "Bob").map(name -> Coroutine.spawn(() -> work(name))).toList();
    for (var job : List.of("a hat", "a scarf", "a glove")) jobs.put(job);
    jobs.shutdown();
    workers.forEach(Coroutine::join);
}

// gangway run coroutine/examples/BlockForever.java
//
// Two philosophers have two forks, and each begins with another one. Now each has one, and waits for the one that the other
// has; nobody is left who could change that. So the one who waits for them, the main program, is told: who waits for what, for
// how long already, and where; and who waits for whom in a circle.
//
// prints: This operation would block forever
// prints:   cycle: Ada waits for RLock[held by Bob], Bob waits for RLock[held by Ada]
// prints:   main waits for the end of Ada, for … ms
// prints:       at BlockForever.main(BlockForever.java:35)
// prints:   Ada waits for RLock[held by Bob], for … ms
// prints:       at BlockForever.dine(BlockForever.java:27)
// prints:       at BlockForever.lambda$main$0(BlockForever.java:32)
// prints:       spawned at BlockForever.main(BlockForever.java:32)
// prints:   Bob waits for RLock[held by Ada], for … ms
// prints:       at BlockForever.dine(BlockForever.java:27)
// prints:       at BlockForever.lambda$main$1(BlockForever.java:33)
// prints:       spawned at BlockForever.main(BlockForever.java:33)
import module gangway.coroutine;

final RLock left = new RLock();
final RLock right = new RLock();

void dine(RLock first, RLock second) {
    first.lock();
    Coroutine.yieldNow();                                      // thinks for a moment
    second.lock();
    IO.println(Coroutine.current().name() + " eats");
}

void main() {
    var ada = Coroutine.spawn("Ada", () -> dine(left, right));
    Coroutine.spawn("Bob", () -> dine(right, left));
    try {
        ada.join();
    } catch (WouldBlockForever e) {
        IO.println(e.getMessage());
    }
}

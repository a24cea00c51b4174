// gangway run coroutine/examples/Alternating.java
//
// Three coroutines of five steps each. After a step each lets the others run, so they alternate: all on one thread, and
// nobody is interrupted.
//
// prints: a0
// prints: b0
// prints: c0
// prints: a1
// prints: b1
// prints: c1
// prints: a2
// prints: b2
// prints: c2
// prints: a3
// prints: b3
// prints: c3
// prints: a4
// prints: b4
// prints: c4
import module gangway.coroutine;

void steps(String name) {
    for (int i = 0; i < 5; i++) {
        IO.println(name + i);
        Coroutine.sleep(Duration.ZERO);
    }
}

void main() {
    var all = Stream.of("a", "b", "c").map(name -> Coroutine.spawn(() -> steps(name))).toList();
    all.forEach(Coroutine::join);
}

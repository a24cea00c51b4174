// gangway run coroutine/examples/Greenlets.java
//
// Three greenlets with five steps each. Nobody schedules them: one runs to its end, since it never says who is next.
//
// prints: first: step 1
// prints: first: step 2
// prints: first: step 3
// prints: first: step 4
// prints: first: step 5
// prints: first is done
// prints: second: step 1
// prints: second: step 2
// prints: second: step 3
// prints: second: step 4
// prints: second: step 5
// prints: second is done
// prints: third: step 1
// prints: third: step 2
// prints: third: step 3
// prints: third: step 4
// prints: third: step 5
// prints: third is done
import module gangway.coroutine;

Greenlet worker(String name) {
    return new Greenlet(_ -> {
        for (int step = 1; step <= 5; step++) IO.println("%s: step %s".formatted(name, step));
        return name + " is done";
    });
}

void main() {
    for (String name : List.of("first", "second", "third")) IO.println(worker(name).switchTo());
}

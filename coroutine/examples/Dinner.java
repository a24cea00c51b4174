// gangway run coroutine/examples/Dinner.java
//
// A pool has two hands, so of three vegetables two are peeled at a time. Then everything cooks in one nursery. When the
// soufflé fails there will be no dinner, so the roast need not go on; and nothing is left on the stove behind the block.
//
// prints: peeled: [carrots, onions, potatoes]
// prints: the soup is ready
// prints: the roast is taken off the stove
// prints: no dinner: the soufflé has collapsed
import module gangway.coroutine;

String peel(String vegetable) {
    Coroutine.sleep(Duration.ofMillis(vegetable.length()));
    return vegetable;
}

void cook(String dish, Duration time) {
    try {
        Coroutine.sleep(time);
    } catch (Cancelled cancelled) {
        IO.println(dish + " is taken off the stove");
        throw cancelled;
    }
    if (dish.equals("the soufflé")) throw new IllegalStateException(dish + " has collapsed");
    IO.println(dish + " is ready");
}

void main() {
    IO.println("peeled: " + new Pool(2).map(this::peel, List.of("carrots", "onions", "potatoes")));
    try (var dinner = Nursery.open()) {
        dinner.spawn(() -> cook("the soup", Duration.ofMillis(10)));
        dinner.spawn(() -> cook("the soufflé", Duration.ofMillis(100)));
        dinner.spawn(() -> cook("the roast", Duration.ofHours(2)));
    } catch (ErrorGroup failed) {
        IO.println("no dinner: " + failed.getCause().getMessage());
    }
}

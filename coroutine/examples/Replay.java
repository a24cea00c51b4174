// gangway run coroutine/examples/Replay.java
//
// Two share an account that looks before it takes, and waits for its bank in between. Mostly all is well; under some seed it
// is not, and that one shows what happened each time it is run.
//
// prints: shopping: seed 82 fails: java.lang.IllegalStateException: the balance is -40
// prints:   what happened:
// prints:     0s main spawns Ada
// prints:     0s main spawns Bob
// prints:     0s main waits for the end of all coroutines of the hub
// prints:     0s Ada runs
// prints:     0s Ada waits for sleep of PT0.163S
// prints:     0s Bob runs
// prints:     0s Bob waits for sleep of PT0.16S
// prints:     0.16s Bob has waited long enough
// prints:     0.16s Bob runs
// prints:     0.16s Bob waits for sleep of PT0.005S
// prints:     0.163s Ada has waited long enough
// prints:     0.163s Ada runs
// prints:     0.163s Ada waits for sleep of PT0.005S
// prints:     0.165s Bob has waited long enough
// prints:     0.165s Bob runs
// prints:     0.165s Bob ends
// prints:     0.168s Ada has waited long enough
// prints:     0.168s Ada runs
// prints:     0.168s Ada ends
// prints:     0.168s main is woken
// prints:     0.168s main runs
// prints:   to replay: -Dgangway.seed=82
import module gangway.coroutine;

class Account {
    int balance = 100;

    void withdraw(int amount) {
        if (balance < amount) return;
        Coroutine.sleep(Duration.ofMillis(5));
        balance -= amount;
    }
}

void shop(TestHub test) {
    var account = new Account();
    for (var name : List.of("Ada", "Bob")) Coroutine.spawn(name, () -> {
        Coroutine.sleep(Duration.ofMillis(test.random().nextInt(1000)));
        account.withdraw(70);
    });
    test.hub().run();
    if (account.balance < 0) throw new IllegalStateException("the balance is " + account.balance);
}

void main() {
    try {
        Seeds.of("shopping", 1000).search(this::shop);
    } catch (SeedFailure failure) {
        IO.println(failure.getMessage());
    }
}

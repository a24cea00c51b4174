import module gangway.coroutine;

/// Two coroutines with names: one waits, the other keeps the hub busy for a moment and then waits, too.
void main() {
    try (var _ = Hub.current().hold()) {
        var never = new Event();
        Coroutine.spawn("patient", () -> never.await());
        Coroutine.spawn("restless", () -> {
            spin(Duration.ofSeconds(1));
            IO.println("ready");
            never.await();
        }).join();
    }
}

void spin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) Thread.onSpinWait();
}

package gangway.coroutine;

/// Two observers as one: each is told everything, in this order.
record Both(Observer first, Observer second) implements Observer {

    @Override
    public void spawned(Coroutine<?> coroutine, Coroutine<?> spawner) {
        first.spawned(coroutine, spawner);
        second.spawned(coroutine, spawner);
    }

    @Override
    public void began(Coroutine<?> coroutine) {
        first.began(coroutine);
        second.began(coroutine);
    }

    @Override
    public void runs(Coroutine<?> coroutine) {
        first.runs(coroutine);
        second.runs(coroutine);
    }

    @Override
    public void waits(Coroutine<?> coroutine, Object on) {
        first.waits(coroutine, on);
        second.waits(coroutine, on);
    }

    @Override
    public void woken(Coroutine<?> coroutine, Wake why) {
        first.woken(coroutine, why);
        second.woken(coroutine, why);
    }

    @Override
    public void ended(Coroutine<?> coroutine) {
        first.ended(coroutine);
        second.ended(coroutine);
    }
}

package gangway.coroutine;

import module java.base;

/// A generator that was left in its middle and that nobody refers to any more: it is closed, so that its `finally` blocks run.
///
/// They belong to the hub in which the generator was first asked, if there was one and it still turns: what they touch is that
/// hub's. Otherwise a thread made for this runs them.
///
/// @param chain what is left of the generator
/// @param hub   where it was first asked
record Abandoned(Chain<?, ?, ?> chain, Optional<Hub> hub) implements Runnable {

    private static final System.Logger LOG = System.getLogger("gangway.coroutine");

    /// Finds out what is abandoned; greenlets too.
    static final Cleaner CLEANER = Cleaner.create(Thread.ofPlatform().name("gangway-abandoned").daemon().factory());

    static Cleaner.Cleanable watch(Generator<?, ?, ?> generator, Chain<?, ?, ?> chain) {
        return CLEANER.register(generator, new Abandoned(chain, Coroutine.hasHub() ? Optional.of(Hub.current()) : Optional.empty()));
    }

    @Override
    public void run() {
        if (chain.root().state() == Generator.State.CLOSED) return;
        if (hub.isEmpty() || !hub.get().isOpen() || !hub.get().loop().post(this::closeInCoroutine)) close();
    }

    private void closeInCoroutine() {
        hub.orElseThrow().spawn("abandoned generator", this::close);
    }

    /// An error has nobody left to go to, as in Python.
    private void close() {
        try {
            chain.close();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "an abandoned generator failed when it was closed", e);
        }
    }
}

package gangway.contract;

import module java.base;

/// A body that counts what a server does with it.
final class Watched implements Iterable<byte[]>, AutoCloseable {

    private final Iterable<byte[]> blocks;
    private final AtomicInteger iterators = new AtomicInteger(), closes = new AtomicInteger();
    private final AtomicBoolean askedBehindClose = new AtomicBoolean();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Watched(Iterable<byte[]> blocks) {
        this.blocks = blocks;
    }

    @Override
    public Iterator<byte[]> iterator() {
        iterators.incrementAndGet();
        Iterator<byte[]> inner = blocks.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                look();
                return inner.hasNext();
            }

            @Override
            public byte[] next() {
                look();
                return inner.next();
            }
        };
    }

    private void look() {
        threads.add(Thread.currentThread());
        if (closes.get() > 0) askedBehindClose.set(true);
    }

    @Override
    public void close() {
        threads.add(Thread.currentThread());
        closes.incrementAndGet();
    }

    int iterators() {
        return iterators.get();
    }

    int closes() {
        return closes.get();
    }

    boolean wasAskedBehindClose() {
        return askedBehindClose.get();
    }

    /// Those that iterated and closed.
    Set<Thread> threads() {
        return Set.copyOf(threads);
    }
}

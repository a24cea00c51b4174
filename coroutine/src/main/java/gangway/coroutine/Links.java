package gangway.coroutine;

import module java.base;

/// Who is to be called when something is ready, in the order in which they asked. Owned by one hub.
final class Links {

    private final List<Consumer<? super Awaitable>> links = new ArrayList<>(2);

    void add(Consumer<? super Awaitable> link) {
        links.add(link);
    }

    /// Removes the first that is, or stands for, what was added.
    void remove(Object link) {
        var all = links.iterator();
        while (all.hasNext()) {
            if (!isFor(all.next(), link)) continue;
            all.remove();
            return;
        }
    }

    int size() {
        return links.size();
    }

    /// Has each called by the loop, in its next turn, and forgets them.
    void fire(Loop loop, Awaitable ready) {
        for (var link : links) loop.execute(() -> link.accept(ready));
        links.clear();
    }

    private static boolean isFor(Object kept, Object link) {
        return kept == link || kept instanceof InCoroutine<?> inside && inside.link() == link;
    }

    /// A link that is called in a coroutine of its own, so that it may wait.
    ///
    /// @param link   what to call
    /// @param source what it is told
    /// @param when   for which outcomes
    record InCoroutine<T>(Consumer<? super Coroutine<T>> link, Coroutine<T> source, Predicate<Outcome<T>> when)
        implements Consumer<Awaitable> {

        @Override
        public void accept(Awaitable ready) {
            source.outcome().filter(when).ifPresent(_ -> source.hub().spawn("link of " + source.name(), () -> link.accept(source)));
        }
    }
}

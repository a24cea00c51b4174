package gangway.coroutine;

import module java.base;

/// Who is to be called when something is ready, in the order in which they asked. Owned by one hub.
final class Links {

    private final Deque<Consumer<? super Awaitable>> links = new ArrayDeque<>(2);
    private int due;                                           // so many of the first are going to be called
    private boolean fired;                                     // the loop has been told so

    void add(Consumer<? super Awaitable> link) {
        links.add(link);
    }

    /// Removes the first that is, or stands for, what was added.
    void remove(Object link) {
        var all = links.iterator();
        for (int place = 0; all.hasNext(); place++) {
            if (!isFor(all.next(), link)) continue;
            all.remove();
            if (place < due) due--;
            return;
        }
    }

    int size() {
        return links.size();
    }

    /// Has each of those that are there now called by the loop, in its next turn, and forgotten then. Until that it can be
    /// removed.
    void fire(Loop loop, Awaitable ready) {
        due = links.size();
        if (fired || due == 0) return;
        fired = true;
        loop.execute(() -> call(loop, ready));
    }

    /// One that adds another is not to keep the loop for ever: those are for another turn.
    private void call(Loop loop, Awaitable ready) {
        for (int left = due; left > 0 && due > 0; left--) {
            due--;
            var link = links.remove();
            loop.run(() -> link.accept(ready));
        }
        fired = due > 0;
        if (fired) loop.execute(() -> call(loop, ready));
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
            if (source.outcome().filter(when).isEmpty()) return;
            source.hub().spawn("link of " + source.name(), () -> link.accept(source));
        }
    }
}

package gangway.coroutine;

import module java.base;

/// Those coroutines of a hub that have not ended, in the order in which they were made. They are linked to each other, since
/// there may be a million of them. Owned by one hub.
final class Population {

    private Coroutine<?> first;
    private Coroutine<?> last;
    private int size;

    void add(Coroutine<?> coroutine) {
        coroutine.previous = last;
        if (last == null) first = coroutine;
        else last.next = coroutine;
        last = coroutine;
        size++;
    }

    void remove(Coroutine<?> coroutine) {
        if (coroutine.previous == null) first = coroutine.next;
        else coroutine.previous.next = coroutine.next;
        if (coroutine.next == null) last = coroutine.previous;
        else coroutine.next.previous = coroutine.previous;
        coroutine.next = null;
        coroutine.previous = null;
        size--;
    }

    int size() {
        return size;
    }

    /// @return the virtual threads that they are; a thread dump asks, from a thread of its own
    Stream<Thread> threads() {
        return list().stream().map(Coroutine::fiber).mapMulti((fiber, found) -> {
            if (fiber instanceof ThreadFiber one) found.accept(one.thread());
        });
    }

    /// @return the one that a virtual thread is
    Optional<Coroutine<?>> of(Thread thread) {
        return list().stream()
            .filter(each -> each.fiber() instanceof ThreadFiber fiber && fiber.thread() == thread).findFirst();
    }

    List<Coroutine<?>> list() {
        var all = new ArrayList<Coroutine<?>>(size);
        for (Coroutine<?> each = first; each != null; each = each.next) all.add(each);
        return all;
    }

    boolean all(Predicate<? super Coroutine<?>> condition) {
        for (Coroutine<?> each = first; each != null; each = each.next) if (!condition.test(each)) return false;
        return true;
    }
}

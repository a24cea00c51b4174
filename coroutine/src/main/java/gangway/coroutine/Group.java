package gangway.coroutine;

import module java.base;

/// Coroutines that are waited for, or killed, together. Who has ended is no longer in it.
///
/// ```java
/// var group = new Group();
/// for (var url : urls) group.spawn(() -> fetch(url));
/// group.join();
/// ```
///
/// gevent's `Group`. It knows its members and nothing more: a failed one fails alone, and they may outlive whoever spawned
/// them. Where neither is wanted, use a [Nursery]. Owned by one hub.
public sealed class Group implements Mapping, Iterable<Coroutine<?>> permits Pool {

    private final Set<Coroutine<?>> members = new LinkedHashSet<>();
    private final Set<Coroutine<?>> dying = new HashSet<>();
    private final WaitQueue joiners = new WaitQueue(this);
    private final Consumer<Awaitable> leaver = this::left;

    /// One without members.
    public Group() {}

    // ---- Coming and going. ----

    @Override
    public <T> Coroutine<T> spawn(Callable<? extends T> body) {
        return spawn(Optional.empty(), body);
    }

    /// Spawns one with a name.
    ///
    /// @return itself
    public <T> Coroutine<T> spawn(String name, Callable<? extends T> body) {
        return spawn(Optional.of(name), body);
    }

    /// Spawns one with a name that gives no result.
    ///
    /// @return itself
    public Coroutine<Void> spawn(String name, Action body) {
        return spawn(Optional.of(name), Hub.asCallable(body));
    }

    private <T> Coroutine<T> spawn(Optional<String> name, Callable<? extends T> body) {
        awaitRoom();
        Coroutine<T> coroutine = Hub.current().make(name, body);
        include(coroutine);
        coroutine.start();
        return coroutine;
    }

    /// Makes a coroutine a member. One that has ended leaves again in the hub's next turn.
    ///
    /// @param coroutine nothing happens if it is one already
    public void add(Coroutine<?> coroutine) {
        if (members.contains(coroutine)) return;
        awaitRoom();
        include(coroutine);
    }

    /// Makes one a member for which room has been taken.
    final void include(Coroutine<?> coroutine) {
        if (members.add(coroutine)) coroutine.rawLink(leaver);
        else giveRoom();                                       // somebody else added it while it waited for room
    }

    /// Makes a coroutine a member no longer. It goes on.
    ///
    /// @param coroutine nothing happens if it is none
    public void discard(Coroutine<?> coroutine) {
        joiners.enter();
        coroutine.unlink(leaver);
        left(coroutine);
    }

    private void left(Object member) {
        if (!members.remove(member)) return;
        dying.remove(member);
        giveRoom();
        if (members.isEmpty()) joiners.wakeAll(true);
    }

    // ---- How many there may be. ----

    /// Takes the room of one member, and waits for it if it must.
    void awaitRoom() {
        joiners.enter();
    }

    /// Gives the room of one member back.
    void giveRoom() {}

    @Override
    public boolean isFull() {
        return false;
    }

    /// Waits until a member can be added without waiting. A group always has room.
    public void waitAvailable() {}

    /// Waits until a member can be added without waiting, or the time is over.
    ///
    /// @return whether there is room
    public boolean waitAvailable(Duration atMost) {
        return true;
    }

    // ---- As one. ----

    /// {@inheritDoc}
    ///
    /// A member is not waited for by another: it does the call itself, so that members of a full pool do not wait for each other.
    @Override
    public <T> T apply(Callable<? extends T> call) throws Exception {
        return contains(Coroutine.current()) ? call.call() : Mapping.super.<T>apply(call);
    }

    /// Waits until there are no members, if only for a moment.
    public void join() {
        if (!members.isEmpty()) joiners.await();
    }

    /// Waits until there are no members or the time is over.
    ///
    /// @return whether there were none
    public boolean join(Duration atMost) {
        return members.isEmpty() || joiners.await(atMost).isPresent();
    }

    /// Waits until there are no members, then throws what the first of those failed with who are members now.
    public void joinOrRaise() {
        var waitedFor = List.copyOf(members);
        join();
        raise(waitedFor);
    }

    /// Waits until there are no members or the time is over, then throws what the first of those failed with who are members now.
    ///
    /// @return whether there were none
    public boolean joinOrRaise(Duration atMost) {
        var waitedFor = List.copyOf(members);
        boolean empty = join(atMost);
        raise(waitedFor);
        return empty;
    }

    private static void raise(List<Coroutine<?>> ended) {
        for (var each : ended)
            if (each.outcome().orElse(null) instanceof Outcome.Failed<?>(var cause)) throw Sneaky.raise(cause);
    }

    /// Kills all members, those that come meanwhile too, and waits until there are none. If the current coroutine is a member, it
    /// is killed last, and nobody waits.
    public void kill() {
        kill(new GreenletExit());
    }

    /// Kills all members with an error of one's own, and waits until there are none.
    ///
    /// @param error what is thrown where they wait
    public void kill(Throwable error) {
        kill(error, true, Times.FOREVER);
    }

    /// Kills all members with an error of one's own.
    ///
    /// @param error  what is thrown where they wait
    /// @param block  whether to wait until there are none; those that come meanwhile are killed too
    /// @param atMost for how long
    /// @return whether there are none; who is left refuses to die
    public boolean kill(Throwable error, boolean block, Duration atMost) {
        joiners.enter();
        interrupt(error);
        return block ? killUntil(Deadline.after(atMost, joiners.hub().loop()), error) : members.isEmpty();
    }

    private boolean killUntil(Deadline end, Throwable error) {
        while (!members.isEmpty()) {
            for (var each : this) {
                if (!end.await(each)) return false;
                discard(each);
            }
            interrupt(error);
        }
        return true;
    }

    /// Nobody is killed twice, since that would end what he does in his `finally` blocks.
    private void interrupt(Throwable error) {
        var me = Coroutine.current();
        var others = members.stream().filter(each -> each != me && !dying.contains(each)).toList();
        dying.addAll(others);
        others.forEach(each -> each.interrupt(error));
        if (members.contains(me) && dying.add(me)) me.interrupt(error);
    }

    // ---- Who is in it. ----

    /// @return how many members there are
    public int size() {
        return members.size();
    }

    /// @return whether there are no members
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /// @return whether a coroutine is a member
    public boolean contains(Coroutine<?> coroutine) {
        return members.contains(coroutine);
    }

    /// @return the members there are now, in the order in which they came
    @Override
    public Iterator<Coroutine<?>> iterator() {
        return List.<Coroutine<?>>copyOf(members).iterator();
    }

    @Override
    public String toString() {
        return "Group[%s]".formatted(members.size());
    }
}

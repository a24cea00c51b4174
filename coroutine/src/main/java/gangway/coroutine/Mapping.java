package gangway.coroutine;

import module java.base;

/// Many calls side by side, and their results: what [Group], [Pool] and [ThreadPool] have in common.
///
/// What a call throws comes out where its result is taken, as the very same exception, and is reported to the hub only when
/// nobody is left to take it. gevent's `GroupMappingMixin`.
public sealed interface Mapping permits Group, ThreadPool {

    /// Begins a call. If there is no room for one more, waits until there is; who is killed meanwhile leaves nothing behind.
    ///
    /// @param call what to do
    /// @return the coroutine that does it, or that waits for whoever does it
    <T> Coroutine<T> spawn(Callable<? extends T> call);

    /// Begins a call that gives no result.
    ///
    /// @param call what to do
    /// @return the coroutine that does it, or that waits for whoever does it
    default Coroutine<Void> spawn(Action call) {
        return spawn(Hub.asCallable(call));
    }

    /// @return whether [#spawn] would wait
    boolean isFull();

    /// Has something done, and waits for its result. It goes on if the one who waits is killed.
    ///
    /// @return the result
    /// @throws Exception whatever it throws
    default <T> T apply(Callable<? extends T> call) throws Exception {
        return Mapped.get(Mapped.quietly(this.<T>spawn(call)));
    }

    /// Has something done, and never waits: where there is no room, the coroutine that is given back waits for it.
    ///
    /// @return what gives the result
    default <T> Coroutine<T> applyAsync(Callable<? extends T> call) {
        return isFull() ? Coroutine.spawn(() -> this.<T>apply(call)) : spawn(call);
    }

    /// Does the same with each of some things, and waits for all. The first failure, in their order, is thrown; the others
    /// go on, and what they fail with is reported.
    ///
    /// @param call      what to do
    /// @param arguments with what; taken one by one, as there is room
    /// @return the results, in the order of the arguments
    default <A, T> List<T> map(Call<? super A, ? extends T> call, Iterable<? extends A> arguments) {
        var all = new ArrayList<Coroutine<T>>();
        for (A argument : arguments) all.add(Mapped.quietly(spawn(() -> call.call(argument))));
        return Mapped.getAll(all);
    }

    /// Does the same with each of some things, and gives the results one by one, in the order of the arguments. A failure is
    /// thrown in the place of its result, and the iteration may go on behind it.
    ///
    /// @return the results, to be closed by who does not want all of them
    default <A, T> Results<T> imap(Call<? super A, ? extends T> call, Iterable<? extends A> arguments) {
        return imap(call, arguments, Integer.MAX_VALUE);
    }

    /// The same, but runs no more than some results ahead of who takes them.
    ///
    /// @param maxSize how many results may be waiting, or worked on
    /// @return the results, to be closed by who does not want all of them
    default <A, T> Results<T> imap(Call<? super A, ? extends T> call, Iterable<? extends A> arguments, int maxSize) {
        return new Results<>(this, Results.Arrival.IN_ORDER, Mapped.calls(call, arguments), maxSize);
    }

    /// Does the same with each of some things, and gives the results one by one, as they come.
    ///
    /// @return the results, to be closed by who does not want all of them
    default <A, T> Results<T> imapUnordered(Call<? super A, ? extends T> call, Iterable<? extends A> arguments) {
        return imapUnordered(call, arguments, Integer.MAX_VALUE);
    }

    /// The same, but runs no more than some results ahead of who takes them.
    ///
    /// @param maxSize how many results may be waiting, or worked on
    /// @return the results, to be closed by who does not want all of them
    default <A, T> Results<T> imapUnordered(Call<? super A, ? extends T> call, Iterable<? extends A> arguments, int maxSize) {
        return new Results<>(this, Results.Arrival.AS_THEY_COME, Mapped.calls(call, arguments), maxSize);
    }
}

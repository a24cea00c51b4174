package gangway.coroutine;

import module java.base;

/// Who waits for whom: everybody of a hub who waits, and the circle among them if there is one.
///
/// @param waiters  those who wait, the oldest first; at most [#LIMIT]
/// @param unlisted how many more there are
/// @param cycle    each of these waits for the next, and the last one for the first; empty if there is no such circle
public record WaitGraph(List<CoroutineInfo> waiters, int unlisted, List<CoroutineInfo> cycle) {

    /// Nobody reads more.
    public static final int LIMIT = 50;

    /// Looks at a hub, on its thread.
    static WaitGraph of(Hub hub) {
        var waiters = CoroutineInfo.everybody(hub).stream().filter(each -> each.parking().isParked() || each.begun()).toList();
        return new WaitGraph(look(waiters.stream().limit(LIMIT)), Math.max(0, waiters.size() - LIMIT),
            look(cycle(waiters).stream()));
    }

    private static List<CoroutineInfo> look(Stream<? extends Coroutine<?>> coroutines) {
        return coroutines.map(each -> CoroutineInfo.of(each).shortened()).toList();
    }

    /// Each waits for one at most. So whoever is met again when one goes on from one to the next is in a circle, and who has
    /// been gone through from an earlier start need not be again.
    private static List<Coroutine<?>> cycle(List<Coroutine<?>> waiters) {
        var seen = new HashSet<Coroutine<?>>();
        for (var start : waiters) {
            var path = new LinkedHashSet<Coroutine<?>>();
            var next = Optional.<Coroutine<?>>of(start);
            while (next.isPresent() && seen.add(next.get())) {
                path.add(next.get());
                next = waitsFor(next.get());
            }
            if (next.isPresent() && path.contains(next.get())) {
                var first = next.get();
                return path.stream().<Coroutine<?>>map(each -> each).dropWhile(each -> each != first).toList();
            }
        }
        return List.of();
    }

    private static Optional<Coroutine<?>> waitsFor(Coroutine<?> coroutine) {
        return coroutine.parking().isParked() ? coroutine.parking().on().flatMap(CoroutineInfo::holder) : Optional.empty();
    }

    /// @return several lines, without a line's end after the last
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        if (!cycle.isEmpty()) lines.add("  cycle: " + cycle.stream().map(WaitGraph::arc).collect(Collectors.joining(", ")));
        waiters.forEach(each -> lines.add(each.toString().indent(2).stripTrailing()));
        if (unlisted > 0) lines.add("  and %s more".formatted(unlisted));
        return String.join("\n", lines);
    }

    private static String arc(CoroutineInfo waiter) {
        return "%s waits for %s".formatted(waiter.name(), waiter.waiting().orElseThrow().what());
    }
}

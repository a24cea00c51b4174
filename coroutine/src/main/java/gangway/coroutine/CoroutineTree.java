package gangway.coroutine;

import module java.base;

/// A coroutine, and those that it has spawned and that have not ended. One whose spawner has ended belongs to the hub's thread.
///
/// @param coroutine which
/// @param children  what it has spawned, the oldest first
public record CoroutineTree(CoroutineInfo coroutine, List<CoroutineTree> children) {

    /// Looks at a hub, on its thread.
    static CoroutineTree of(Hub hub) {
        var all = CoroutineInfo.everybody(hub).stream().map(CoroutineInfo::of).toList();
        var living = all.stream().map(CoroutineInfo::id).collect(Collectors.toSet());
        var children = all.stream().skip(1).collect(Collectors.groupingBy(
            each -> living.contains(each.spawner()) && each.spawner() != each.id() ? each.spawner() : 0L));
        return grow(all.getFirst(), children);
    }

    /// @return all in it, each before those that it has spawned
    public Stream<CoroutineInfo> all() {
        return Stream.concat(Stream.of(coroutine), children.stream().flatMap(CoroutineTree::all));
    }

    private static CoroutineTree grow(CoroutineInfo root, Map<Long, List<CoroutineInfo>> children) {
        return new CoroutineTree(root, children.getOrDefault(root.id(), List.of()).stream()
            .map(child -> grow(child, children)).toList());
    }

    /// @return one line for each, without a line's end after the last
    @Override
    public String toString() {
        var text = new StringBuilder();
        draw(text, "", "");
        return text.substring(1);
    }

    private void draw(StringBuilder text, String first, String rest) {
        text.append('\n').append(first).append(coroutine.headline());
        for (var child : children) {
            boolean last = child == children.getLast();
            child.draw(text, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }
}

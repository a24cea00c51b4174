package gangway.coroutine.testing;

import module java.base;

/// Names for what is waited for, the same in each run: an object is its class and the how-manieth of it was seen. What it
/// says of itself may contain its address, and may be different later. Owned by one hub.
final class Names {

    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /// @return the text of a text and of a record, and else something like `Queue-2`
    String name(Object object) {
        return object instanceof CharSequence || object instanceof Record ? object.toString() : numbered(object);
    }

    private String numbered(Object object) {
        return names.computeIfAbsent(object, _ -> {
            var type = object.getClass().getSimpleName();
            return type + "-" + seen.merge(type, 1, Integer::sum);
        });
    }
}

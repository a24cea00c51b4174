package gangway.spec;

import module java.base;

/// The plain environ: a map in the order in which it was filled.
final class Dictionary extends LinkedHashMap<String, Object> implements Environ {
    private static final long serialVersionUID = 1;

    Dictionary() {
        super(64);
    }

    /// @return as any map, without what nobody who reads a log should see [2.33]
    @Override
    public String toString() {
        return entrySet().stream().map(entry -> entry.getKey() + "=" + Environ.shown(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    }
}

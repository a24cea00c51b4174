package gangway.spec;

import module java.base;

/// The plain environ: a map in the order in which it was filled.
final class Dictionary extends LinkedHashMap<String, Object> implements Environ {
    private static final long serialVersionUID = 1;

    Dictionary() {
        super(64);
    }
}

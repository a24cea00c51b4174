package gangway.coroutine;

import module java.base;

/// A generator was asked for a value and had none left. The first time it carries what the body returned.
public final class StopIteration extends NoSuchElementException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Object value;

    /// Without a value.
    public StopIteration() {
        this(null);
    }

    /// @param value what the body returned; `null` if nothing
    StopIteration(Object value) {
        super(value == null ? "the generator has ended" : "the generator has ended with " + value);
        this.value = value;
    }

    /// What the body returned, told once: to whoever asked first after the last value. [Generator#result] tells it at any
    /// time.
    ///
    /// @return `null` if it returned nothing, or if this is not the first time
    public Object value() {
        return value;
    }
}

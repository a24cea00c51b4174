package gangway.coroutine;

import module java.base;

/// A variable of which each coroutine has its own.
///
/// ```java
/// static final CoroutineLocal<String> USER = CoroutineLocal.withInitial(() -> "nobody");
/// ```
///
/// A new coroutine does not inherit the values of whoever spawns it. Values are kept by the coroutine and go when it ends, or
/// when this is no longer used; a coroutine without any pays for one reference. On [Kernel#VIRTUAL] a [ThreadLocal] does the
/// same; on [Kernel#CONTINUATION], to which all coroutines are one thread, only this does. gevent's `local`.
///
/// @param <T> what its values are
public final class CoroutineLocal<T> {

    private final Optional<Supplier<? extends T>> initial;

    private CoroutineLocal(Optional<Supplier<? extends T>> initial) {
        this.initial = initial;
    }

    /// One that has no value until it is set.
    public CoroutineLocal() {
        this(Optional.empty());
    }

    /// @param initial makes the value for a coroutine that asks and has none; run by that coroutine
    /// @return one that always has a value
    public static <T> CoroutineLocal<T> withInitial(Supplier<? extends T> initial) {
        return new CoroutineLocal<>(Optional.of(initial));
    }

    /// @return the value that the current coroutine has, or gets now
    /// @throws NoSuchElementException when it has none, and there is no initial value
    public T get() {
        return find().orElseGet(this::makeInitial);
    }

    private T makeInitial() {
        T value = initial.orElseThrow(() -> new NoSuchElementException(
            "this CoroutineLocal has no value in %s; to fix: set it there, or make it with an initial value".formatted(
                Coroutine.current()))).get();
        set(value);
        return value;
    }

    /// @return the value that the current coroutine has, if it has one
    @SuppressWarnings("unchecked")
    public Optional<T> find() {
        return Optional.ofNullable((T) Coroutine.current().locals().get(this));    // only set puts values there
    }

    /// Gives the current coroutine a value.
    ///
    /// @param value it
    public void set(T value) {
        Coroutine.current().ownLocals().put(this, Objects.requireNonNull(value, "value; to fix: use remove to have none"));
    }

    /// Takes the value from the current coroutine. The next who asks there gets a new initial one.
    public void remove() {
        if (find().isPresent()) Coroutine.current().locals().remove(this);
    }
}
